import type { RequestHandler } from './$types';
import { listAgenda } from '#lib/domains/minutes/agenda.server.ts';
import { agendaSheet } from '#lib/domains/minutes/sheets.server.ts';
import { answerWith, countPrinting } from '../../../../../../../printed.server.ts';
import { meetingAsked } from '../../../../../../../minutes-pages.server.ts';

export const GET: RequestHandler = async (event) => {
  const { db, origin, now } = event.locals;
  const { found, words } = await meetingAsked(event, ({ inside, shows }) => inside || shows.agenda);
  countPrinting(event.locals, event.getClientAddress(), words);
  const items = (await listAgenda(db, found.meeting.id)).filter((item) => found.inside || item.public);
  const sheet = agendaSheet(found.meeting, items, { words, origin, now });
  return answerWith(sheet, `${found.circle.slug}-${found.meeting.starts.slice(0, 10)}-agenda`, words);
};
