// A circle's year on paper.
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Circle } from '#lib/domains/circles/model.ts';
import { ownerFor } from './minutes-view.ts';
import { decisionMark } from './model.ts';
import type { YearReport } from './report.server.ts';
import { sheetOf, type PrintContext } from './sheets.server.ts';

export function reportSheet(
  circle: Circle,
  report: YearReport,
  shows: { readonly names: boolean; readonly tasks: boolean },
  context: PrintContext
): Sheet {
  const { words } = context;
  const { meetings, decisions, done, open } = report;
  return sheetOf(
    {
      heading: words.t('minutes.report.title', { year: report.year }),
      territory: circle.name,
      path: `/circles/${circle.slug}/report/${report.year}`,
      facts: [
        {
          term: words.t('minutes.report.meetings', { count: meetings.length }),
          text: words.number(meetings.length)
        },
        {
          term: words.t('minutes.report.settlements', { count: report.settlements }),
          text: words.number(report.settlements)
        },
        {
          term: words.t('minutes.report.decisions', { count: decisions.length }),
          text: words.number(decisions.length)
        },
        ...(shows.tasks
          ? [
              {
                term: words.t('minutes.report.done', { count: done.length }),
                text: words.number(done.length)
              },
              {
                term: words.t('minutes.report.open', { count: open.length }),
                text: words.number(open.length)
              }
            ]
          : [])
      ],
      decisions: decisions.map(({ number, decidedOn, text, tasks, done: finished }) => ({
        mark: decisionMark(number, decidedOn) ?? '–',
        text,
        voices: tasks > 0 ? words.t('minutes.decisions.tasksDone', { done: finished, count: tasks }) : ''
      })),
      tasks: shows.tasks
        ? [...done, ...open].map((task) => ({
            text: task.text,
            who: ownerFor(task, words, shows.names),
            due:
              task.state === 'done'
                ? words.t('minutes.taskState.done')
                : task.dueOn
                  ? words.date(task.dueOn, 'short')
                  : ''
          }))
        : [],
      items: meetings.map(({ day, title, settlement, there, guests }) => ({
        mark: words.date(day, 'short'),
        title,
        note: settlement ?? '',
        text: words.t('minutes.page.countThere', { count: there + guests })
      }))
    },
    context
  );
}
