// What stands on a sheet for the wall: all that everybody may see, nothing more.
import { beforeEach, expect, test } from 'vitest';
import { anonymous, system } from '#lib/platform/actor.ts';
import { useDatabase } from '#tests/db.ts';
import { loadFindableSettlements } from '#lib/domains/places/queries.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { wordsIn } from '../../../../words.ts';
import { namedFilter } from '../listing.server.ts';
import { createEvent } from '../operations.server.ts';
import type { EventDraft } from '../write.server.ts';
import type { SheetChoice } from './choice.ts';
import type { MonthList, MonthWall, YearPlan } from './sheet-data.ts';
import { sheetOf } from './sheets.server.ts';

const database = useDatabase();
const now = new Date('2027-01-04T08:00:00Z');

async function enter(title: string, change: Partial<EventDraft> = {}): Promise<void> {
  const organiser = (await sampleIds(database())).organisations.get('szegvar-muvhaz') ?? '';
  const settlements = await loadFindableSettlements(database());
  const draft: EventDraft = {
    title,
    summary: null,
    description: null,
    organisers: [organiser],
    settlement: settlements.find(({ name }) => name === 'Szegvár')?.id ?? null,
    venue: null,
    place: 'Főtér',
    lat: null,
    lon: null,
    starts: '2027-03-06T18:00',
    minutes: 120,
    zone: 'Europe/Budapest',
    allDay: false,
    rule: null,
    exdates: [],
    rdates: [],
    overrides: [],
    audiences: [],
    themes: ['music'],
    performers: [],
    tradition: null,
    attendance: null,
    flexibility: { kind: 'fixed' },
    background: false,
    status: 'confirmed',
    price: null,
    website: null,
    ...change
  } as EventDraft;
  const done = await createEvent(database(), system, draft, now);
  if (!done.ok) throw new Error(done.reason);
}

async function sheet<T>(choice: SheetChoice, query = '', locale: 'hu' | 'en' = 'hu'): Promise<T> {
  const named = await namedFilter(database(), anonymous, new URLSearchParams(query));
  const context = { words: await wordsIn(locale), origin: 'https://kalaka.example', now, region: null };
  return (await sheetOf(database(), choice, named, context)).data as unknown as T;
}

beforeEach(async () => {
  await places.supply?.(database(), now);
  for (const each of [places, registry])
    await each.sample?.(database(), { now, today: '2027-01-04', seed: 1 });
});

const march: SheetChoice = { kind: 'list', paper: 'a4', month: '2027-03' };

test('a plan that only colleagues see is on no sheet', async () => {
  await enter('Nyilvános bál');
  await enter('Titkos terv', { status: 'tentative' });
  for (const kind of ['list', 'wall', 'year'] as const) {
    const text = JSON.stringify(await sheet({ kind, paper: 'a4', month: '2027-03' }));
    expect(text).toContain('Nyilvános bál');
    expect(text).not.toContain('Titkos terv');
  }
});

test('the list tells weekly events once, what was cancelled as cancelled, and what is on from before first', async () => {
  await enter('Kórus', { starts: '2027-03-02T17:00', rule: 'FREQ=WEEKLY;COUNT=5' });
  await enter('Elmaradó est', { status: 'cancelled' });
  await enter('Kiállítás', { starts: '2027-02-20T10:00', minutes: 30 * 1440, background: true });
  const { days, regular, running } = await sheet<MonthList>(march);
  expect(regular).toMatchObject([{ title: 'Kórus', place: 'Főtér, Szegvár' }]);
  expect(regular[0]?.when).toBe('kedd, 17:00–19:00 (ezeken a napokon: 2., 9., 16., 23., 30.)');
  expect(running.map(({ title }) => title)).toEqual(['Kiállítás']);
  const sixth = days.find(({ number }) => number === '6');
  expect(sixth?.events).toMatchObject([{ title: 'Elmaradó est', cancelled: true, note: 'Elmarad' }]);
});

test('the wall has the month’s weeks, its holidays in red, and counts all events of a day', async () => {
  for (let index = 0; index < 20; index++) await enter(`Program ${index}`);
  const { weeks } = await sheet<MonthWall>({ kind: 'wall', paper: 'a3', month: '2027-03' });
  const days = weeks.flat();
  expect(days).toHaveLength(35);
  expect(days.find(({ number }) => number === '15')).toMatchObject({
    feast: 'az 1848-as forradalom ünnepe',
    red: true
  });
  const sixth = days.find(({ number, other }) => number === '6' && !other);
  expect(sixth?.count).toBe(20);
  expect(sixth?.events.length).toBeLessThan(20);
});

test('the year shows the most visited events that are not weekly, in the order of their days', async () => {
  await enter('Kórus', { rule: 'FREQ=WEEKLY;COUNT=5', attendance: 9000 });
  await enter('Nagy vásár', { starts: '2027-03-20T08:00', attendance: 5000 });
  await enter('Kis est', { starts: '2027-03-01T18:00', attendance: 20 });
  const { months, heading } = await sheet<YearPlan>({ kind: 'year', paper: 'a4', month: '2027-01' });
  expect(heading).toBe('Éves tervező · 2027');
  expect(months.map(({ name }) => name)[2]).toBe('március');
  expect(months[2]?.events).toEqual([
    { day: '1.', title: 'Kis est', place: 'Szegvár' },
    { day: '20.', title: 'Nagy vásár', place: 'Szegvár' }
  ]);
});

test('a filter is said in the head, holds on the sheet, and is what the code leads to', async () => {
  await enter('Bál');
  await enter('Túra', { themes: ['nature'] });
  const { territory, foot, days } = await sheet<MonthList>(march, 'near=szegvar&within=10&theme=music', 'en');
  expect(territory).toBe('Szegvár and 10 km around it · Music');
  expect(foot.address).toBe('kalaka.example/en/events?near=szegvar&within=10&theme=music');
  expect(days.flatMap(({ events }) => events.map(({ title }) => title))).toEqual(['Bál']);
});
