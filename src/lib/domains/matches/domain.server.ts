// Matches: what answers what, what both sides say to it, rings, and the agreements that come of it.
import type { Domain } from '#lib/platform/domain.ts';
import { agreeByLink, afterwardsByLink } from './agreement-acts.server.ts';
import { endingAgreements, freshMatches, unansweredNeeds } from './agenda.server.ts';
import { askCaretakers, careByLink } from './care.server.ts';
import { tellFreshMatches } from './digest.server.ts';
import { attendAgreements } from './due.server.ts';
import { agreementExporter, figuresExporter } from './exports.server.ts';
import { findAllMatches } from './find.server.ts';
import { askForLook, changingVerbs, lookAgain } from './look.server.ts';
import { agreementHistory, tellOfMatches } from './history.server.ts';
import { silenceByLink, wantByLink } from './interest-acts.server.ts';
import { tellOfTrouble } from './news.server.ts';
import { countWaitingFor } from './own.server.ts';
import { canVisitMatches } from './policy.ts';
import { countSampleMatches, removeSampleMatches } from './sample-removal.server.ts';
import { joinRingByLink } from './ring-acts.server.ts';
import { proposeRings } from './rings.server.ts';
import { columns } from './schema.server.ts';
import { agreedAndThanked, bestMatches } from './sections.server.ts';

export const domain: Domain = {
  name: 'matches',
  rank: 6,
  desk: [
    {
      label: 'matches.navigation',
      lead: 'matches.deskLead',
      path: '/matches',
      seenBy: canVisitMatches,
      order: 28,
      waiting: (db, { actor }) => countWaitingFor(db, actor)
    }
  ],
  verbs: [
    ...['match.wanted', 'match.declined', 'ring.proposed', 'ring.wanted', 'ring.declined', 'ring.expired'],
    ...['agreement.drafted', 'agreement.changed', 'agreement.accepted', 'agreement.agreed'],
    ...['agreement.cancelled', 'agreement.fulfilled', 'agreement.not_kept'],
    ...['need.care_asked', 'need.cared', 'need.not_cared']
  ],
  columns,
  sections: { offering: [bestMatches], organisation: [agreedAndThanked] },
  historyOf: [agreementHistory],
  tellHistory: tellOfMatches,
  exports: [figuresExporter, agreementExporter],
  linkActs: [wantByLink, silenceByLink, joinRingByLink, agreeByLink, afterwardsByLink, careByLink],
  agenda: [unansweredNeeds, freshMatches, endingAgreements],
  subscriptions: [
    {
      name: 'look_again',
      verbs: changingVerbs,
      handle: (db, _activity, now) => askForLook(db, now)
    },
    { name: 'tell_of_trouble', verbs: ['need.care_asked', 'agreement.not_kept'], handle: tellOfTrouble }
  ],
  schedules: [
    {
      // Changes ask for this job themselves; it looks at them and at what they touch.
      name: 'look',
      everyMinutes: 60,
      run: async (db, now) => {
        await lookAgain(db, now);
      }
    },
    {
      // All of it, as days pass and entries end.
      name: 'find',
      everyMinutes: 360,
      run: async (db, now) => {
        await findAllMatches(db, now);
      }
    },
    {
      // A no asks for it at once: the next best takes the place of what came to nothing.
      name: 'rings',
      everyMinutes: 1440,
      run: async (db, now) => {
        await proposeRings(db, await findAllMatches(db, now), now);
      }
    },
    {
      name: 'tell',
      everyMinutes: 60,
      run: async (db, now) => {
        await tellFreshMatches(db, now);
      }
    },
    {
      name: 'attend',
      everyMinutes: 60,
      run: async (db, now) => {
        await askCaretakers(db, now);
        await attendAgreements(db, now);
      }
    }
  ],
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleMatches(db, context),
  countSample: countSampleMatches,
  removeSample: removeSampleMatches
};
