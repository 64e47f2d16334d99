import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { reportSheet } from '#lib/domains/minutes/report-sheet.ts';
import { yearReport } from '#lib/domains/minutes/report.server.ts';
import { recordsAsked } from '../../../../../../circle-records.server.ts';
import { answerWith, countPrinting } from '../../../../../../printed.server.ts';

export const GET: RequestHandler = async (event) => {
  const { db, origin, now } = event.locals;
  const { circle, inside, words } = await recordsAsked(event, ({ showsDecisions }) => showsDecisions);
  countPrinting(event.locals, event.getClientAddress(), words);
  const year = Number(event.params.year);
  if (!Number.isInteger(year) || year < 1990 || year > 2200) error(404, words.t('house.error.notFound'));
  const report = await yearReport(db, { circle: circle.id, year, publicOnly: !inside });
  const shows = { names: inside || circle.showsMembers, tasks: inside || circle.showsTasks };
  return answerWith(
    reportSheet(circle, report, shows, { words, origin, now }),
    `${circle.slug}-${year}`,
    words
  );
};
