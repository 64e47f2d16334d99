// A booking goes with the event that it was made for: it moves when the event moves and the venue is free; else people are told.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { minuteMs, localOf, wallMs, addLocalMinutes } from '#lib/core/time.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findEvent, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';
import { changeBooking, type ChangeRefused } from './change.server.ts';
import { changeOf, type Change, type Held } from './event-change.ts';
import { tellOfFollowing, type Outcome } from './follow-news.server.ts';
import { canChange } from './policy.ts';
import { findBooking, type FullBooking } from './queries.server.ts';

/**
 * Which booking an event has is read from what both say: the same venue, an organiser of the event that it is for, and a time
 * that holds all of the event (decision record 0036). Run again it finds the booking where the event is, and does nothing.
 */
export async function followEvent(db: Database, activity: Activity, now: Date): Promise<void> {
  const event = await findEvent(db, activity.object_id as Id<'event'>);
  const change = event && changeOf(event, activity.details, now);
  if (!event || !change) return;
  const doer = await findDoer(db, activity);
  // Of a series that repeats in another way there is one thing to say about each booking, not forty.
  const told = new Set<string>();
  for (const each of change.changes)
    for (const { id, start, end } of await bookingsAt(db, event, change.venue, each.was)) {
      if (each.is && start <= each.is.start && end >= each.is.end) continue;
      const booking = await findBooking(db, id);
      if (!booking) continue;
      const outcome = await outcomeOf(db, { event, booking, doer, change: each, span: { start, end } }, now);
      if (each.became !== 'moved' && told.has(id)) continue;
      told.add(id);
      await tellOfFollowing(db, { activity, event, booking, outcome, at: each.was }, now);
    }
}

interface Followed {
  readonly event: FullEvent;
  readonly booking: FullBooking;
  readonly doer: Person | null;
  readonly change: Change;
  /** Of the occurrence of the booking. */
  readonly span: { readonly start: Date; readonly end: Date };
}

async function outcomeOf(db: Database, followed: Followed, now: Date): Promise<Outcome> {
  const { event, booking, doer, change, span } = followed;
  if (change.became !== 'moved' || !change.is) return change.became === 'moved' ? 'check' : change.became;
  const covers = span.start <= change.was.start && span.end >= change.was.end;
  if (!covers || booking.allDay || !doer || !canChange(doer, booking)) return 'check';
  if (await servesAnother(db, event, booking, span)) return 'check';
  const local = localOf(span.start, booking.zone);
  const { starts, minutes } = shifted(local, span, change.was, change.is);
  const draft = {
    ...{ venue: booking.venue?.id ?? null, purpose: booking.purpose, contact: booking.contact },
    ...{
      note: booking.note,
      people: booking.people,
      starts,
      minutes,
      allDay: false,
      rule: null,
      exdates: []
    },
    equipment: booking.equipment.map(({ id, quantity }) => ({ id, quantity }))
  };
  const done = await changeBooking(db, doer, { id: booking.id, draft, scope: 'one', local }, now);
  if (done.ok) return done.value.state === 'confirmed' ? 'moved' : 'asked';
  return refusals[done.reason];
}

const refusals: Readonly<Record<ChangeRefused['reason'], Outcome>> = {
  venue_taken: 'taken',
  equipment_taken: 'taken',
  not_found: 'check',
  not_yours: 'check',
  gone: 'check',
  past: 'check',
  too_many: 'check',
  not_lent: 'check',
  changed_meanwhile: 'check'
};

/** By as much as the event, on the wall clock: what is booked before it for laying tables stays before it. */
function shifted(
  local: string,
  span: { start: Date; end: Date },
  was: Held,
  is: Held
): { starts: string; minutes: number } {
  const by = (wallMs(is.starts) - wallMs(was.starts)) / minuteMs;
  const length = (each: { start: Date; end: Date }): number =>
    (Number(each.end) - Number(each.start)) / minuteMs;
  return {
    starts: addLocalMinutes(local, by),
    minutes: Math.max(1, length(span) + length(is) - length(was))
  };
}

/** What holds the venue for one of the event's organisers while it was to take place there. */
async function bookingsAt(
  db: Database,
  event: FullEvent,
  venue: string,
  was: Held
): Promise<{ id: Id<'booking'>; start: Date; end: Date }[]> {
  const organisers = event.organisers.map(({ id }) => id);
  if (organisers.length === 0) return [];
  const rows = await db
    .selectFrom('booking_occurrence')
    .innerJoin('booking', 'booking.id', 'booking_occurrence.booking_id')
    .select(['booking.id', 'booking_occurrence.starts_at', 'booking_occurrence.ends_at'])
    .where('booking_occurrence.venue_id', '=', venue)
    .where('booking_occurrence.state', 'in', ['requested', 'confirmed'])
    .where('booking.organisation_id', 'in', organisers)
    .where('booking_occurrence.starts_at', '<', new Date(Math.max(Number(was.end), Number(was.start) + 1)))
    .where('booking_occurrence.ends_at', '>', was.start)
    .orderBy('booking.id')
    .limit(20)
    .execute();
  return rows.map(({ id, starts_at, ends_at }) => ({ id, start: starts_at, end: ends_at }));
}

/** Whether something else of the same organisation takes place there in the booked time: then it is not this event's alone. */
async function servesAnother(
  db: Database,
  event: FullEvent,
  { venue, organisation }: FullBooking,
  { start, end }: { start: Date; end: Date }
): Promise<boolean> {
  const { rows } = await sql`
    select from event join occurrence on occurrence.event_id = event.id
      join event_organiser on event_organiser.event_id = event.id
    where event.venue_id = ${venue?.id ?? null}::uuid and event.id <> ${event.id}::uuid
      and event_organiser.organisation_id = ${organisation?.id ?? null}::uuid
      and event.status <> 'cancelled' and not event.background
      and occurrence.starts_at < ${end} and occurrence.ends_at > ${start} limit 1`.execute(db);
  return rows.length > 0;
}

/** Whoever changed the event, as they act today; null for a feed or an import, which book nothing. */
async function findDoer(db: Database, { person_id }: Activity): Promise<Person | null> {
  const found =
    person_id &&
    (await db.selectFrom('person').select('name').where('id', '=', person_id).executeTakeFirst());
  if (!person_id || !found) return null;
  const roles = (await listRoles(db, person_id)).map(({ role }) => role);
  return { kind: 'person', id: person_id, name: found.name, roles };
}
