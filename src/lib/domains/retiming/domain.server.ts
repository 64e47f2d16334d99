// Re-timing: a month of a territory gets better times, each with the word of its organiser.
import type { Id } from '#lib/core/ids.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { computeRetimings } from './compute.server.ts';
import { attendRetimings, closeQuestionsOf } from './due.server.ts';
import { canVisit } from './policy.ts';
import { countWaiting } from './queries.server.ts';
import { retimingHistory, tellOfRetimings } from './history.server.ts';
import { answerByLink, decideByLink } from './link-acts.server.ts';
import { tellOfAnswer } from './news.server.ts';
import { columns } from './schema.server.ts';

const answers = [
  'retiming.asked',
  'retiming.accepted',
  'retiming.declined',
  'retiming.suggested',
  'retiming.event_changed',
  'retiming.withdrawn',
  'retiming.expired'
];

export const domain: Domain = {
  name: 'retiming',
  rank: 5,
  desk: [
    {
      label: 'retiming.navigation',
      lead: 'retiming.deskLead',
      path: '/retiming',
      seenBy: canVisit,
      order: 30,
      waiting: (db, { actor, now }) => countWaiting(db, actor, now)
    }
  ],
  verbs: ['retiming.begun', 'retiming.searched_again', ...answers],
  columns,
  historyOf: [retimingHistory],
  tellHistory: tellOfRetimings,
  linkActs: [answerByLink, decideByLink],
  subscriptions: [
    { name: 'tell_of_answer', verbs: answers, handle: tellOfAnswer },
    {
      name: 'close_overtaken',
      verbs: ['event.updated', 'event.followed', 'event.withdrawn'],
      handle: (db, { object_id }, now) => closeQuestionsOf(db, object_id as Id<'event'>, now)
    }
  ],
  schedules: [
    // Each search asks for this job itself; the schedule gives it its name.
    { name: 'compute', everyMinutes: 60, searches: true, run: (db, now) => computeRetimings(db, now) },
    { name: 'attend', everyMinutes: 60, run: attendRetimings }
  ]
};
