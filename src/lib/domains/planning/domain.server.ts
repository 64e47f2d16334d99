// Planning: a region's programmes side by side, what competes among them, and what moving some would bring.
import type { Domain } from '#lib/platform/domain.ts';
import { tellOfPlanning } from './history.server.ts';
import { tellOfClashes } from './news.server.ts';
import { canPlan } from './policy.ts';
import { columns } from './schema.server.ts';
import { silenceByLink } from './silence.server.ts';
import { watchClashes } from './watch.server.ts';

export const domain: Domain = {
  name: 'planning',
  rank: 5,
  verbs: ['clash.found', 'clash.silenced'],
  columns,
  desk: [
    {
      label: 'planning.navigation',
      lead: 'planning.deskLead',
      path: '/planning',
      seenBy: canPlan,
      order: 25
    }
  ],
  linkActs: [silenceByLink],
  tellHistory: tellOfPlanning,
  subscriptions: [{ name: 'tell_of_clashes', verbs: ['clash.found'], handle: tellOfClashes }],
  schedules: [{ name: 'watch_clashes', everyMinutes: 60, run: (db, now) => watchClashes(db, now) }]
};
