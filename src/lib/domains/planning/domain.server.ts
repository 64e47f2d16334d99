// Planning: a region's programmes side by side, what competes among them, and what moving some would bring.
import type { Domain } from '#lib/platform/domain.ts';
import { tellOfPlanning } from './history.server.ts';
import { expireJointly } from './joint.server.ts';
import { joinByLink } from './joint-link.server.ts';
import { tellOfJoint } from './joint-news.server.ts';
import { couldBeOne, madeOfSeveral } from './sections.server.ts';
import { tellOfClashes } from './news.server.ts';
import { canPlan } from './policy.ts';
import { columns } from './schema.server.ts';
import { silenceByLink } from './silence.server.ts';
import { watchClashes } from './watch.server.ts';

const jointVerbs = ['asked', 'talk', 'accepted', 'declined', 'withdrawn', 'expired', 'undone'].map(
  (what) => `joint.${what}`
);

export const domain: Domain = {
  name: 'planning',
  rank: 6,
  verbs: ['clash.found', 'clash.silenced', ...jointVerbs],
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
  linkActs: [silenceByLink, joinByLink],
  tellHistory: tellOfPlanning,
  subscriptions: [
    { name: 'tell_of_clashes', verbs: ['clash.found'], handle: tellOfClashes },
    { name: 'tell_of_joint', verbs: jointVerbs, handle: tellOfJoint }
  ],
  schedules: [
    { name: 'watch_clashes', everyMinutes: 60, run: (db, now) => watchClashes(db, now) },
    { name: 'expire_invitations', everyMinutes: 60, run: (db, now) => expireJointly(db, now) }
  ],
  sections: { event: [couldBeOne, madeOfSeveral] }
};
