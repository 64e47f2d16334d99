// Forgets what nobody follows any more: questions without an answer, events that are over, addresses that no longer exist.
import type { Database } from '#lib/platform/db/database.server.ts';
import { confirmHours } from './model.ts';

/** Days after the last time of an event for which it is still followed: it may be held again. */
const afterwards = 30;
/** Days after which an address that mail keeps coming back from is given up. */
const goneDays = 30;

export async function tidyFollowings(db: Database, now: Date): Promise<void> {
  const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
  await db
    .deleteFrom('following')
    .where('state', '=', 'asked')
    .where('created_at', '<=', ago(confirmHours))
    .execute();
  await db
    .deleteFrom('following')
    .where('kind', '=', 'event')
    .where('created_at', '<', ago(afterwards * 24))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('occurrence')
            .select('occurrence.event_id')
            .whereRef('occurrence.event_id', '=', 'following.event_id')
            .where('occurrence.ends_at', '>', ago(afterwards * 24))
        )
      )
    )
    .execute();
  await db
    .deleteFrom('following')
    .where('email', 'in', (eb) =>
      eb
        .selectFrom('mail_address')
        .select('email')
        .where('marked_at', '<', ago(goneDays * 24))
    )
    .execute();
}
