// Entering, finding, changing and advising on events, on a real database with the sample's places and register.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#lib/core/ids.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';
import { useDatabase } from '#tests/db.ts';
import { loadFindableSettlements } from '#lib/domains/places/queries.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { clashSentence } from './clash-words.ts';
import { findClashMonth } from './clash-month.server.ts';
import { adviseOn } from './advice.server.ts';
import { whatIsOnHere } from './sections.server.ts';
import { icsFeed, rssOf } from './feeds.server.ts';
import { noFilter } from './filter.ts';
import { createEvent, setEventStatus, updateEvent } from './operations.server.ts';
import { findEventBySlug } from './queries.server.ts';
import { listByDay, listOccurrences } from './occurrences.server.ts';
import { changesBetween, extendSeries, refoldEvents, type EventDraft } from './write.server.ts';

const database = useDatabase();
const now = new Date('2027-01-04T08:00:00Z');
const today = '2027-01-04';
let organisations: ReadonlyMap<string, string>;
let settlements: ReadonlyMap<string, string>;
let editor: Actor;

beforeEach(async () => {
  await places.supply?.(database(), now);
  for (const each of [places, registry]) await each.sample?.(database(), { now, today, seed: 1 });
  organisations = (await sampleIds(database())).organisations;
  settlements = new Map((await loadFindableSettlements(database())).map(({ name, id }) => [name, id]));
  const person = await database().selectFrom('person').select('id').executeTakeFirstOrThrow();
  editor = {
    kind: 'person',
    id: person.id,
    name: 'Szerkesztő',
    roles: [{ kind: 'editor', organisation: organisations.get('szegvar-muvhaz') ?? '' }]
  };
});

function draft(change: Partial<EventDraft> = {}): EventDraft {
  return {
    title: 'Farsangi bál',
    summary: 'Zenével, fánkkal.',
    description: null,
    organisers: [organisations.get('szegvar-muvhaz') ?? ''],
    settlement: settlements.get('Szegvár') ?? null,
    venue: null,
    place: null,
    lat: null,
    lon: null,
    starts: '2027-02-06T19:00',
    minutes: 240,
    zone: 'Europe/Budapest',
    allDay: false,
    rule: null,
    exdates: [],
    rdates: [],
    overrides: [],
    audiences: ['adults'],
    themes: ['dance'],
    performers: [],
    tradition: 'farsang',
    attendance: 120,
    flexibility: { kind: 'fixed' },
    background: false,
    status: 'confirmed',
    price: null,
    website: null,
    ...change
  };
}

async function enter(change: Partial<EventDraft> = {}): Promise<{ id: Id<'event'>; slug: string }> {
  const saved = await createEvent(database(), system, draft(change), now);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value;
}

describe('entering an event', () => {
  test('gives it an address of its own, an activity, and a second one of the same name another address', async () => {
    const first = await enter();
    const second = await enter();
    expect([first.slug, second.slug]).toEqual(['farsangi-bal-szegvar', 'farsangi-bal-szegvar-2']);
    const activity = await database()
      .selectFrom('activity')
      .select('verb')
      .where('object_id', '=', first.id)
      .execute();
    expect(activity).toEqual([{ verb: 'event.created' }]);
  });

  test('is only for those who write for one of its organisers', async () => {
    expect(await createEvent(database(), anonymous, draft(), now)).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    const foreign = draft({ organisers: [organisations.get('ozd-konyvtar') ?? ''] });
    expect(await createEvent(database(), editor, foreign, now)).toEqual({ ok: false, reason: 'not_yours' });
    expect((await createEvent(database(), editor, draft(), now)).ok).toBe(true);
  });

  test('keeps the hour of a weekly club across both clock changes', async () => {
    const { id } = await enter({
      starts: '2027-03-22T16:00',
      minutes: 60,
      rule: 'FREQ=WEEKLY;UNTIL=20271115T235959'
    });
    const rows = await database()
      .selectFrom('occurrence')
      .select('starts_at')
      .where('event_id', '=', id)
      .execute();
    const hours = new Set(
      rows.map((row) => row.starts_at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Budapest' }))
    );
    expect([rows.length, [...hours]]).toEqual([35, ['16:00:00']]);
    expect(new Set(rows.map((row) => row.starts_at.getUTCHours()))).toEqual(new Set([14, 15]));
  });
});

describe('finding events', () => {
  test('a plan is seen by colleagues only', async () => {
    await enter({ status: 'tentative' });
    const count = async (actor: Actor): Promise<number> =>
      (await listOccurrences(database(), actor, noFilter, { today })).rows.length;
    expect([await count(anonymous), await count(editor)]).toEqual([0, 1]);
  });

  test.each([
    ['near it', { near: 'szentes', within: 10 }, 1],
    ['far from it', { near: 'ozd', within: 20 }, 0],
    ['in its micro-region', { region: 'szentes' }, 1],
    ['for its audience', { audience: 'adults' }, 1],
    ['for another audience', { audience: 'children' }, 0],
    ['of its theme', { theme: 'dance' }, 1],
    ['by words without accents', { text: 'farsangi SZEGVAR' }, 1],
    ['by a word it does not have', { text: 'farsangi ózd' }, 0],
    ['before its day', { to: '2027-02-05' }, 0],
    ['on its day', { from: '2027-02-06', to: '2027-02-06' }, 1]
  ] as const)('%s', async (_name, change, count) => {
    await enter();
    const { rows } = await listOccurrences(database(), anonymous, { ...noFilter, ...change }, { today });
    expect(rows).toHaveLength(count);
  });

  test('by day, with the number of all and three of them', async () => {
    for (let i = 0; i < 4; i++) await enter();
    const days = await listByDay(database(), anonymous, noFilter, { from: '2027-02-01', to: '2027-03-01' });
    expect([...days].map(([day, { count, rows }]) => [day, count, rows.length])).toEqual([
      ['2027-02-06', 4, 3]
    ]);
  });

  test('stands on the page of its settlement', async () => {
    await enter();
    const section = await whatIsOnHere(database(), {
      id: settlements.get('Szegvár') ?? '',
      slug: 'szegvar',
      actor: anonymous,
      words: await wordsIn('hu'),
      now
    });
    expect(section.rows.map(({ title }) => title)).toEqual(['Farsangi bál']);
  });
});

describe('changing an event', () => {
  test('moves its occurrences, keeps its address and tells what changed', async () => {
    const { id, slug } = await enter();
    const moved = await updateEvent(
      database(),
      system,
      { id, draft: draft({ starts: '2027-02-13T19:00' }) },
      now
    );
    expect(moved).toEqual({ ok: true, value: { id, slug } });
    const { rows } = await listOccurrences(database(), anonymous, noFilter, { today });
    expect(rows.map(({ startsAt }) => startsAt.toISOString())).toEqual(['2027-02-13T18:00:00.000Z']);
    const last = await database()
      .selectFrom('activity')
      .select('details')
      .where('verb', '=', 'event.updated')
      .executeTakeFirstOrThrow();
    expect(last.details).toEqual({ starts: ['2027-02-06T19:00', '2027-02-13T19:00'] });
  });

  test('tells of nothing that only stands in another order', async () => {
    const window = { from: '2027-02-01', to: '2027-02-28', earliest: '17:00', latest: '19:00' };
    const { id, slug } = await enter({
      flexibility: { kind: 'window', ...window },
      themes: ['dance', 'music'],
      audiences: ['seniors', 'families']
    });
    const stored = await findEventBySlug(database(), slug);
    const same = draft({
      flexibility: { ...window, kind: 'window' },
      themes: ['music', 'dance'],
      audiences: ['families', 'seniors']
    });
    expect(stored && changesBetween(stored, same)).toEqual({});
    await updateEvent(database(), system, { id, draft: { ...same, flexibility: { kind: 'fixed' } } }, now);
    const told = await database()
      .selectFrom('activity')
      .select('details')
      .where('verb', '=', 'event.updated')
      .executeTakeFirstOrThrow();
    expect(told.details).toEqual({ flexibility: [{ kind: 'window', ...window }, { kind: 'fixed' }] });
  });

  test('is refused to others, and a cancelled event stays visible', async () => {
    const { id, slug } = await enter();
    expect(await setEventStatus(database(), anonymous, { id, status: 'cancelled' }, now)).toMatchObject({
      ok: false
    });
    expect((await setEventStatus(database(), editor, { id, status: 'cancelled' }, now)).ok).toBe(true);
    expect((await findEventBySlug(database(), slug))?.status).toBe('cancelled');
  });

  test('a series is carried on as time goes by', async () => {
    const { id } = await enter({ rule: 'FREQ=WEEKLY' });
    const count = async (): Promise<number> =>
      (await database().selectFrom('occurrence').select('event_id').where('event_id', '=', id).execute())
        .length;
    const before = await count();
    await extendSeries(database(), new Date(now.getTime() + 200 * 86_400_000));
    expect((await count()) - before).toBe(28);
  });

  test('is found by the new name of its organiser', async () => {
    await enter();
    const organisation = organisations.get('szegvar-muvhaz') ?? '';
    await database()
      .updateTable('organisation')
      .set({ name: 'Kakukkfű Ház' })
      .where('id', '=', organisation as never)
      .execute();
    await refoldEvents(database(), { organisation });
    const { rows } = await listOccurrences(
      database(),
      anonymous,
      { ...noFilter, text: 'kakukkfu' },
      { today }
    );
    expect(rows).toHaveLength(1);
  });
});

describe('clash advice', () => {
  const at = { lat: 46.653, lon: 20.257 };
  const rival = { organisers: [] as string[], title: 'Jótékonysági bál' };

  test('names the plan of another and a better day within the flexibility', async () => {
    const other = [organisations.get('szentes-muvhaz') ?? ''];
    await enter({
      ...rival,
      organisers: other,
      settlement: settlements.get('Szentes') ?? null,
      status: 'tentative'
    });
    const mine = draft({ flexibility: { kind: 'days', days: 7 } });
    const advice = await adviseOn(database(), editor, { draft: mine, at, self: null, now });
    expect(advice.clashes.map(({ other: { title } }) => title)).toEqual(['Jótékonysági bál']);
    const [clash] = advice.clashes;
    const words = await wordsIn('hu');
    const sentence =
      clash &&
      clashSentence(words, clash.reasons, { startsAt: clash.startsAt, settlementId: null }, clash.other);
    expect(sentence).toMatch(
      /^Ugyanazon az estén, 4 óra átfedés, .*\skm-re egymástól, mindkettő felnőtteknek szól/
    );
    expect(advice.slots.length).toBeGreaterThan(0);
    expect(advice.slots.every(({ clashes, gain }) => clashes === 0 && gain > 0)).toBe(true);
    expect((await adviseOn(database(), anonymous, { draft: mine, at, self: null, now })).total).toBe(0);
  });

  test('an event does not clash with itself, nor with what is cancelled', async () => {
    const { id } = await enter({ organisers: [organisations.get('szentes-muvhaz') ?? ''] });
    expect((await adviseOn(database(), editor, { draft: draft(), at, self: id, now })).total).toBe(0);
    await setEventStatus(database(), system, { id, status: 'cancelled' }, now);
    expect((await adviseOn(database(), editor, { draft: draft(), at, self: null, now })).total).toBe(0);
  });

  test('a month shows the pair once, on its day, and proposes to celebrate together', async () => {
    await enter();
    await enter({
      organisers: [organisations.get('szentes-muvhaz') ?? ''],
      settlement: settlements.get('Szentes') ?? null,
      title: 'Farsangoló'
    });
    const month = await findClashMonth(database(), anonymous, {
      month: '2027-02',
      filter: noFilter,
      organiser: null
    });
    expect(month.pairs.map(({ times }) => times)).toEqual([1]);
    expect([...month.byDay]).toEqual([['2027-02-06', 1]]);
    expect(month.byOrganisation.map(({ pairs }) => pairs)).toEqual([1, 1]);
    expect(month.synergies.map(({ tradition }) => tradition)).toEqual(['farsang']);
    const elsewhere = { ...noFilter, region: 'ozd' };
    expect(
      (await findClashMonth(database(), anonymous, { month: '2027-02', filter: elsewhere, organiser: null }))
        .pairs
    ).toEqual([]);
  });
});

test('feeds hold what everybody may see, with nothing that could break out of them', async () => {
  await enter({ title: '</title><script>alert(1)</script> & bál' });
  await enter({ title: 'Titkos terv', status: 'tentative' });
  const context = { words: await wordsIn('hu'), origin: 'https://kalaka.example', now, title: 'Kaláka' };
  const ics = await icsFeed(database(), anonymous, noFilter, context);
  expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(ics).not.toContain('Titkos');
  const { rows } = await listOccurrences(database(), anonymous, noFilter, { today });
  expect(rssOf(rows, 'https://kalaka.example/feeds/events.rss', context)).not.toContain('<script');
});
