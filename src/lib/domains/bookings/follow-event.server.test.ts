// A booking goes with its event, on a real database: when the venue is free, and never over somebody else's.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import type { Id } from '#lib/core/ids.ts';
import { moveOccurrence } from '#lib/domains/calendar/move-occurrence.server.ts';
import { createEvent, setEventStatus, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { domain } from './domain.server.ts';
import { decideBooking, requestBooking } from './operations.server.ts';
import { findBooking } from './queries.server.ts';
import type { BookingDraft } from './write.server.ts';
import { draftOf, furnish, now, type World } from './world.ts';

const database = useDatabase();
const later = new Date(now.getTime() + 60_000);
let world: World;
beforeAll(async () => {
  world = await furnish(database());
});

const event = async (change: Partial<EventDraft> = {}): Promise<Id<'event'>> => {
  const draft = {
    ...{ title: 'Csipkebemutató', summary: null, description: null, place: null, lat: null, lon: null },
    ...{ starts: '2026-12-01T18:00', minutes: 120, zone: 'Europe/Budapest', allDay: false, rule: null },
    ...{ exdates: [], rdates: [], overrides: [], audiences: [], themes: [], tradition: null, performers: [] },
    ...{
      attendance: null,
      flexibility: { kind: 'fixed' },
      background: false,
      status: 'confirmed',
      price: null
    },
    ...{ website: null, settlement: null, venue: world.hall, organisers: [world.circle] },
    ...change
  } as unknown as EventDraft;
  const saved = await createEvent(database(), system, draft, now);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.id;
};
const book = async (changes: Partial<BookingDraft> = {}, who = world.asker): Promise<string> => {
  const made = await requestBooking(database(), who, draftOf(world, changes), now);
  if (!made.ok) throw new Error(made.reason);
  const { id } = made.value;
  if (made.value.state === 'requested')
    await decideBooking(database(), world.owner, { id, confirmed: true, answer: null }, now);
  await database().deleteFrom('mail').execute();
  return id;
};
const change = async (
  id: Id<'event'>,
  changes: Partial<EventDraft>,
  who: Actor = world.asker
): Promise<void> => {
  const found = await findEvent(database(), id);
  if (!found) throw new Error('gone');
  const draft = {
    ...found,
    settlement: found.settlement?.id ?? null,
    venue: found.venue?.id ?? null,
    organisers: found.organisers.map((each) => each.id),
    ...changes
  };
  expect(await updateEvent(database(), who, { id, draft }, later)).toMatchObject({ ok: true });
};
/** As the job does it; twice, since jobs are run at least once. */
async function follow(): Promise<void> {
  const activities = await database()
    .selectFrom('activity')
    .selectAll()
    .where('verb', '=', 'event.updated')
    .orderBy('id')
    .execute();
  const subscription = domain.subscriptions?.find(({ name }) => name === 'follow_event');
  for (const activity of [...activities, ...activities])
    await subscription?.handle(database(), activity, later, wordsIn);
}
const when = async (id: string) => {
  const found = await findBooking(database(), id);
  return [found?.starts, found?.minutes, found?.state];
};
const told = async () =>
  (
    await database().selectFrom('notification').select(['person_id', 'kind', 'text']).orderBy('id').execute()
  ).map(({ person_id, kind }) => `${person_id === world.owner.id ? 'keeper' : 'booker'} ${kind}`);

describe('a booking of an event that moves', () => {
  test('goes with it by as much, keeps the time for laying tables, and is decided on anew', async () => {
    const id = await event();
    const booking = await book({ starts: '2026-12-01T16:00', minutes: 300 });
    await change(id, { starts: '2026-12-03T19:00', minutes: 150 });
    await follow();
    expect(await when(booking)).toEqual(['2026-12-03T17:00', 330, 'requested']);
    const mails = await database().selectFrom('mail').select('content').execute();
    expect(mails.map(({ content }) => content && 'key' in content.subject && content.subject.key)).toContain(
      'bookings.mail.askedAnew.subject'
    );
  });

  test('goes at once when those who decide about the venue have moved it', async () => {
    const id = await event({ organisers: [world.house] });
    const booking = await book({ organisation: world.house }, world.owner);
    await change(id, { starts: '2026-12-03T18:00' }, world.owner);
    await follow();
    expect(await when(booking)).toEqual(['2026-12-03T18:00', 120, 'confirmed']);
  });

  test('over the change of clocks keeps the hour on the wall', async () => {
    const id = await event({ starts: '2027-03-27T18:00' });
    const booking = await book({ starts: '2027-03-27T17:00', minutes: 180 });
    await change(id, { starts: '2027-03-28T18:00' });
    await follow();
    expect(await when(booking)).toEqual(['2027-03-28T17:00', 180, 'requested']);
  });

  test('stays where it holds the event still', async () => {
    const id = await event();
    const booking = await book({ starts: '2026-12-01T16:00', minutes: 360 });
    await change(id, { starts: '2026-12-01T19:00' });
    await follow();
    expect(await when(booking)).toEqual(['2026-12-01T16:00', 360, 'confirmed']);
    expect(await told()).toEqual([]);
  });

  test('is never put over somebody else’s: both sides are told, once, what stands where', async () => {
    const id = await event();
    const booking = await book();
    const other = await book({ starts: '2026-12-03T18:00', organisation: world.house }, world.owner);
    await change(id, { starts: '2026-12-03T19:00' });
    await follow();
    expect([await when(booking), await when(other)]).toEqual([
      ['2026-12-01T18:00', 120, 'confirmed'],
      ['2026-12-03T18:00', 120, 'confirmed']
    ]);
    expect((await told()).sort()).toEqual(['booker bookings.event_taken', 'keeper bookings.event_taken']);
  });

  test('is never put over a confirmed event of another organisation either', async () => {
    const id = await event();
    const booking = await book();
    await event({ title: 'Más', starts: '2026-12-03T18:00', organisers: [world.house] });
    await change(id, { starts: '2026-12-03T19:00' });
    await follow();
    expect(await when(booking)).toEqual(['2026-12-01T18:00', 120, 'confirmed']);
    expect(await told()).toContain('booker bookings.event_taken');
  });

  test('is left to a person when it is not this event’s alone, or not all of it, or a feed has moved it', async () => {
    const [id, booking] = [await event(), await book({ minutes: 240 })];
    await event({ title: 'Utána tánc', starts: '2026-12-01T20:00' });
    await change(id, { starts: '2026-12-04T18:00' });
    const [half, short] = [
      await event({ starts: '2026-12-08T18:00' }),
      await book({ starts: '2026-12-08T18:00', minutes: 60 })
    ];
    await change(half, { starts: '2026-12-09T18:00' });
    const [fed, own] = [
      await event({ starts: '2026-12-15T18:00' }),
      await book({ starts: '2026-12-15T18:00' })
    ];
    await change(fed, { starts: '2026-12-16T18:00' }, system);
    await follow();
    expect([(await when(booking))[0], (await when(short))[0], (await when(own))[0]]).toEqual([
      '2026-12-01T18:00',
      '2026-12-08T18:00',
      '2026-12-15T18:00'
    ]);
    expect((await told()).filter((each) => each === 'booker bookings.event_check')).toHaveLength(3);
  });
});

describe('one evening of a series that moves', () => {
  test('takes its evening of the booked series along, and no other', async () => {
    const rule = 'FREQ=WEEKLY;COUNT=4';
    const id = await event({ rule });
    const booking = await book({ rule });
    const one = { id, recurrenceId: '2026-12-08T18:00', starts: '2026-12-10T18:00' };
    expect(await moveOccurrence(database(), world.asker, one, later)).toMatchObject({ ok: true });
    await follow();
    const rows = await database()
      .selectFrom('booking_occurrence')
      .select(['booking_id', 'starts_at'])
      .where('state', 'in', ['requested', 'confirmed'])
      .orderBy('starts_at')
      .execute();
    expect(
      rows.map(({ booking_id, starts_at }) => [booking_id === booking, starts_at.toISOString().slice(0, 10)])
    ).toEqual([
      [true, '2026-12-01'],
      [false, '2026-12-10'],
      [true, '2026-12-15'],
      [true, '2026-12-22']
    ]);
  });
});

async function cancel(id: Id<'event'>): Promise<void> {
  await setEventStatus(database(), world.asker, { id, status: 'cancelled' }, later);
}

describe('a booking of an event that is off, or elsewhere', () => {
  test.each([
    ['gone', cancel],
    ['elsewhere', (id: Id<'event'>) => change(id, { venue: world.room })],
    ['series', (id: Id<'event'>) => change(id, { rule: 'FREQ=WEEKLY;COUNT=3' })]
  ] as const)('stands until somebody gives it back, who is told how (%s)', async (what, happen) => {
    const id = await event();
    const booking = await book();
    await happen(id);
    await follow();
    expect(await when(booking)).toEqual(['2026-12-01T18:00', 120, 'confirmed']);
    expect((await told()).sort()).toEqual([`booker bookings.event_${what}`, `keeper bookings.event_${what}`]);
    const link = await database().selectFrom('capability_link').select(['purpose', 'person_id']).execute();
    expect(link).toContainEqual({ purpose: 'bookings.withdraw', person_id: world.asker.id });
  });

  test('and another organisation’s booking there is none of its business', async () => {
    const id = await event({ organisers: [world.house] });
    const booking = await book({ starts: '2026-12-01T20:00' });
    await setEventStatus(database(), system, { id, status: 'cancelled' }, later);
    await change(id, { starts: '2026-12-02T18:00', status: 'confirmed' }, system);
    await follow();
    expect(await when(booking)).toEqual(['2026-12-01T20:00', 120, 'confirmed']);
    expect(await told()).toEqual([]);
  });
});
