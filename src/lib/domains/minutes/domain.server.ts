// Minutes: what a circle talks about, decides and takes on, from the proposed agenda to the yearly report.
import type { Domain } from '#lib/platform/domain.ts';
import { verbs } from './activity.server.ts';
import {
  comingClashes,
  lateTasks,
  leftOver,
  newcomers,
  openCorrections,
  residentsAsk
} from './agenda-givers.server.ts';
import { findMinutesDesk } from './desk.server.ts';
import { decisionExporter } from './exports.server.ts';
import { taskHistory, tellOfMinutes } from './history.server.ts';
import { approveByLink, proposeByLink, taskByLink } from './link-acts.server.ts';
import { approveBySilence } from './minutes.server.ts';
import { countSampleMinutes, removeSampleMinutes } from './sample-removal.server.ts';
import { tellOfSentMinutes, tellOfTask } from './news.server.ts';
import { columns } from './schema.server.ts';
import { searchableDecisions } from './search.server.ts';
import { ofThisMeeting, whatItTookOn, whatWasDecided, whoDoesWhat } from './sections.server.ts';
import { minutesInMail } from './view.server.ts';
import { remindOfTasks, takeOverTasks } from './tasks.server.ts';

export const domain: Domain = {
  name: 'minutes',
  rank: 7,
  verbs,
  columns,
  agenda: [newcomers, openCorrections, lateTasks, leftOver, comingClashes, residentsAsk],
  desk: [
    {
      label: 'minutes.desk.title',
      lead: 'minutes.desk.lead',
      path: '/my-tasks',
      seenBy: (actor) => actor.kind === 'person',
      order: 17,
      waiting: async (db, { actor, now }) => {
        const { tasks, toFinish, toApprove } = await findMinutesDesk(db, actor, now);
        return tasks.length + toFinish.length + toApprove.length;
      }
    }
  ],
  sections: {
    circle: [whatWasDecided, whoDoesWhat],
    meeting: [ofThisMeeting],
    organisation: [whatItTookOn]
  },
  searchables: [searchableDecisions],
  exports: [decisionExporter()],
  historyOf: [taskHistory],
  tellHistory: tellOfMinutes,
  mailFiles: [minutesInMail],
  linkActs: [approveByLink, proposeByLink, taskByLink],
  subscriptions: [
    { name: 'take_over_tasks', verbs: ['circle.member_left'], handle: takeOverTasks },
    { name: 'tell_of_minutes', verbs: ['minutes.sent'], handle: tellOfSentMinutes },
    { name: 'tell_of_task', verbs: ['task.added', 'task.handed'], handle: tellOfTask }
  ],
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleMinutes(db, context),
  countSample: countSampleMinutes,
  removeSample: removeSampleMinutes,
  schedules: [
    { name: 'approve_by_silence', everyMinutes: 60, run: (db, now) => approveBySilence(db, now) },
    { name: 'remind_of_tasks', everyMinutes: 60, run: (db, now) => remindOfTasks(db, now) }
  ]
};
