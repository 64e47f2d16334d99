// What follows from a plan that was taken over: who is asked, who is told that they fell out, and what is taken as agreed already.
import { defaultZone, localOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findActing } from './hosts.server.ts';
import { mailEntered, mailTakenBack, mailQuestion, whoHears } from './mails.server.ts';
import { isInPlan } from './model.ts';
import { isHearsay } from './policy.ts';
import { holdStop, releaseStop } from './stop-event.server.ts';
import { findStop, listStops, type FullTour, type TourStop } from './tours.server.ts';

/**
 * Nobody is asked about a time that stands. A stop at the very time that its host suggested is agreed; who was agreed with for
 * another time is asked anew, and the old time holds until they answer.
 * @param before the stops as they were. @returns how many letters are written
 */
export async function settleAsked(
  tx: Database,
  actor: Actor,
  { tour, before }: { tour: FullTour; before: readonly TourStop[] },
  now: Date
): Promise<number> {
  let letters = 0;
  const was = new Map(before.map((stop) => [stop.id, stop]));
  for (const stop of await listStops(tx, tour.id)) {
    const old = was.get(stop.id);
    if (!old) continue;
    const had = old.state === 'accepted' || old.state === 'asked' || old.state === 'suggested';
    if (stop.state === 'left_out') {
      if (!had) continue;
      await releaseStop(tx, actor, { ...stop, told: await whoHears(tx, old) }, now);
      await tx
        .updateTable('tour_stop')
        .set({ event_id: null, booking_id: null })
        .where('id', '=', stop.id)
        .execute();
      letters += await mailTakenBack(tx, { tour, stop: old, note: null }, now);
      continue;
    }
    if (!stop.startsAt || !isInPlan(stop.state)) continue;
    // Whoever was not asked yet is asked when the leader says so.
    if (old.state === 'planned') continue;
    const same = old.startsAt?.getTime() === stop.startsAt.getTime();
    if (same && (old.state === 'accepted' || old.state === 'asked')) continue;
    if (old.state === 'suggested' && old.suggested === localOf(stop.startsAt, defaultZone)) {
      if (await agree(tx, { tour, stop }, now)) continue;
    }
    letters += await ask(tx, { tour, stop }, now);
  }
  return letters;
}

/** @returns how many letters are written */
export async function ask(
  tx: Database,
  { tour, stop }: { tour: FullTour; stop: TourStop },
  now: Date
): Promise<number> {
  await tx
    .updateTable('tour_stop')
    .set({
      state: 'asked',
      asked_at: now,
      reminded_at: null,
      suggested_starts: null,
      note: null,
      for_hall: false,
      updated_at: now
    })
    .where('id', '=', stop.id)
    .execute();
  const letters = await mailQuestion(tx, { tour, stop }, now);
  if (letters > 0) return letters;
  // Whom no mail reaches is rung up.
  await tx.updateTable('tour_stop').set({ asked_at: null }).where('id', '=', stop.id).execute();
  return 0;
}

/** Whoever suggested a time has agreed to it. */
async function agree(
  tx: Database,
  { tour, stop }: { tour: FullTour; stop: TourStop },
  now: Date
): Promise<boolean> {
  const answered = await findActing(tx, stop.answeredBy, [stop.host?.id ?? null]);
  const hearsay = isHearsay(answered, { tour, stop });
  const acting = answered ?? (await findActing(tx, tour.person, [tour.pack.organisation.id]));
  if (!acting || !stop.startsAt) return false;
  const held = await holdStop(
    tx,
    acting,
    { tour, stop, startsAt: stop.startsAt, forHall: stop.forHall, hearsay },
    now
  );
  if (!held.ok) return false;
  await tx
    .updateTable('tour_stop')
    .set({
      ...{ state: 'accepted', answered_at: now, suggested_starts: null, updated_at: now },
      ...{ event_id: held.value.event, booking_id: held.value.booking }
    })
    .where('id', '=', stop.id)
    .execute();
  const after = hearsay ? await findStop(tx, stop.id) : null;
  if (after) await mailEntered(tx, { tour, stop: after }, now);
  return true;
}
