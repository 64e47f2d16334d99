// Getting acquainted: visits to the organisations and people of a place, what was heard there, and what comes next.
import { defaultZone, dayOf } from '#lib/core/time.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { tellOfVisits, visitHistory } from './history.server.ts';
import { canRecordVisit } from './policy.ts';
import { listSteps } from './queries.server.ts';
import { remindOfSteps, settleByLink, tellOfStep } from './reminders.server.ts';
import { countSampleVisits, removeSampleVisits } from './sample-removal.server.ts';
import { columns } from './schema.server.ts';
import { whoHasBeenThere } from './sections.server.ts';

export const domain: Domain = {
  name: 'acquaintance',
  rank: 4,
  desk: [
    {
      label: 'acquaintance.navigation',
      lead: 'acquaintance.deskLead',
      path: '/acquaintance',
      seenBy: canRecordVisit,
      order: 40,
      waiting: async (db, { actor, now }) =>
        (await listSteps(db, actor, { whose: 'mine', until: dayOf(now, defaultZone) })).length
    }
  ],
  verbs: [
    'acquaintance.recorded',
    'acquaintance.changed',
    'acquaintance.removed',
    'acquaintance.step_due',
    'acquaintance.step_done',
    'acquaintance.step_put_off'
  ],
  columns,
  sections: { organisation: [whoHasBeenThere] },
  historyOf: [visitHistory],
  tellHistory: tellOfVisits,
  linkActs: [settleByLink],
  subscriptions: [{ name: 'tell_of_step', verbs: ['acquaintance.step_due'], handle: tellOfStep }],
  schedules: [{ name: 'remind_of_steps', everyMinutes: 30, run: remindOfSteps }],
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleVisits(db, context),
  countSample: countSampleVisits,
  removeSample: removeSampleVisits
};
