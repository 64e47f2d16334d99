import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { yearReport, yearsOf } from '#lib/domains/minutes/report.server.ts';
import { ownerFor } from '#lib/domains/minutes/minutes-view.ts';
import { recordsAsked } from '../../../../../circle-records.server.ts';

export const load: PageServerLoad = async (event) => {
  const { db } = event.locals;
  const { circle, inside, words } = await recordsAsked(event, ({ showsDecisions }) => showsDecisions);
  const year = Number(event.params.year);
  if (!Number.isInteger(year) || year < 1990 || year > 2200) error(404, words.t('house.error.notFound'));
  const report = await yearReport(db, { circle: circle.id, year, publicOnly: !inside });
  const names = inside || circle.showsMembers;
  const taskRow = (task: (typeof report.done)[number]) => ({
    id: task.id,
    text: task.text,
    who: ownerFor(task, words, names),
    dueOn: task.dueOn,
    note: inside ? task.doneNote : null
  });
  return {
    circle: { slug: circle.slug, name: circle.name, showsTasks: inside || circle.showsTasks },
    inside,
    years: await yearsOf(db, circle.id),
    report: {
      ...report,
      attendance: names ? report.attendance : [],
      done: inside || circle.showsTasks ? report.done.map(taskRow) : [],
      open: inside || circle.showsTasks ? report.open.map(taskRow) : []
    }
  };
};
