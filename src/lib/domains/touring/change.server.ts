// One way to change a tour: locked, by whoever leads it, as long as it was not cancelled; and how that is recorded.
import { no, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Before } from './model.ts';
import { canLeadTour } from './policy.ts';
import { listStops, lockTour, type FullTour, type TourStop } from './tours.server.ts';

export type ChangeRefused =
  | { ok: false; reason: 'gone' }
  | { ok: false; reason: 'not_now' }
  | { ok: false; reason: 'too_many_searches' }
  | { ok: false; reason: 'too_many_letters' };

export async function changeTour(
  db: Database,
  actor: Actor,
  { id }: { id: string; now: Date },
  change: (tx: Database, tour: FullTour, stops: readonly TourStop[]) => Promise<Result<null, ChangeRefused>>
): Promise<Result<null, ChangeRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, ChangeRefused>> => {
    const tour = await lockTour(tx, id);
    if (!tour || !canLeadTour(actor, tour)) return no('gone');
    if (tour.state === 'cancelled') return no('not_now');
    return change(tx, tour, await listStops(tx, tour.id));
  });
}

export async function record(
  tx: Database,
  actor: Actor,
  {
    verb,
    tour,
    ...details
  }: { verb: string; tour: FullTour; count?: number; km?: number; letters?: number; place?: string },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'tour',
    objectId: tour.id,
    organisations: [tour.pack.organisation.id],
    details: { title: tour.name, ...details }
  });
}

/** What an undoing brings back. */
export function snapshotOf({ plan }: FullTour, stops: readonly TourStop[]): Before {
  return {
    plan,
    stops: stops.map(({ id, state, startsAt, kept, keptDay, keptTime, event }) => ({
      ...{ id, state, kept, keptDay, keptTime },
      starts: startsAt?.toISOString() ?? null,
      event: event?.id ?? null
    }))
  };
}
