// Reach of an event, settlements with nothing on, and the season, on a real database with the sample's places and register.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#lib/core/ids.ts';
import { kilometresBetween } from '#lib/core/geo.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { useDatabase } from '#tests/db.ts';
import { loadFindableSettlements } from '#lib/domains/places/queries.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { findClashMonth } from './clash-month.server.ts';
import { noFilter } from './filter.ts';
import { findGaps } from './gaps.server.ts';
import { createEvent } from './operations.server.ts';
import { findEventBySlug } from './queries.server.ts';
import { listOccurrencesOf } from './occurrences.server.ts';
import { findEventReach, peopleOfPairs, type EventReach } from './reach.server.ts';
import { countByDay, countBySettlement } from './season.server.ts';
import type { EventDraft } from './write.server.ts';

const database = useDatabase();
const now = new Date('2027-01-04T08:00:00Z');
let organisations: ReadonlyMap<string, string>;
let settlements: ReadonlyMap<string, string>;
let colleague: Actor;

beforeEach(async () => {
  await places.supply?.(database(), now);
  for (const each of [places, registry])
    await each.sample?.(database(), { now, today: '2027-01-04', seed: 1 });
  organisations = (await sampleIds(database())).organisations;
  settlements = new Map((await loadFindableSettlements(database())).map(({ name, id }) => [name, id]));
  const person = await database().selectFrom('person').select('id').executeTakeFirstOrThrow();
  colleague = {
    kind: 'person',
    id: person.id,
    name: 'Munkatárs',
    roles: [{ kind: 'member', organisation: organisations.get('szegvar-muvhaz') ?? '' }]
  };
});

/** @param at the name of the settlement */
async function enter(
  at: string,
  change: Partial<EventDraft> = {}
): Promise<{ id: Id<'event'>; slug: string }> {
  const draft: EventDraft = {
    title: 'Farsangi bál',
    summary: null,
    description: null,
    organisers: [organisations.get('szegvar-muvhaz') ?? ''],
    settlement: settlements.get(at) ?? null,
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
    audiences: [],
    themes: ['dance'],
    performers: [],
    tradition: null,
    attendance: 120,
    flexibility: { kind: 'fixed' },
    background: false,
    status: 'confirmed',
    price: null,
    website: null,
    ...change
  };
  const saved = await createEvent(database(), system, draft, now);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value;
}

/** Another organiser's event: an organiser never competes with itself. */
const others = (): Partial<EventDraft> => ({
  title: 'Teadélután',
  organisers: [[...organisations].find(([key]) => !key.startsWith('szegvar'))?.[1] ?? '']
});

async function reachOf(slug: string, actor: Actor = anonymous): Promise<EventReach | null> {
  const event = await findEventBySlug(database(), slug);
  if (!event) throw new Error(slug);
  const [next] = await listOccurrencesOf(database(), event.id, now);
  return findEventReach(database(), actor, event, next);
}

describe('the reach of an event', () => {
  test('is everybody within 25 km, all its own while nothing else is on', async () => {
    const { slug } = await enter('Szegvár');
    const reach = await reachOf(slug);
    const rows = await database()
      .selectFrom('settlement')
      .select(['name', 'lat', 'lon', 'population'])
      .execute();
    const centre = rows.find(({ name }) => name === 'Szegvár');
    const near = rows.filter(
      ({ lat, lon }) =>
        lat !== null &&
        lon !== null &&
        kilometresBetween({ lat, lon }, { lat: centre?.lat ?? 0, lon: centre?.lon ?? 0 }) < 25
    );
    const people = near.reduce((sum, { population }) => sum + (population ?? 0), 0);
    expect(people).toBeGreaterThan(10_000);
    expect(reach).toMatchObject({ people, rivals: 0, only: people });
    expect(reach?.share).toBeCloseTo(1, 9);
  });

  test('is contested by an event of others next door at the same time, and by none of the day after', async () => {
    const { slug } = await enter('Szegvár');
    await enter('Derekegyház', others());
    await enter('Derekegyház', { ...others(), starts: '2027-02-08T19:00' });
    const reach = await reachOf(slug);
    expect(reach?.rivals).toBe(1);
    expect(reach?.only).toBeLessThan(reach?.people ?? 0);
    expect(reach?.share).toBeGreaterThan(0.3);
    expect(reach?.share).toBeLessThan(0.9);
  });

  test('says nothing of plans to those who may not see them', async () => {
    const { slug } = await enter('Szegvár');
    await enter('Derekegyház', { ...others(), status: 'tentative' });
    expect((await reachOf(slug))?.rivals).toBe(0);
    expect((await reachOf(slug, colleague))?.rivals).toBe(1);
  });

  test('is not told of exhibitions, of what is cancelled, and of what has no place', async () => {
    const exhibition = await enter('Szegvár', { background: true });
    const cancelled = await enter('Szegvár', { status: 'cancelled' });
    const nowhere = await enter('Szegvár');
    await database().updateTable('event').set({ settlement_id: null }).where('id', '=', nowhere.id).execute();
    for (const { slug } of [exhibition, cancelled, nowhere]) expect(await reachOf(slug)).toBeNull();
  });

  test('of a pair that competes is what both would like to reach', async () => {
    await enter('Szegvár');
    await enter('Derekegyház', others());
    const { pairs } = await findClashMonth(database(), anonymous, {
      month: '2027-02',
      filter: noFilter,
      organiser: null
    });
    const both = await peopleOfPairs(database(), pairs);
    const alone = await reachOf((await findEventBySlug(database(), pairs[0]?.a.slug ?? ''))?.slug ?? '');
    const [people] = both.values();
    expect(both.size).toBe(1);
    expect(people).toBe((alone?.people ?? 0) - (alone?.only ?? 0));
  });
});

describe('settlements with nothing on', () => {
  const february = { from: '2027-02-01', to: '2027-02-28', km: 5 };
  const around = { ...noFilter, near: 'szegvar', within: 20 };
  const names = async (change: Partial<Parameters<typeof findGaps>[2]> = {}, actor: Actor = anonymous) =>
    (await findGaps(database(), actor, { ...february, filter: around, ...change })).gaps.map(
      ({ name }) => name
    );

  test('are all, the most populous first, while nothing is on', async () => {
    const found = await findGaps(database(), anonymous, { ...february, filter: around });
    expect(found.gaps.length).toBe(found.settlements);
    expect(found.gaps[0]?.name).toBe('Szentes');
    expect(found.gaps.every(({ nearest }) => nearest === null)).toBe(true);
    const sizes = found.gaps.map(({ population }) => population ?? -1);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(found.people).toBe(sizes.reduce((sum, each) => sum + Math.max(0, each), 0));
  });

  test('are those farther than the distance from any event, and they are told where the nearest is', async () => {
    await enter('Szegvár');
    expect(await names()).not.toContain('Szegvár');
    expect(await names()).toContain('Derekegyház');
    expect(await names({ km: 20 })).toEqual([]);
    const { gaps } = await findGaps(database(), anonymous, { ...february, filter: around });
    const nearest = gaps.find(({ name }) => name === 'Derekegyház')?.nearest;
    expect(nearest?.name).toBe('Szegvár');
    expect(nearest?.km).toBeGreaterThan(5);
  });

  test('know the last day of the time, and not the one after', async () => {
    await enter('Szegvár', { starts: '2027-02-28T23:30', minutes: 60 });
    await enter('Derekegyház', { starts: '2027-03-01T00:00' });
    expect(await names()).not.toContain('Szegvár');
    expect(await names()).toContain('Derekegyház');
  });

  test('ask for one audience, whom events for everyone serve too', async () => {
    await enter('Szegvár', { audiences: ['seniors'] });
    await enter('Derekegyház', { audiences: [] });
    const forChildren = await names({ filter: { ...around, audience: 'children' }, km: 0 });
    expect(forChildren).toContain('Szegvár');
    expect(forChildren).not.toContain('Derekegyház');
  });

  test('have something when an exhibition goes on, nothing when an event is cancelled or still a plan', async () => {
    await enter('Szegvár', { starts: '2027-01-10T10:00', minutes: 60 * 24 * 40, background: true });
    await enter('Derekegyház', { status: 'cancelled' });
    await enter('Szentes', { status: 'tentative' });
    const found = await names({ km: 0 });
    expect(found).not.toContain('Szegvár');
    expect(found).toContain('Derekegyház');
    expect(found).toContain('Szentes');
    expect(await names({ km: 0 }, colleague)).not.toContain('Szentes');
  });
});

describe('the season', () => {
  const span = { from: '2027-02-01', to: '2027-08-02' };

  test('counts what begins by local day, plans only for colleagues, nothing that is cancelled', async () => {
    await enter('Szegvár', { starts: '2027-02-06T23:30' });
    await enter('Szegvár', { starts: '2027-02-07T00:15' });
    await enter('Szegvár', { starts: '2027-02-07T10:00', status: 'tentative' });
    await enter('Szegvár', { starts: '2027-02-07T10:00', status: 'cancelled' });
    await enter('Szegvár', { starts: '2027-08-02T00:00' });
    expect([...(await countByDay(database(), anonymous, noFilter, span))].sort()).toEqual([
      ['2027-02-06', 1],
      ['2027-02-07', 1]
    ]);
    expect((await countByDay(database(), colleague, noFilter, span)).get('2027-02-07')).toBe(2);
    // Whether everything is counted or what a filter leaves.
    for (const actor of [anonymous, colleague])
      expect(
        [...(await countByDay(database(), actor, { ...noFilter, theme: 'dance' }, span))].sort()
      ).toEqual([...(await countByDay(database(), actor, noFilter, span))].sort());
  });

  test('counts an event where it is now, and not where it was entered', async () => {
    const { slug } = await enter('Szegvár', { starts: '2027-02-07T10:00' });
    await database()
      .updateTable('event')
      .set({ settlement_id: settlements.get('Szentes') as Id<'settlement'> })
      .where('slug', '=', slug)
      .execute();
    const filter = { ...noFilter, near: 'szegvar', within: 20 };
    const { rows } = await countBySettlement(database(), anonymous, filter, { ...span, page: 1, size: 50 });
    expect(rows.filter(({ weeks }) => weeks.size > 0).map(({ name }) => name)).toEqual(['Szentes']);
  });

  test('counts by settlement and week, with the week’s Sunday and the next Monday apart', async () => {
    await enter('Szegvár', { starts: '2027-02-07T10:00' });
    await enter('Szegvár', { starts: '2027-02-08T10:00' });
    const filter = { ...noFilter, near: 'szegvar', within: 20 };
    const { rows, hasNext } = await countBySettlement(database(), anonymous, filter, {
      ...span,
      page: 1,
      size: 50
    });
    expect(hasNext).toBe(false);
    expect(rows[0]?.name).toBe('Szentes');
    expect([...(rows.find(({ name }) => name === 'Szegvár')?.weeks ?? [])].sort()).toEqual([
      [0, 1],
      [1, 1]
    ]);
  });
});
