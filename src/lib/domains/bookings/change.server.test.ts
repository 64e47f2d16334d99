// Changing a booking on a real database: when it has to be asked for anew, what becomes of a series, and twenty at once.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPool, useDatabase, type TestPool } from '#tests/db.ts';
import type { Person } from '#lib/platform/actor.ts';
import { databaseOver, type Database } from '#lib/platform/db/database.server.ts';
import { gatherHistory } from '#lib/platform/history.server.ts';
import { wordsIn } from '../../../words.ts';
import type { FormContent } from '#lib/domains/calendar/form-fields.ts';
import { choiceIn, contentToChange, handleChangeForm, type Chosen } from './change-form.server.ts';
import { changeBooking, type BookingChange } from './change.server.ts';
import { domain } from './domain.server.ts';
import { cancelBooking, decideBooking, lapseRequests, requestBooking } from './operations.server.ts';
import { findBooking } from './queries.server.ts';
import { localStarts, type Scope } from './series.ts';
import type { BookingDraft } from './write.server.ts';
import { draftOf, furnish, now, type World } from './world.ts';

const at = (minute: number): Date => new Date(now.getTime() + minute * 60_000);
const first = '2026-12-01T18:00';

describe('a booking that is changed', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await furnish(database());
  });
  const booked = async (changes: Partial<BookingDraft> = {}, confirmed = true): Promise<string> => {
    const made = await requestBooking(database(), world.asker, draftOf(world, changes), now);
    if (!made.ok) throw new Error(made.reason);
    const { id } = made.value;
    if (confirmed)
      await decideBooking(database(), world.owner, { id, confirmed: true, answer: 'Jöjjenek!' }, at(1));
    await database().deleteFrom('mail').execute();
    return id;
  };
  const weekly = { rule: 'FREQ=WEEKLY;UNTIL=20261231' };
  const change = (
    id: string,
    changes: Partial<BookingChange>,
    {
      who = world.asker,
      scope = 'all',
      local = first,
      from = null
    }: { who?: Person; scope?: Scope; local?: string; from?: Date | null } = {}
  ) => {
    const { organisation: _organisation, ...draft } = draftOf(world, changes);
    return changeBooking(database(), who, { id, draft, scope, local, from }, at(2));
  };
  const found = async (id: string) => (await findBooking(database(), id))!;
  const mails = async () =>
    (await database().selectFrom('mail').select(['email', 'content']).orderBy('id').execute())
      .map(
        ({ email, content }) => `${email} ${content && 'key' in content.subject ? content.subject.key : ''}`
      )
      .sort();

  test.each([
    ['its time', { starts: '2026-12-02T18:00' }],
    ['its length', { minutes: 180 }],
    ['its purpose', { purpose: 'Lakodalom' }],
    ['the number of people', { people: 110 }],
    ['the things lent', { equipment: 'chairs' as const }]
  ])('by whoever asked goes back to those who decide when %s changes', async (_what, { ...changes }) => {
    const id = await booked();
    const equipment = 'equipment' in changes ? [{ id: world.chairs, quantity: 10 }] : [];
    expect(await change(id, { ...changes, equipment })).toMatchObject({
      ok: true,
      value: { state: 'requested' }
    });
    expect(await found(id)).toMatchObject({ state: 'requested', answer: null });
    expect(await mails()).toEqual(['owner@owner.example bookings.mail.askedAnew.subject']);
  });

  test('stays confirmed where only whom to ring or a note is changed', async () => {
    const id = await booked();
    expect(await change(id, { contact: '06-00-999-8888', note: 'Korábban jövünk.' })).toMatchObject({
      value: { state: 'confirmed' }
    });
    expect(await found(id)).toMatchObject({
      state: 'confirmed',
      note: 'Korábban jövünk.',
      answer: 'Jöjjenek!'
    });
  });

  test('stays confirmed when the owner moves it, and whoever asked is told', async () => {
    const id = await booked();
    expect(
      await change(id, { venue: world.room, starts: '2026-12-01T19:00' }, { who: world.owner })
    ).toMatchObject({ value: { state: 'confirmed' } });
    expect(await found(id)).toMatchObject({
      venue: { name: 'Kisterem' },
      organisation: { id: world.circle }
    });
    expect(await mails()).toEqual(['editor@editor.example bookings.mail.changed.subject']);
  });

  test('leaves its old time to others and holds the new one', async () => {
    const id = await booked();
    await change(id, { starts: '2026-12-02T18:00' });
    await booked();
    const again = await requestBooking(
      database(),
      world.asker,
      draftOf(world, { starts: '2026-12-02T19:00' }),
      now
    );
    expect(again).toEqual({ ok: false, reason: 'venue_taken' });
  });

  test('stays as it was when its new time is taken', async () => {
    await booked({ starts: '2026-12-02T18:00' });
    const id = await booked({ equipment: [{ id: world.chairs, quantity: 5 }] });
    const before = await found(id);
    expect(await change(id, { starts: '2026-12-02T19:00' })).toEqual({ ok: false, reason: 'venue_taken' });
    expect(await found(id)).toEqual(before);
    expect(await mails()).toEqual([]);
  });

  test('may overlap its own old time', async () => {
    const id = await booked();
    expect(await change(id, { starts: '2026-12-01T18:30' })).toMatchObject({ ok: true });
  });

  test('is nobody else’s affair, and over when it is given back', async () => {
    const id = await booked();
    const stranger: Person = { kind: 'person', id: world.asker.id, name: 'Idegen', roles: [] };
    const other = { ...stranger, id: '019a0000-0000-7000-8000-000000000000' as Person['id'] };
    expect(await change(id, { people: 5 }, { who: other })).toEqual({ ok: false, reason: 'not_yours' });
    await cancelBooking(database(), world.asker, { id, answer: null }, at(1));
    expect(await change(id, { people: 5 })).toEqual({ ok: false, reason: 'gone' });
  });

  test('writes nothing when nothing is changed', async () => {
    const id = await booked();
    const before = await found(id);
    expect(await change(id, {})).toMatchObject({ ok: true });
    expect(await found(id)).toEqual(before);
  });

  test('does not move into the past, to another owner, or over what somebody else changed meanwhile', async () => {
    const id = await booked();
    expect(await change(id, { starts: '2026-11-01T18:00' })).toEqual({ ok: false, reason: 'past' });
    expect(await change(id, { venue: '019a0000-0000-7000-8000-000000000000' })).toEqual({
      ok: false,
      reason: 'not_lent'
    });
    expect(await change(id, { people: 5 }, { from: at(-9) })).toMatchObject({ reason: 'changed_meanwhile' });
  });

  test('lapses two weeks after it was asked for anew, not after it was asked for first', async () => {
    const id = await booked({ starts: '2027-02-01T18:00' });
    const { organisation: _organisation, ...draft } = draftOf(world, { starts: '2027-02-02T18:00' });
    const changed = new Date('2026-12-20T08:00:00Z');
    await changeBooking(
      database(),
      world.asker,
      { id, draft, scope: 'all', local: '2027-02-01T18:00' },
      changed
    );
    await lapseRequests(database(), new Date('2026-12-21T08:00:00Z'));
    expect((await found(id)).state).toBe('requested');
    await lapseRequests(database(), new Date('2027-01-04T08:00:00Z'));
    expect((await found(id)).state).toBe('lapsed');
  });

  test('is decided only as it was seen', async () => {
    const id = await booked({}, false);
    const seen = (await found(id)).updatedAt;
    await change(id, { people: 60 });
    const decide = (version: Date) =>
      decideBooking(database(), world.owner, { id, confirmed: true, answer: null, seen: version }, at(3));
    expect(await decide(seen)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await decide((await found(id)).updatedAt)).toMatchObject({ ok: true });
  });

  test('tells in its history when it was and when it is, and of what was written only that it was', async () => {
    const id = await booked();
    await change(id, { starts: '2026-12-02T18:00', note: 'Titok.' });
    const { entries } = await gatherHistory(
      database(),
      { domains: [domain], namePeople: () => Promise.resolve(new Map()) },
      { object: id, words: await wordsIn('hu'), page: 1 }
    );
    expect(entries[0]).toMatchObject({
      sentence: 'Módosította a foglalást.',
      changes: [
        {
          label: 'Mikor',
          before: expect.stringContaining('december 1.'),
          after: expect.stringContaining('december 2.')
        },
        { label: 'Megjegyzés', before: null, after: 'átírta' }
      ]
    });
    expect(JSON.stringify(entries)).not.toContain('Titok');
  });

  describe('of a series', () => {
    const times = async (id: string): Promise<string[]> => localStarts(await found(id));
    const days = async (id: string) =>
      (
        await database()
          .selectFrom('booking_occurrence')
          .select('starts_at')
          .where('booking_id', '=', id as never)
          .orderBy('starts_at')
          .execute()
      ).map(({ starts_at }) => starts_at.toISOString().slice(0, 10));

    test('in one occurrence is a booking of its own, and the others stay confirmed', async () => {
      const id = await booked(weekly);
      const changed = await change(
        id,
        { starts: '2026-12-09T18:00' },
        { scope: 'one', local: '2026-12-08T18:00' }
      );
      if (!changed.ok) throw new Error(changed.reason);
      expect(await found(changed.value.id)).toMatchObject({ state: 'requested', rule: null, count: 1 });
      expect(await found(id)).toMatchObject({ state: 'confirmed', count: 4 });
      expect(await days(id)).toEqual(['2026-12-01', '2026-12-15', '2026-12-22', '2026-12-29']);
      expect(await days(changed.value.id)).toEqual(['2026-12-09']);
      expect(await mails()).toEqual([
        'editor@editor.example bookings.mail.received.subject',
        'owner@owner.example bookings.mail.askedAnew.subject'
      ]);
    });

    test('from one on is cut in two', async () => {
      const id = await booked(weekly);
      const later = { ...weekly, starts: '2026-12-15T17:00' };
      const changed = await change(id, later, { scope: 'following', local: '2026-12-15T18:00' });
      if (!changed.ok) throw new Error(changed.reason);
      expect(await times(id)).toEqual([first, '2026-12-08T18:00']);
      expect(await times(changed.value.id)).toEqual([
        '2026-12-15T17:00',
        '2026-12-22T17:00',
        '2026-12-29T17:00'
      ]);
      expect(await days(id)).toEqual(['2026-12-01', '2026-12-08']);
    });

    test('in all of it stays one booking', async () => {
      const id = await booked(weekly);
      expect(await change(id, { ...weekly, minutes: 60 })).toEqual({
        ok: true,
        value: { id, state: 'requested' }
      });
      expect(await days(id)).toHaveLength(5);
    });

    test('that cannot have one of its new times stays whole', async () => {
      await booked({ starts: '2026-12-09T18:00' });
      const id = await booked(weekly);
      expect(
        await change(id, { starts: '2026-12-09T18:00' }, { scope: 'one', local: '2026-12-08T18:00' })
      ).toEqual({ ok: false, reason: 'venue_taken' });
      expect(await days(id)).toHaveLength(5);
    });

    test('has no such occurrence, or has begun', async () => {
      const id = await booked(weekly);
      expect(await change(id, {}, { scope: 'one', local: '2026-12-09T18:00' })).toEqual({
        ok: false,
        reason: 'gone'
      });
      const { organisation: _organisation, ...draft } = draftOf(world, { ...weekly, people: 9 });
      const begun = new Date('2026-12-10T08:00:00Z');
      expect(
        await changeBooking(database(), world.asker, { id, draft, scope: 'all', local: first }, begun)
      ).toEqual({ ok: false, reason: 'past' });
    });
  });
});

describe('twenty changes at the same moment', () => {
  let pool: TestPool | undefined;
  let db: Database;
  let world: World;
  beforeEach(async () => {
    pool = await openTestPool();
    db = databaseOver(pool.pool);
    world = await furnish(db);
    return () => pool?.close();
  }, 60_000);
  const made = async (starts: string): Promise<string> => {
    const asked = await requestBooking(db, world.asker, draftOf(world, { starts }), now);
    if (!asked.ok) throw new Error(asked.reason);
    return asked.value.id;
  };
  const to = (id: string, local: string, starts: string, from: Date | null, minute: number) => {
    const { organisation: _organisation, ...draft } = draftOf(world, { starts });
    return changeBooking(db, world.asker, { id, draft, scope: 'all', local, from }, at(minute));
  };

  test('of twenty bookings to one hour: one has it, the others stay where they were', async () => {
    const local = (n: number): string => `2026-12-${String(n + 2).padStart(2, '0')}T10:00`;
    const ids: string[] = [];
    for (let n = 0; n < 20; n++) ids.push(await made(local(n)));
    const answers = await Promise.all(ids.map((id, n) => to(id, local(n), '2026-12-30T18:00', null, n + 1)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((each) => !each.ok && each.reason === 'venue_taken')).toHaveLength(19);
    const stayed = await Promise.all(
      ids.map(async (id, n) => (await findBooking(db, id))?.starts === local(n))
    );
    expect(stayed.filter(Boolean)).toHaveLength(19);
  });

  test('of one booking by twenty who saw the same: one is kept, the others hear of it', async () => {
    const id = await made(first);
    const from = (await findBooking(db, id))?.updatedAt ?? null;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => to(id, first, `2026-12-${n + 10}T18:00`, from, n + 1))
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((each) => !each.ok && each.reason === 'changed_meanwhile')).toHaveLength(19);
    expect(await db.selectFrom('booking_occurrence').selectAll().execute()).toHaveLength(1);
  });
});

describe('the page on which a booking is changed', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await furnish(database());
  });
  const booked = async (changes: Partial<BookingDraft> = {}): Promise<string> => {
    const made = await requestBooking(database(), world.asker, draftOf(world, changes), now);
    if (!made.ok) throw new Error(made.reason);
    return made.value.id;
  };
  const open = async (id: string, chosen: Chosen) => {
    const before = (await findBooking(database(), id))!;
    return contentToChange(before, chosen);
  };
  const send = async (
    id: string,
    chosen: Chosen,
    content: FormContent,
    texts: Record<string, string>,
    minute = 5
  ) => {
    const form = new FormData();
    for (const [field, text] of Object.entries({ ...content.texts, ...texts })) form.append(field, text);
    for (const day of content.chosen.weekday) form.append('weekday', day);
    const before = (await findBooking(database(), id))!;
    return handleChangeForm(database(), world.asker, { form, before, chosen, now: at(minute) });
  };
  const all: Chosen = { scope: 'all', local: first };

  test('takes over what somebody else changed meanwhile, and asks about what both did', async () => {
    const id = await booked();
    const opened = await open(id, all);
    expect(await send(id, all, opened, { people: '30' }, 5)).toMatchObject({ merged: false });
    expect(await send(id, all, opened, { contact: 'Éva' }, 6)).toMatchObject({ merged: true });
    expect(await findBooking(database(), id)).toMatchObject({ people: 30, contact: 'Éva' });
    const both = await send(id, all, opened, { people: '40' }, 7);
    expect(both).toMatchObject({ meanwhile: { conflicts: ['people'] } });
    expect((await findBooking(database(), id))?.people).toBe(30);
  });

  test('two who change different dates of a series at once both succeed', async () => {
    const id = await booked({ rule: 'FREQ=WEEKLY;UNTIL=20261231' });
    const one = (local: string): Chosen => ({ scope: 'one', local });
    const [a, b] = [one('2026-12-08T18:00'), one('2026-12-15T18:00')];
    const [openedA, openedB] = [await open(id, a), await open(id, b)];
    expect(await send(id, a, openedA, { date: '2026-12-09' }, 5)).toHaveProperty('saved');
    expect(await send(id, b, openedB, { date: '2026-12-16' }, 6)).toHaveProperty('saved');
    expect((await findBooking(database(), id))?.count).toBe(3);
    expect(await send(id, a, openedA, { date: '2026-12-10' }, 7)).toEqual({ gone: true });
  });

  test('says what stands in the way, but not the booking itself, and what is free', async () => {
    await booked({ starts: '2026-12-01T21:00', organisation: null });
    const id = await booked();
    const refused = await send(id, all, await open(id, all), { time: '19:30', end_time: '21:30' });
    if (!('inTheWay' in refused)) throw new Error(JSON.stringify(refused));
    expect(refused.errors).toEqual([{ field: 'date', code: 'venue_taken' }]);
    expect(refused.inTheWay?.taken).toHaveLength(1);
    expect(refused.inTheWay?.times).toContain('2026-12-01T19:00');
  });

  test('offers a series that has begun only from here on', async () => {
    const booking = (await findBooking(database(), await booked({ rule: 'FREQ=WEEKLY;UNTIL=20261231' })))!;
    expect(choiceIn(booking, now).scopes).toEqual(['one', 'following', 'all']);
    const begun = choiceIn(booking, new Date('2026-12-10T08:00:00Z'));
    expect(begun).toEqual({
      coming: ['2026-12-15T18:00', '2026-12-22T18:00', '2026-12-29T18:00'],
      scopes: ['one', 'following']
    });
  });
});
