// Experts: who knows what, where they go, and how to reach them without their address.
import type { Domain } from '#lib/platform/domain.ts';
import { agreeByLink, withdrawByLink } from './asking.server.ts';
import { expertHistory, tellOfExpert, tellOfExperts } from './history.server.ts';
import { answerByLink, confirmByLink, followUpByLink } from './inquiry-acts.server.ts';
import { forgetWithdrawn } from './operations.server.ts';
import { countSampleExperts, removeSampleExperts } from './sample-removal.server.ts';
import { columns } from './schema.server.ts';
import { searchableExperts } from './search.server.ts';
import { itsExperts, whoComesHere } from './sections.server.ts';

export const domain: Domain = {
  name: 'experts',
  rank: 3,
  verbs: [
    'expert.created',
    'expert.entered',
    'expert.asked',
    'expert.agreed',
    'expert.refused',
    'expert.updated',
    'expert.withdrawn',
    'expert.removed',
    'expert.written_to',
    'expert.answered',
    'expert.declined'
  ],
  columns,
  sections: { settlement: [whoComesHere], organisation: [itsExperts] },
  searchables: [searchableExperts],
  historyOf: [expertHistory],
  tellHistory: tellOfExperts,
  subscriptions: [
    {
      name: 'tell_of_expert',
      verbs: ['expert.agreed', 'expert.refused', 'expert.updated', 'expert.withdrawn'],
      handle: tellOfExpert
    }
  ],
  linkActs: [agreeByLink, withdrawByLink, confirmByLink, answerByLink, followUpByLink],
  schedules: [{ name: 'forget_withdrawn', everyMinutes: 24 * 60, run: forgetWithdrawn }],
  // The sample is pages of text: read only where it is wanted.
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleExperts(db, context),
  countSample: countSampleExperts,
  removeSample: removeSampleExperts
};
