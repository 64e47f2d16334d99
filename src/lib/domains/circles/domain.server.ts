// Circles: organisations and people who keep sitting down at one table, and residents who ask them.
import type { Domain } from '#lib/platform/domain.ts';
import { signByLink } from './charter-mails.server.ts';
import { circleHistory, tellOfCircles } from './history.server.ts';
import { circlesRunBy } from './list.server.ts';
import { bothSitThere } from './merge-hindrances.server.ts';
import { mayHoldSeats } from './policy.ts';
import { answerQuestionByLink, confirmQuestionByLink } from './question-acts.server.ts';
import { countWaitingQuestions, forgetUnconfirmed } from './questions.server.ts';
import { countSampleCircles, removeSampleCircles } from './sample-removal.server.ts';
import { columns } from './schema.server.ts';
import { searchableCircles } from './search.server.ts';
import { seatByLink } from './seat-acts.server.ts';
import { circlesHere, itsCircles } from './sections.server.ts';

export const domain: Domain = {
  name: 'circles',
  rank: 4,
  navigation: [{ label: 'circles.navigation', path: '/circles', order: 60 }],
  desk: [
    {
      label: 'circles.navigation',
      lead: 'circles.deskLead',
      path: '/circles',
      seenBy: mayHoldSeats,
      order: 45,
      waiting: async (db, { actor }) => {
        const run = (await circlesRunBy(db, actor)).map(({ id }) => id);
        return [...(await countWaitingQuestions(db, run)).values()].reduce((sum, count) => sum + count, 0);
      }
    }
  ],
  verbs: [
    'circle.founded',
    'circle.changed',
    'circle.resting',
    'circle.resumed',
    'circle.closed',
    'circle.member_joined',
    'circle.member_changed',
    'circle.member_left',
    'circle.charter_drafted',
    'circle.charter_published',
    'circle.charter_sent',
    'circle.charter_signed',
    'circle.asked',
    'circle.question_answered',
    'circle.question_declined'
  ],
  columns,
  sections: { settlement: [circlesHere], organisation: [itsCircles] },
  searchables: [searchableCircles],
  mergeHindrances: bothSitThere,
  historyOf: [circleHistory],
  tellHistory: tellOfCircles,
  linkActs: [seatByLink, signByLink, confirmQuestionByLink, answerQuestionByLink],
  schedules: [{ name: 'forget_unconfirmed_questions', everyMinutes: 24 * 60, run: forgetUnconfirmed }],
  // The sample is pages of text: read only where it is wanted.
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleCircles(db, context),
  countSample: countSampleCircles,
  removeSample: removeSampleCircles
};
