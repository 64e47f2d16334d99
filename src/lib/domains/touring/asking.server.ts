// Asks the hosts of a tour, reminds them, and takes their answers; each in one transaction.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs, defaultZone, instantOf, isLocal } from '#lib/core/time.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { findActing } from './hosts.server.ts';
import { mayWrite } from './limits.server.ts';
import { mailEntered, mailQuestion } from './mails.server.ts';
import { isByHearsay, remindDays } from './model.ts';
import { changeTour, type ChangeRefused } from './change.server.ts';
import { canAnswerStop, isHearsay } from './policy.ts';
import { ask } from './settle.server.ts';
import { confirmStop, holdStop, releaseStop } from './stop-event.server.ts';
import { findStop, findTour, lockTour, type FullTour, type TourStop } from './tours.server.ts';

/** Everybody who has a time in the plan, once. */
export async function askHosts(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, ChangeRefused>> {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    const planned = stops.filter(({ state, startsAt }) => state === 'planned' && startsAt);
    if (planned.length === 0) return no('not_now');
    if (!(await mayWrite(tx, actor, now))) return no('too_many_letters');
    await tx
      .updateTable('tour')
      .set({ state: 'asked', before: null, answer: null, search: 'none', updated_at: now })
      .where('id', '=', tour.id)
      .execute();
    let letters = 0;
    for (const stop of planned) letters += await ask(tx, { tour, stop }, now);
    await recordActivity(tx, actor, now, {
      verb: 'tour.asked',
      objectKind: 'tour',
      objectId: tour.id,
      organisations: [tour.pack.organisation.id],
      details: { title: tour.name, count: planned.length, letters }
    });
    return ok(null);
  });
}

export type StopAnswer =
  | { readonly kind: 'accept' }
  | { readonly kind: 'decline' }
  /** Local, 'YYYY-MM-DDTHH:MM'. */
  | { readonly kind: 'suggest'; readonly starts: string };

export type AnswerRefused =
  | { ok: false; reason: 'gone' }
  | { ok: false; reason: 'answered' }
  | { ok: false; reason: 'past' }
  | { ok: false; reason: 'outside' }
  | { ok: false; reason: 'venue_taken' }
  | { ok: false; reason: 'venue_closed' };

/**
 * What the leader of the tour enters for a host is not certain until the host has said it itself, or has confirmed the booking.
 * @param person who answers; null where the question went to an address without an account. @param seen the start that was asked about: about another one, nothing is answered. @param forHall whether the
 * question went to those whose hall it is
 */
export async function answerStop(
  db: Database,
  {
    id,
    person,
    answer,
    note,
    seen,
    forHall = false
  }: {
    id: string;
    person: string | null;
    answer: StopAnswer;
    note: string | null;
    seen: Date | null;
    forHall?: boolean;
  },
  now: Date
): Promise<Result<{ tour: FullTour; stop: TourStop }, AnswerRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ tour: FullTour; stop: TourStop }, AnswerRefused>> => {
    const found = await findStop(tx, id);
    const tour = found && (await lockTour(tx, found.tour));
    const stop = tour && (await findStop(tx, id));
    if (!tour || !stop?.startsAt || tour.state !== 'asked') return no('gone');
    if (seen && seen.getTime() !== stop.startsAt.getTime()) return no('answered');
    const own = await findActing(tx, person, [stop.host?.id ?? null]);
    const hearsay = isHearsay(own, { tour, stop });
    const confirms = answer.kind === 'accept' && isByHearsay(stop) && !hearsay;
    const again = confirms || (stop.state === 'accepted' && answer.kind === 'decline');
    if (stop.state !== 'asked' && !again) return no('answered');
    if (stop.startsAt <= now) return no('past');
    const leader = await findActing(tx, tour.person, [tour.pack.organisation.id]);
    const acting = own && canAnswerStop(own, stop) ? own : leader;
    const doer = own ?? system;
    const answered = {
      ...{ answered_by: own?.id ?? null, for_hall: forHall, answered_at: now },
      ...{ note, updated_at: now }
    };
    if (answer.kind === 'suggest') {
      if (!isLocal(answer.starts) || instantOf(answer.starts, defaultZone) <= now) return no('past');
      const day = answer.starts.slice(0, 10);
      if (day < tour.firstDay || day > tour.lastDay) return no('outside');
      await write(tx, stop, { ...answered, state: 'suggested', suggested_starts: answer.starts });
    } else if (answer.kind === 'decline') {
      await releaseStop(tx, doer, stop, now);
      await write(tx, stop, { ...answered, state: 'declined', event_id: null, booking_id: null });
    } else if (confirms) {
      if (!acting) return no('gone');
      await confirmStop(tx, acting, { stop, forHall }, now);
      await write(tx, stop, answered);
    } else {
      if (!acting) return no('gone');
      const held = await holdStop(tx, acting, { tour, stop, startsAt: stop.startsAt, forHall, hearsay }, now);
      if (!held.ok) return held;
      const { event, booking } = held.value;
      await write(tx, stop, { ...answered, state: 'accepted', event_id: event, booking_id: booking });
    }
    const verb = { accept: 'accepted', decline: 'declined', suggest: 'suggested' }[answer.kind];
    await recordActivity(tx, doer, now, {
      verb: `tour.${verb}`,
      objectKind: 'tour',
      objectId: tour.id,
      organisations: [tour.pack.organisation.id, ...(stop.host ? [stop.host.id] : [])],
      details: { title: tour.name, place: stop.settlement.name }
    });
    const after = (await findStop(tx, id)) ?? stop;
    if (answer.kind === 'accept' && hearsay) await mailEntered(tx, { tour, stop: after }, now);
    return ok({ tour, stop: after });
  });
}

type Written = Partial<{
  state: TourStop['state'];
  suggested_starts: string | null;
  note: string | null;
  for_hall: boolean;
  answered_by: Id<'person'> | null;
  answered_at: Date;
  updated_at: Date;
  event_id: Id<'event'> | null;
  booking_id: Id<'booking'> | null;
}>;

async function write(tx: Database, { id }: TourStop, values: Written): Promise<void> {
  await tx.updateTable('tour_stop').set(values).where('id', '=', id).execute();
}

/** Whoever has not answered in some days is reminded, once. */
export async function remindHosts(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('tour_stop')
    .innerJoin('tour', 'tour.id', 'tour_stop.tour_id')
    .select('tour_stop.id')
    .where('tour.state', '=', 'asked')
    .where('tour_stop.state', '=', 'asked')
    .where('tour_stop.reminded_at', 'is', null)
    .where('tour_stop.asked_at', '<', new Date(now.getTime() - remindDays * dayMs))
    .where('tour_stop.starts_at', '>', now)
    .limit(200)
    .execute();
  for (const { id } of due)
    await inTransaction(db, async (tx) => {
      const stop = await findStop(tx, id);
      const tour = stop && (await findTour(tx, stop.tour));
      if (!stop || !tour || stop.state !== 'asked') return;
      await tx.updateTable('tour_stop').set({ reminded_at: now }).where('id', '=', id).execute();
      await mailQuestion(tx, { tour, stop, again: true }, now);
    });
}
