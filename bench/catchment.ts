// How fast the catchments of all events of a year are found, against a way without tables of homes, with equal results.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  catchmentsOf,
  readinessAt,
  rivalsOfPairs,
  type Catchment,
  type Home,
  type Rivals
} from '#lib/core/catchment.ts';
import { rulesOf } from '#lib/core/clash-score.ts';
import { sweepTable, tableInOrder } from '#lib/core/clash-sweep.ts';
import { kilometresBetween } from '#lib/core/geo.ts';
import { straightLine } from '#lib/core/reach.ts';
import { timed } from './clash-time.ts';
import { readSettlements, syntheticEvents } from './clash-world.ts';

const rules = rulesOf({});
/** The way without tables is asked about so many of the events only. */
const compared = 300;

/** @throws when the two ways do not find the same */
export function benchCatchment(): Promise<string> {
  const settlements = readSettlements();
  if (!settlements)
    return Promise.resolve('Skipped: ../shared/data/settlements/settlements.csv is not there.\n');
  const homes: Home[] = settlements.map(({ lat, lon, population }) => ({ lat, lon, people: population }));
  const rows: string[] = [];
  for (const [count, cap] of [
    [200, Infinity],
    [20_000, Infinity],
    [300_000, 10_000],
    [300_000, Infinity]
  ] as const) {
    const events = syntheticEvents(count, settlements, 1, cap);
    const table = tableInOrder(events, settlements.length, rules);
    const swept = sweepTable(table, { places: settlements, rules, distance: straightLine(settlements) });
    const [a, b] = [new Int32Array(swept.count), new Int32Array(swept.count)];
    swept.each(({ p, q, position }) => {
      a[position] = p;
      b[position] = q;
    });
    const place = table.columns.place;
    const runs = count > 50_000 ? 3 : 9;
    const readiness = timed(runs, () => readinessAt(homes, homes));
    const found = timed(runs, () => {
      const rivals = rivalsOfPairs(place.length, a, b);
      return { rivals, of: catchmentsOf(place, rivals, readiness.value) };
    });
    const step = Math.max(1, Math.floor(place.length / compared));
    const asked = Array.from({ length: Math.min(compared, place.length) }, (_, k) => k * step);
    const twin = timed(1, () => asked.map((event) => lookedUp(event, place, found.value.rivals, homes)));
    for (const [k, event] of asked.entries()) check(event, found.value.of(event), twin.value[k]);
    const perEvent = found.spent.processor / place.length;
    const ratio = twin.spent.processor / asked.length / perEvent;
    const cells = [
      `${count.toLocaleString('en')}${cap < Infinity ? ', towns counted as 10,000 at most' : ''}`,
      swept.count.toLocaleString('en'),
      readiness.spent.processor.toFixed(0),
      found.spent.wall.toFixed(0),
      found.spent.processor.toFixed(0),
      `${ratio.toFixed(0)}×`
    ];
    rows.push(`| ${cells.join(' | ')} |`);
  }
  return Promise.resolve(`${introduction}\n${rows.join('\n')}\n`);
}

const introduction = `# Catchments

Synthetic events of one year over the real settlements of Hungary (\`bench/clash-world.ts\`, seed 1), homes are the settlements with
their people; one core, in one run of \`npm run bench catchment\`. Who competes with whom is found before, by the clash sweep. «Which
homes» is done once for all events. The last column is how many times the processor time of one event a way takes that measures
every home for the event and its rivals; it is asked about ${compared} events and finds the same people, within 1e-9.

| events | clashes | which homes, processor ms | catchments, ms on the wall | processor ms | without tables |
|---|--:|--:|--:|--:|--:|`;

function lookedUp(
  event: number,
  place: ArrayLike<number>,
  rivals: Rivals,
  homes: readonly Home[]
): Catchment {
  const weightOf = (e: number, home: Home): number => {
    const km = kilometresBetween(homes[place[e] ?? 0] as Home, home);
    return km <= 5 ? 1 : Math.max(0, (25 - km) / 20);
  };
  const against = rivals.rival.subarray(rivals.from[event] ?? 0, rivals.from[event + 1] ?? 0);
  let [people, only, ready, share] = [0, 0, 0, 0];
  for (const home of homes) {
    const mine = weightOf(event, home);
    if (mine === 0) continue;
    let others = 0;
    for (const rival of against) others += weightOf(rival, home);
    people += home.people;
    if (others === 0) only += home.people;
    ready += home.people * mine;
    share += (home.people * mine * mine) / (mine + others);
  }
  return { people, only, ready, share };
}

function check(event: number, found: Catchment, twin: Catchment | undefined): void {
  for (const key of ['people', 'only', 'ready', 'share'] as const) {
    const [one, other] = [found[key], twin?.[key] ?? NaN];
    if (!(Math.abs(one - other) <= 1e-9 * Math.max(1, other)))
      throw new Error(`Event ${event}: ${key} is ${one} with tables, ${other} without`);
  }
}

if (import.meta.main) {
  const results = await benchCatchment();
  process.stdout.write(results);
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(join(import.meta.dirname, 'results/catchment.md'), results);
}
