// Bookings on a real database: who decides, what is refused, and that fifty at once get one venue once.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPool, useDatabase, type TestPool } from '#tests/db.ts';
import { createEvent } from '#lib/domains/calendar/operations.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { addMinutes, instantOf } from '#lib/core/time.ts';
import { system, type Person } from '#lib/platform/actor.ts';
import { databaseOver, type Database } from '#lib/platform/db/database.server.ts';
import { cancelBooking, decideBooking, lapseRequests, requestBooking } from './operations.server.ts';
import { spansOf, type BookingDraft } from './write.server.ts';
import { handleBookingForm } from './form.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { findBooking, listToDecide } from './queries.server.ts';
import { findFreeVenues, findTaken, listUses } from './uses.server.ts';
import { draftOf, furnish, now, type World } from './world.ts';

const later = new Date('2026-11-21T09:00:00Z');

describe('a booking', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await furnish(database());
  });
  const ask = (changes: Partial<BookingDraft> = {}, who = world.asker) =>
    requestBooking(database(), who, draftOf(world, changes), now);
  const asked = async (changes: Partial<BookingDraft> = {}): Promise<string> => {
    const made = await ask(changes);
    if (!made.ok) throw new Error(made.reason);
    return made.value.id;
  };
  const mails = async () =>
    (await database().selectFrom('mail').select(['email', 'content']).orderBy('id').execute()).map(
      ({ email, content }) => `${email} ${content && 'key' in content.subject ? content.subject.key : ''}`
    );

  test('is asked for: both sides hear of it, and it holds the venue', async () => {
    const id = await asked();
    expect(await findBooking(database(), id)).toMatchObject({
      state: 'requested',
      keeper: { id: world.house },
      count: 1,
      startsAt: instantOf('2026-12-01T18:00', 'Europe/Budapest')
    });
    expect((await mails()).sort()).toEqual([
      'editor@editor.example bookings.mail.received.subject',
      'owner@owner.example bookings.mail.asked.subject'
    ]);
    expect((await listToDecide(database(), world.owner)).map((each) => each.id)).toEqual([id]);
    expect(await listToDecide(database(), world.asker)).toEqual([]);
    expect(await ask({ starts: '2026-12-01T19:30' })).toEqual({ ok: false, reason: 'venue_taken' });
  });

  test('that touches another one only is no second booking', async () => {
    await asked();
    await asked({ starts: '2026-12-01T20:00' });
    await asked({ starts: '2026-12-01T16:00' });
  });

  test('of one who may decide counts at once, and nobody is written to', async () => {
    expect(await ask({ organisation: world.house }, world.owner)).toMatchObject({
      ok: true,
      value: { state: 'confirmed' }
    });
    expect(await mails()).toEqual([]);
  });

  test('is confirmed once, by those whose venue it is', async () => {
    const id = await asked();
    const decide = (who: Person) =>
      decideBooking(database(), who, { id, confirmed: true, answer: 'A kulcs nálam.' }, later);
    expect(await decide(world.asker)).toEqual({ ok: false, reason: 'not_yours' });
    expect(await decide(world.owner)).toMatchObject({ ok: true });
    expect(await decide(world.owner)).toEqual({ ok: false, reason: 'decided' });
    expect(await findBooking(database(), id)).toMatchObject({ state: 'confirmed', answer: 'A kulcs nálam.' });
    expect((await mails()).at(-1)).toBe('editor@editor.example bookings.mail.confirmed.subject');
  });

  test('that is refused or given back leaves the venue to others', async () => {
    const first = await asked();
    await decideBooking(database(), world.owner, { id: first, confirmed: false, answer: null }, later);
    const second = await asked();
    await cancelBooking(
      database(),
      world.asker,
      { id: second, answer: null },
      new Date(later.getTime() + 1000)
    );
    expect((await mails()).at(-1)).toBe('owner@owner.example bookings.mail.withdrawn.subject');
    await asked();
  });

  test('that nobody answers lapses after two weeks', async () => {
    const id = await asked({ starts: '2027-01-15T18:00' });
    await lapseRequests(database(), new Date('2026-12-05T07:59:00Z'));
    expect((await findBooking(database(), id))?.state).toBe('requested');
    await lapseRequests(database(), new Date('2026-12-05T08:01:00Z'));
    expect((await findBooking(database(), id))?.state).toBe('lapsed');
    await asked({ starts: '2027-01-15T18:00' });
  });

  test('that repeats is refused as a whole when one of its days is taken, and says which', async () => {
    await asked({ starts: '2026-12-15T19:00' });
    const series = draftOf(world, { rule: 'FREQ=WEEKLY;UNTIL=20261231' });
    expect(await requestBooking(database(), world.asker, series, now)).toEqual({
      ok: false,
      reason: 'venue_taken'
    });
    const taken = await findTaken(database(), world.hall, spansOf(series), world.circle);
    expect(taken.map(({ start }) => start.toISOString())).toEqual(['2026-12-15T18:00:00.000Z']);
    const id = await asked({ rule: 'FREQ=WEEKLY;UNTIL=20261231', exdates: ['2026-12-15T18:00'] });
    expect((await findBooking(database(), id))?.count).toBe(4);
  });

  test.each([
    ['past', { starts: '2026-11-01T18:00' }],
    ['too_many', { rule: 'FREQ=DAILY' }],
    ['not_lent', { venue: null }]
  ] as const)('is refused with the reason %s', async (reason, changes) => {
    expect(await ask(changes)).toEqual({ ok: false, reason });
  });

  test('is asked for only in the name of an organisation that one works for', async () => {
    expect(await ask({ organisation: world.house })).toEqual({ ok: false, reason: 'not_yours' });
  });

  test('names other rooms that are free then and large enough', async () => {
    await asked();
    const spans = spansOf(draftOf(world));
    const settlement = (await findBooking(database(), await asked({ starts: '2026-12-09T18:00' })))
      ?.settlement;
    const free = (people: number) =>
      findFreeVenues(database(), {
        settlement: settlement?.id ?? '',
        besides: world.hall,
        people,
        spans
      });
    expect((await free(20)).map(({ name }) => name)).toEqual(['Kisterem']);
    expect(await free(80)).toEqual([]);
  });

  test('of a series: the form offers to leave the taken days out, and then it goes through', async () => {
    await asked({ starts: '2026-12-15T19:00' });
    const venue = await findVenue(database(), world.hall);
    const offered = { venue, things: [] };
    const form = new FormData();
    const fields = {
      purpose: 'Próba',
      date: '2026-12-01',
      time: '18:00',
      end_time: '20:00',
      repeat: 'weekly'
    };
    for (const [name, value] of Object.entries({ ...fields, until: '2026-12-31' })) form.set(name, value);
    const refused = await handleBookingForm(database(), world.asker, { form, offered, now });
    if ('saved' in refused) throw new Error('taken days were given');
    expect(refused.errors).toEqual([{ field: 'date', code: 'venue_taken' }]);
    expect(refused.inTheWay?.without).toEqual(['2026-12-15']);
    form.set('take', 'without 2026-12-15');
    const filled = await handleBookingForm(database(), world.asker, { form, offered, now });
    if ('saved' in filled) throw new Error('a press that only fills the form in was taken for its sending');
    expect(filled.content.texts['except']).toBe('2026-12-15');
    form.delete('take');
    form.set('except', filled.content.texts['except'] ?? '');
    expect(await handleBookingForm(database(), world.asker, { form, offered, now })).toMatchObject({
      saved: { state: 'requested' }
    });
  });

  describe('and the calendar', () => {
    const event = (status: 'confirmed' | 'tentative', organiser: string, background = false) =>
      createEvent(
        database(),
        system,
        {
          ...{ title: 'Bál', summary: null, description: null, organisers: [organiser], settlement: null },
          ...{ venue: world.hall, place: null, lat: null, lon: null, starts: '2026-12-01T19:00', minutes: 0 },
          ...{ zone: 'Europe/Budapest', allDay: false, rule: null, exdates: [], rdates: [], overrides: [] },
          ...{
            audiences: [],
            themes: [],
            performers: [],
            tradition: null,
            attendance: null,
            flexibility: { kind: 'fixed' }
          },
          ...{ background, status, price: null, website: null }
        },
        now
      );

    test('a confirmed event holds its venue, for an hour when nobody knows its end', async () => {
      await event('confirmed', world.house);
      expect(await ask()).toEqual({ ok: false, reason: 'venue_taken' });
      await asked({ starts: '2026-12-01T20:00' });
      await asked({ starts: '2026-12-01T17:00' });
    });

    test('a plan, an exhibition, and an event of one’s own do not', async () => {
      await event('tentative', world.house);
      await event('confirmed', world.house, true);
      await event('confirmed', world.circle);
      await asked();
    });

    test('an event that is announced over a booking is told, not hidden', async () => {
      await asked();
      const seen = async () =>
        (await listUses(database(), world.hall, now, new Date('2027-01-01T00:00:00Z'))).map(
          ({ kind, clashes }) => `${kind} ${clashes}`
        );
      expect(await seen()).toEqual(['booking false']);
      await event('confirmed', world.circle);
      expect(await seen()).toEqual(['booking false', 'event false']);
      await event('confirmed', world.house);
      expect(await seen()).toEqual(['booking true', 'event false', 'event true']);
    });
  });

  describe('of things', () => {
    const chairs = (quantity: number, starts: string) =>
      ask({ venue: null, equipment: [{ id: world.chairs, quantity }], starts });

    test('never lends more at one moment than there are', async () => {
      expect(await chairs(60, '2026-12-01T10:00')).toMatchObject({ ok: true });
      expect(await chairs(40, '2026-12-01T11:00')).toMatchObject({ ok: true });
      expect(await chairs(1, '2026-12-01T11:30')).toEqual({ ok: false, reason: 'equipment_taken' });
      expect(await chairs(60, '2026-12-01T12:00')).toMatchObject({ ok: true });
      expect(await chairs(101, '2026-12-09T12:00')).toEqual({ ok: false, reason: 'equipment_taken' });
    });
  });
});

describe('fifty at the same moment', () => {
  let pool: TestPool | undefined;
  let db: Database;
  let world: World;
  beforeEach(async () => {
    pool = await openTestPool();
    db = databaseOver(pool.pool);
    world = await furnish(db);
    return () => pool?.close();
  }, 60_000);

  test('one has the venue, the others a kind answer', async () => {
    const starts = Array.from({ length: 50 }, (_, n) => `2026-12-01T18:${String(n).padStart(2, '0')}`);
    const answers = await Promise.all(
      starts.map((each) => requestBooking(db, world.asker, draftOf(world, { starts: each }), now))
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((each) => !each.ok && each.reason === 'venue_taken')).toHaveLength(49);
    expect(await db.selectFrom('booking_occurrence').selectAll().execute()).toHaveLength(1);
  });

  test('the chairs go to as many as there are chairs for', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        requestBooking(
          db,
          world.asker,
          draftOf(world, { venue: null, equipment: [{ id: world.chairs, quantity: 7 }] }),
          now
        )
      )
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(14);
    expect(answers.filter((each) => !each.ok && each.reason === 'equipment_taken')).toHaveLength(36);
  });

  test('who writes past the program is refused by the database itself', async () => {
    const made = await requestBooking(db, world.asker, draftOf(world), now);
    if (!made.ok) throw new Error(made.reason);
    const start = instantOf('2026-12-01T19:00', 'Europe/Budapest');
    const other = await requestBooking(db, world.asker, draftOf(world, { venue: world.room }), now);
    if (!other.ok) throw new Error(other.reason);
    await expect(
      db
        .insertInto('booking_occurrence')
        .values({
          booking_id: other.value.id as Id<'booking'>,
          starts_at: start,
          ends_at: addMinutes(start, 30),
          venue_id: world.hall,
          state: 'confirmed'
        })
        .execute()
    ).rejects.toMatchObject({ code: '23P01', constraint: 'venue_taken_once' });
  });
});
