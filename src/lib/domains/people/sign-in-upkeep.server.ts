// What of signing in is over and is forgotten.
import type { Database } from '#lib/platform/db/database.server.ts';
import { forgetTries } from './attempt-limits.server.ts';
import { forgetChallenges } from './passkey-challenge.server.ts';
import { forgetDevices } from './session-known-device.server.ts';
import { forgetSessions } from './session.server.ts';
import { answerSignInRequests } from './sign-in-mail.server.ts';
import { forgetSignInLinks } from './sign-in.server.ts';
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
  },
  {
    name: 'forget_expired',
    everyMinutes: 24 * 60,
    run: async (db: Database, now: Date) => {
      await forgetSessions(db, now);
      await forgetDevices(db, now);
      await forgetSignInLinks(db, now);
    }
  }
];
