// How what happens to bookings reads in their histories.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { canSeeBooking } from './policy.ts';
import { findBooking } from './queries.server.ts';

export const bookingHistory: HistoryObject = {
  kind: 'booking',
  path: 'bookings',
  async find(db, actor, address) {
    const found = await findBooking(db, address);
    if (!found || !canSeeBooking(actor, found)) return null;
    return { id: found.id, name: found.purpose, href: `/bookings/${found.id}` };
  }
};

export async function tellOfBookings(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  return new Map(
    activities.map(({ id, verb }): [string, Told] => [
      id,
      { sentence: words.lookUp(`bookings.history.${verb}`) ?? words.t('history.something'), changes: [] }
    ])
  );
}
