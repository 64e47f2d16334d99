import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { bringEvents, eventsOf, now, prepareRegister } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { system } from '#lib/platform/actor.ts';
import { clashesBetween } from './clashes.server.ts';
import { hoursText } from './event-words.ts';
import { noFilter } from './filter.ts';
import { listOccurrences, listOccurrencesOf } from './occurrences.server.ts';
import { occurrenceJson } from './structured-data.ts';
import { wordsIn } from '../../../words.ts';

const database = useDatabase();
beforeAll(() => prepareRegister(database()));

const september = { from: new Date('2027-08-31T22:00:00Z'), to: new Date('2027-09-30T22:00:00Z') };
const mapping = { title: 'title', start: 'begin', end: 'end', settlement: 'town', uid: 'id' };
const evening = (id: string, town: string, begin: string, end: string) => ({
  id,
  title: `Est ${id}`,
  town,
  begin,
  end
});

async function bringJson(events: readonly object[]): Promise<void> {
  const brought = await bringEvents(database(), JSON.stringify(events), { name: 'lista.json', mapping });
  expect(brought).toMatchObject({ imported: true, counts: [events.length, 0, 0, 0] });
}

describe('an event that ends when it starts has no known end, and', () => {
  test('competes with others as if it took an hour', async () => {
    await bringJson([
      evening('1', 'Szegvár', '2027-09-04T18:00', '2027-09-04T18:00'),
      evening('2', 'Szegvár', '2027-09-04T18:30', '2027-09-04T20:00'),
      evening('3', 'Szegvár', '2027-09-04T20:00', '2027-09-04T20:00')
    ]);
    const { clashes } = await clashesBetween(database(), system, september);
    expect(clashes.map(({ a, b, minutes }) => [a.title, b.title, minutes])).toEqual([['Est 1', 'Est 2', 30]]);
  });

  test('competes with another that has no known end either', async () => {
    await bringJson([
      evening('1', 'Szegvár', '2027-09-04T18:00', '2027-09-04T18:00'),
      evening('2', 'Szegvár', '2027-09-04T18:00', '2027-09-04T18:00')
    ]);
    const { clashes } = await clashesBetween(database(), system, september);
    expect(clashes.map(({ minutes }) => minutes)).toEqual([60]);
  });

  test('is gathered when it begins in the very first minute of the span', async () => {
    await bringJson([evening('1', 'Szegvár', '2027-09-01T00:00', '2027-09-01T00:00')]);
    const { gathered } = await clashesBetween(database(), system, september);
    expect(gathered.events.map(({ start, end }) => end - start)).toEqual([0]);
  });

  test('stands in the lists of its day, at its first minute too, and is shown without an end', async () => {
    await bringJson([evening('1', 'Szegvár', '2027-09-01T00:00', '2027-09-01T00:00')]);
    const filter = { ...noFilter, from: '2027-09-01', to: '2027-09-01' };
    const { rows } = await listOccurrences(database(), system, filter, { today: '2027-01-10' });
    const words = await wordsIn('hu');
    expect(rows.map((row) => [row.title, hoursText(words, row)])).toEqual([
      ['Est 1', words.time(september.from)]
    ]);
    const [event] = await eventsOf(database());
    if (!event) throw new Error('nothing came in');
    expect(await listOccurrencesOf(database(), event.id, now)).toHaveLength(1);
    const later = (minutes: number) => new Date(september.from.getTime() + minutes * 60_000);
    expect(await listOccurrencesOf(database(), event.id, later(59))).toHaveLength(1);
    expect(await listOccurrencesOf(database(), event.id, later(60))).toHaveLength(0);
    expect(rows.map((row) => occurrenceJson(row, { organisers: [], performers: [] }, 'x'))).toMatchObject([
      { end: null }
    ]);
  });
});

const drome = '../shared/data/events/openagenda_drome_1068.json';

describe.skipIf(!existsSync(drome))(`the events of a real county (${drome})`, () => {
  test(
    'compete where they are, though three quarters of them have no known end and no settlement of ours',
    { timeout: 60_000 },
    async () => {
      const example: unknown = JSON.parse(readFileSync('docs/examples/import/openagenda.json', 'utf8'));
      await bringEvents(database(), readFileSync(drome), { name: 'drome.json', mapping: example });
      const { clashes, gathered } = await clashesBetween(database(), system, {
        from: new Date('2025-08-31T22:00:00Z'),
        to: new Date('2025-09-30T22:00:00Z')
      });
      const unknown = clashes.filter(({ a, b }) => [a, b].some((one) => +one.startsAt === +one.endsAt));
      expect(gathered.unplaced).toEqual([]);
      expect(unknown.length).toBeGreaterThan(500);
      expect(unknown.length).toBeLessThan(clashes.length);
    }
  );
});
