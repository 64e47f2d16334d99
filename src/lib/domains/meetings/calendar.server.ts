// Keeps a public meeting in the calendar of all: there from its invitation on, moved and cancelled with it.
import { isUuid, type Id } from '#lib/core/ids.ts';
import { system } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { createEvent, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { changesBetween, type EventDraft } from '#lib/domains/calendar/write.server.ts';
import { findCircleById, listMembers } from '#lib/domains/circles/queries.server.ts';
import { findMeetingById, lockMeeting, type FullMeeting } from './queries.server.ts';

/** The source of its event, whose external id is the meeting's. */
export const fromMeeting = 'meeting';

/**
 * Subscribed to whatever may change what residents are told of meetings. An event is what its meeting says, also after
 * somebody has moved it in the calendar; what organisers wrote beside that stays.
 */
export async function followInCalendar(db: Database, activity: Activity, now: Date): Promise<void> {
  for (const id of await meetingsOf(db, activity, now)) await showInCalendar(db, id, now);
}

async function meetingsOf(
  db: Database,
  { object_kind: kind, object_id: id }: Activity,
  now: Date
): Promise<string[]> {
  if (!isUuid(id)) return [];
  if (kind === 'meeting') return [id];
  if (kind === 'event') {
    const event = await findEvent(db, id as Id<'event'>);
    return event?.source === fromMeeting && event.externalId ? [event.externalId] : [];
  }
  let found = db
    .selectFrom('meeting')
    .select('id')
    .where('state', '!=', 'planned')
    .where('ends_at', '>', now);
  if (kind === 'circle') found = found.where('circle_id', '=', id as Id<'circle'>);
  else if (kind === 'booking') found = found.where('booking_id', '=', id as Id<'booking'>);
  else return [];
  return (await found.orderBy('starts_at').limit(60).execute()).map((row) => row.id);
}

async function showInCalendar(db: Database, id: string, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const meeting = await lockMeeting(tx, id);
    if (!meeting) return;
    const event = await findEventOf(tx, meeting.id);
    const isShown = meeting.circle.publicPage && meeting.public && meeting.state !== 'planned';
    // What nobody was told of takes place nowhere, and needs no cancelling.
    if (!event && (!isShown || meeting.state === 'cancelled')) return;
    const draft = await draftOf(tx, { meeting, event, isShown });
    if (event && Object.keys(changesBetween(event, draft)).length === 0) return;
    if (event) await updateEvent(tx, system, { id: event.id, draft }, now);
    else await createEvent(tx, system, draft, now);
  });
}

/** The public event of a meeting, where it has one. */
export async function findEventOf(db: Database, meeting: string): Promise<FullEvent | null> {
  const row = await db
    .selectFrom('event')
    .select('id')
    .where('source', '=', fromMeeting)
    .where('external_id', '=', meeting)
    .executeTakeFirst();
  return row ? findEvent(db, row.id) : null;
}

/** The meeting that an event stands for. */
export async function findMeetingOfEvent(db: Database, event: string): Promise<FullMeeting | null> {
  const found = await findEvent(db, event as Id<'event'>);
  return found?.source === fromMeeting && found.externalId ? findMeetingById(db, found.externalId) : null;
}

/** Only what residents see of a meeting; one that is for its members alone from now on is left to colleagues, as a plan. */
async function draftOf(
  tx: Database,
  { meeting, event, isShown }: { meeting: FullMeeting; event: FullEvent | null; isShown: boolean }
): Promise<EventDraft> {
  const organisers = await organisersOf(tx, meeting);
  const isHeld = await holdsVenue(tx, meeting, organisers);
  const circle = event ? null : await findCircleById(tx, meeting.circle.id);
  return {
    ...(event ?? {
      ...{ summary: circle?.purpose ?? null, description: null, lat: null, lon: null },
      ...{ allDay: false, rule: null, exdates: [], rdates: [], overrides: [] },
      ...{ audiences: ['professionals'], themes: ['community'], performers: [], tradition: null },
      ...{ attendance: null, background: false, price: null, website: null },
      origin: { source: fromMeeting, externalId: meeting.id, uid: `${meeting.id}@event.kalaka`, sequence: 0 }
    }),
    title: `${meeting.title} (${meeting.circle.name})`.slice(0, 200),
    starts: meeting.starts,
    minutes: meeting.minutes,
    zone: meeting.zone,
    // A time that forty people were asked about is moved by their circle alone.
    flexibility: { kind: 'fixed' },
    status: meeting.state === 'cancelled' ? 'cancelled' : isShown ? 'confirmed' : 'tentative',
    organisers,
    // A circle of people in their own name has nobody else to name.
    organiserName: organisers.length === 0 ? meeting.circle.name : null,
    venue: isHeld ? (meeting.venue?.id ?? null) : null,
    place: isHeld ? null : (meeting.venue?.name ?? meeting.place),
    settlement: meeting.settlement?.id ?? null
  };
}

/** The host's organisation, and those of whoever calls it. */
export async function organisersOf(tx: Database, meeting: FullMeeting): Promise<string[]> {
  const members = await listMembers(tx, meeting.circle.id);
  const convenors = members.filter(({ office }) => office === 'convenor');
  return [
    ...new Set([
      ...(meeting.host?.organisation ? [meeting.host.organisation.id] : []),
      ...convenors.flatMap(({ organisation }) => organisation?.id ?? [])
    ])
  ];
}

/**
 * Whether one of the organisers has it: then what is booked and what the calendar says are one thing. A venue that nobody has
 * lent yet is only named, so that the event does not stand in the way of the booking it needs.
 */
async function holdsVenue(
  tx: Database,
  { venue, booking }: FullMeeting,
  organisers: readonly string[]
): Promise<boolean> {
  if (!venue || booking?.state !== 'confirmed') return false;
  const row = await tx
    .selectFrom('booking')
    .select('organisation_id')
    .where('id', '=', booking.id as Id<'booking'>)
    .executeTakeFirst();
  return row?.organisation_id != null && organisers.includes(row.organisation_id);
}
