// A host that confirms the booking of its hall has said yes to the stop, too, where so far only the leader had entered it.
import type { Id } from '#lib/core/ids.ts';
import { setEventStatus } from '#lib/domains/calendar/operations.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isByHearsay } from './model.ts';
import { findStop } from './tours.server.ts';

export async function confirmByBooking(db: Database, activity: Activity, now: Date): Promise<void> {
  const row = await db
    .selectFrom('tour_stop')
    .select('id')
    .where('booking_id', '=', activity.object_id as Id<'booking'>)
    .executeTakeFirst();
  if (!row) return;
  await inTransaction(db, async (tx) => {
    const stop = await findStop(tx, row.id);
    // Of somebody else's hall its keeper says nothing about what the host wants.
    if (!stop?.event || !isByHearsay(stop) || stop.host?.id !== stop.venue.keeper) return;
    if (stop.booking?.state !== 'confirmed') return;
    await setEventStatus(tx, system, { id: stop.event.id, status: 'confirmed' }, now);
  });
}
