// Takes back what was asked or agreed: one stop, the questions that nobody answered, the whole tour; and takes that back again.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { changeTour, record, snapshotOf, type ChangeRefused } from './change.server.ts';
import { mailTakenBack, whoHears } from './mails.server.ts';
import { isInPlan } from './model.ts';
import { canLeadTour } from './policy.ts';
import { releaseStop } from './stop-event.server.ts';
import { listStops, lockTour, type FullTour, type TourStop } from './tours.server.ts';

type Done = Promise<Result<null, ChangeRefused>>;

/** The leader gives one stop up: whoever was asked is told, and what was held is given back. */
export async function dropStop(
  db: Database,
  actor: Actor,
  { id, stop: which }: { id: string; stop: string },
  now: Date
): Done {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    const stop = stops.find((each) => each.id === which);
    if (!stop || tour.state !== 'asked') return no('not_now');
    await takeOut(tx, actor, { tour, stop, note: null }, now);
    await record(tx, actor, { verb: 'tour.dropped', tour, place: stop.settlement.name }, now);
    return ok(null);
  });
}

/** A stop that was given up, or whose people said no and think otherwise now, may come into the next plan again. */
export async function bringBack(
  db: Database,
  actor: Actor,
  { id, stop: which }: { id: string; stop: string },
  now: Date
): Done {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    const stop = stops.find((each) => each.id === which);
    if (stop?.state !== 'dropped' && stop?.state !== 'declined') return no('not_now');
    await tx
      .updateTable('tour_stop')
      .set({
        state: 'left_out',
        starts_at: null,
        ends_at: null,
        position: null,
        reason: null,
        updated_at: now
      })
      .where('id', '=', stop.id)
      .execute();
    await record(tx, actor, { verb: 'tour.brought_back', tour, place: stop.settlement.name }, now);
    return ok(null);
  });
}

/** What was agreed stays; whoever has not answered, or suggested another time, is told that the question is taken back. */
export async function withdrawQuestions(
  db: Database,
  actor: Actor,
  { id, note }: { id: string; note: string | null },
  now: Date
): Done {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    const open = stops.filter(
      ({ state, startsAt }) => (state === 'asked' || state === 'suggested') && startsAt && startsAt > now
    );
    if (tour.state !== 'asked' || open.length === 0) return no('not_now');
    let letters = 0;
    for (const stop of open) {
      // Whoever had agreed to another time before keeps nothing of it: the next question is about a new one.
      await releaseStop(tx, actor, { ...stop, told: await whoHears(tx, stop) }, now);
      await tx
        .updateTable('tour_stop')
        .set({
          ...{ state: 'planned', asked_at: null, reminded_at: null, suggested_starts: null, note: null },
          ...{ for_hall: false, booking_id: null, updated_at: now }
        })
        .where('id', '=', stop.id)
        .execute();
      letters += await mailTakenBack(tx, { tour, stop, note }, now);
    }
    const agreed = stops.some(({ state }) => state === 'accepted');
    await tx
      .updateTable('tour')
      .set({ state: agreed ? 'asked' : 'draft', search: 'none', answer: null, before: null, updated_at: now })
      .where('id', '=', tour.id)
      .execute();
    await record(tx, actor, { verb: 'tour.withdrawn', tour, count: open.length, letters }, now);
    return ok(null);
  });
}

/** @param note what the leader says to everybody who is concerned */
export async function cancelTour(
  db: Database,
  actor: Actor,
  { id, note }: { id: string; note: string | null },
  now: Date
): Done {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    for (const stop of stops) await takeOut(tx, actor, { tour, stop, note }, now);
    await tx
      .updateTable('tour')
      .set({
        ...{ state: 'cancelled', search: 'none', answer: null, updated_at: now },
        before: JSON.stringify(snapshotOf(tour, stops))
      })
      .where('id', '=', tour.id)
      .execute();
    await record(tx, actor, { verb: 'tour.cancelled', tour }, now);
    return ok(null);
  });
}

/**
 * Brings the plan of a cancelled tour back, with its days and hours. The halls were given up and everybody was told: whoever had
 * agreed is asked again, when the leader says so.
 */
export async function restoreTour(db: Database, actor: Actor, id: string, now: Date): Done {
  return inTransaction(db, async (tx): Done => {
    const tour = await lockTour(tx, id);
    if (!tour || !canLeadTour(actor, tour)) return no('gone');
    if (tour.state !== 'cancelled' || !tour.before) return no('not_now');
    const before = new Map(tour.before.stops.map((was) => [was.id, was]));
    const stops = await listStops(tx, tour.id);
    for (const stop of stops) {
      const was = before.get(stop.id);
      if (!was || stop.state !== 'dropped') continue;
      const again = isInPlan(was.state) && stop.startsAt && stop.startsAt > now;
      await tx
        .updateTable('tour_stop')
        .set({
          state: again ? 'planned' : isInPlan(was.state) ? 'dropped' : was.state,
          // The programme is the one that people may have in their calendars already.
          event_id: (was.event ?? null) as Id<'event'> | null,
          ...{ asked_at: null, reminded_at: null, suggested_starts: null, for_hall: false, updated_at: now }
        })
        .where('id', '=', stop.id)
        .execute();
    }
    const held = stops.some(({ state }) => state === 'accepted');
    await tx
      .updateTable('tour')
      .set({ state: held ? 'asked' : 'draft', before: null, updated_at: now })
      .where('id', '=', tour.id)
      .execute();
    await record(tx, actor, { verb: 'tour.restored', tour }, now);
    return ok(null);
  });
}

async function takeOut(
  tx: Database,
  actor: Actor,
  { tour, stop, note }: { tour: FullTour; stop: TourStop; note: string | null },
  now: Date
): Promise<void> {
  // What has been held already stays as it was.
  if (stop.startsAt && stop.startsAt <= now) return;
  // A no stays a no.
  if (stop.state === 'declined') return;
  const concerned = stop.state === 'asked' || stop.state === 'suggested' || stop.state === 'accepted';
  const told = concerned ? await whoHears(tx, stop) : [];
  await releaseStop(tx, actor, { ...stop, told }, now);
  await tx
    .updateTable('tour_stop')
    .set({ state: 'dropped', event_id: null, booking_id: null, updated_at: now })
    .where('id', '=', stop.id)
    .execute();
  if (concerned) await mailTakenBack(tx, { tour, stop, note }, now);
}
