// What of signing in is forgotten within the hour; the rest is forgotten as its columns declare.
import type { Database } from '#lib/platform/db/database.server.ts';
import { forgetTries } from './attempt-limits.server.ts';
import { forgetChallenges } from './passkey-challenge.server.ts';
import { answerSignInRequests } from './sign-in-mail.server.ts';
import type { Schedule } from '#lib/platform/domain.ts';

export const signInSchedules: readonly Schedule[] = [
  // Each request asks for this job itself; the schedule gives it its name and catches what was left lying.
  { name: 'answer_sign_in_requests', everyMinutes: 60, run: answerSignInRequests },
  {
    name: 'forget_tries',
    everyMinutes: 30,
    run: async (db: Database, now: Date) => {
      await forgetTries(db, now);
      await forgetChallenges(db, now);
    }
  }
];
