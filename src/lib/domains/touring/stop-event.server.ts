// What an accepted stop becomes: a programme in the calendar and the hall held for it, in one transaction; and how both go again.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { addLocalMinutes, defaultZone, localOf, minuteMs } from '#lib/core/time.ts';
import { cancelBooking, decideBooking, requestBooking } from '#lib/domains/bookings/operations.server.ts';
import { findBooking } from '#lib/domains/bookings/queries.server.ts';
import { findTaken } from '#lib/domains/bookings/uses.server.ts';
import {
  findKept,
  recordBooking,
  refusalIn,
  spansOf,
  writeBooking,
  type BookingDraft
} from '#lib/domains/bookings/write.server.ts';
import { createAgreedEvent, setEventStatus, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { system, worksFor, type Actor, type Person } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { FullTour, TourStop } from './tours.server.ts';

export type Held = Result<
  { event: Id<'event'>; booking: Id<'booking'> | null },
  { ok: false; reason: 'venue_taken' } | { ok: false; reason: 'venue_closed' }
>;

/**
 * @param acting in whose name: whoever writes for the host, else the one who leads the tour
 * @param hearsay whether the host has not said it: then the programme is not certain
 * @param forHall whether those whose hall it is have said yes: then it is booked at once, and they are not asked a second time
 */
export async function holdStop(
  tx: Database,
  acting: Person,
  {
    tour,
    stop,
    startsAt,
    forHall,
    hearsay
  }: { tour: FullTour; stop: TourStop; startsAt: Date; forHall: boolean; hearsay: boolean },
  now: Date
): Promise<Held> {
  if (stop.venue.closed) return no('venue_closed');
  const status = hearsay ? 'tentative' : 'confirmed';
  const { pack } = tour;
  const span = {
    start: new Date(startsAt.getTime() - pack.setup * minuteMs),
    end: new Date(startsAt.getTime() + (pack.minutes + pack.teardown) * minuteMs)
  };
  const organisation = [stop.host?.id, pack.organisation.id].find((id) => id && worksFor(acting, id)) ?? null;
  const taken = (await findTaken(tx, stop.venue.id, [span], organisation)).filter(
    (use) => use.booking !== stop.booking?.id && (use.slug === null || use.slug !== stop.event?.slug)
  );
  if (taken.length > 0) return no('venue_taken');
  // What was held for another time is given back first: of one hall nobody holds two hours for the same show.
  if (stop.booking) await giveBack(tx, acting, { id: stop.booking.id, told: [] }, now);
  const draft: BookingDraft = {
    ...{ venue: stop.venue.id, equipment: [], organisation, purpose: pack.title, contact: null, note: null },
    ...{
      people: stop.people,
      starts: localOf(span.start, defaultZone),
      allDay: false,
      rule: null,
      exdates: []
    },
    minutes: pack.setup + pack.minutes + pack.teardown
  };
  const booking = forHall
    ? await bookAgreed(tx, acting, draft, now)
    : await requestBooking(tx, acting, draft, now);
  if (!booking.ok && booking.reason === 'venue_taken') return no('venue_taken');
  const event = await writeEvent(tx, acting, { tour, stop, startsAt, status }, now);
  // A hall that cannot be asked for here is agreed about outside.
  return ok({ event, booking: booking.ok ? booking.value.id : null });
}

/** What its keepers have said yes to already: nothing is asked, and nobody is mailed about it. */
async function bookAgreed(
  db: Database,
  acting: Person,
  draft: BookingDraft,
  now: Date
): Promise<
  Result<{ id: Id<'booking'> }, { ok: false; reason: 'venue_taken' } | { ok: false; reason: 'not_lent' }>
> {
  try {
    return await inTransaction(db, async (tx) => {
      const kept = await findKept(tx, draft);
      if (!kept) return no('not_lent');
      const id = newId<'booking'>(now);
      const written = { id, draft, kept, state: 'confirmed', person: acting.id } as const;
      await writeBooking(tx, { ...written, spans: spansOf(draft), source: 'entered' }, now);
      const booking = await findBooking(tx, id);
      if (!booking) throw new Error('A booking was written and is not there');
      await recordBooking(tx, system, now, { verb: 'booking.confirmed', booking });
      return ok({ id });
    });
  } catch (error) {
    if (refusalIn(error)) return no('venue_taken');
    throw error;
  }
}

async function writeEvent(
  tx: Database,
  acting: Person,
  {
    tour,
    stop,
    startsAt,
    status
  }: { tour: FullTour; stop: TourStop; startsAt: Date; status: EventDraft['status'] },
  now: Date
): Promise<Id<'event'>> {
  const before = stop.event && (await findEvent(tx, stop.event.id));
  const { pack } = tour;
  const starts = localOf(startsAt, defaultZone);
  if (before) {
    const { organisers, settlement, venue, performers, ...content } = before;
    const draft: EventDraft = {
      ...content,
      ...{ starts, status, organisers: organisers.map(({ id }) => id) },
      performers: performers.map(({ name, role, organisation }) => ({ name, role, organisation })),
      ...{ settlement: settlement?.id ?? null, venue: venue?.id ?? null }
    };
    const done = await updateEvent(tx, acting, { id: before.id, draft }, now);
    if (!done.ok) await updateEvent(tx, system, { id: before.id, draft }, now);
    return before.id;
  }
  const draft: EventDraft = {
    ...{ title: pack.title, summary: null, description: pack.text, place: null, lat: null, lon: null },
    ...{ starts, minutes: pack.minutes, zone: defaultZone, allDay: false, rule: null },
    ...{ exdates: [], rdates: [], overrides: [], audiences: pack.audiences, themes: pack.themes },
    performers: [{ name: pack.organisation.name, role: null, organisation: pack.organisation.id }],
    ...{ tradition: null, attendance: stop.people, flexibility: { kind: 'fixed' }, background: false },
    ...{ status, price: null, website: null },
    organisers: [...new Set([...(stop.host ? [stop.host.id] : []), pack.organisation.id])],
    ...{ settlement: stop.settlement.id, venue: stop.venue.id }
  };
  // Each side hears of it by the letters of the tour.
  const made = await createAgreedEvent(tx, acting, draft, now);
  if (made.ok) return made.value.id;
  const byHouse = await createAgreedEvent(tx, system, draft, now);
  if (!byHouse.ok) throw new Error('The event of a stop could not be entered');
  return byHouse.value.id;
}

/**
 * The programme is cancelled, not forgotten: whoever has it in their calendar sees that it is not held.
 * @param told people who get a letter of the tour about it
 */
export async function releaseStop(
  tx: Database,
  actor: Actor,
  { event, booking, told = [] }: Pick<TourStop, 'event' | 'booking'> & { readonly told?: readonly string[] },
  now: Date
): Promise<void> {
  if (event) {
    const cancelled = { id: event.id, status: 'cancelled' } as const;
    // In the name of whoever does it, so that nobody is told of what they did themselves.
    const done = await setEventStatus(tx, actor, cancelled, now);
    if (!done.ok) await setEventStatus(tx, system, cancelled, now);
  }
  if (booking) await giveBack(tx, actor, { id: booking.id, told }, now);
}

async function giveBack(
  tx: Database,
  actor: Actor,
  { id, told }: { id: string; told: readonly string[] },
  now: Date
): Promise<void> {
  const done = await cancelBooking(tx, actor, { id, answer: null, told }, now);
  if (!done.ok && done.reason === 'not_yours')
    await cancelBooking(tx, system, { id, answer: null, told }, now);
}

/** The host has said itself what was only entered for it: the programme is certain, and of its own hall the hour. */
export async function confirmStop(
  tx: Database,
  acting: Person,
  { stop, forHall }: { stop: TourStop; forHall: boolean },
  now: Date
): Promise<void> {
  if (stop.event) {
    const confirmed = { id: stop.event.id, status: 'confirmed' } as const;
    const done = await setEventStatus(tx, acting, confirmed, now);
    if (!done.ok) await setEventStatus(tx, system, confirmed, now);
  }
  if (forHall && stop.booking?.state === 'requested')
    await decideBooking(tx, acting, { id: stop.booking.id, confirmed: true, answer: null }, now);
}

/** Where the hall's hour begins, for the words around it. */
export function arrivalOf(startsAt: Date, setup: number): string {
  return addLocalMinutes(localOf(startsAt, defaultZone), -setup);
}
