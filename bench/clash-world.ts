// Synthetic events of one year over the real settlements: seeded, with the rhythm of a week and a day, alike on every machine.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ClashEvent } from '#lib/core/clash.ts';
import type { Point } from '#lib/core/geo.ts';
import { randomFrom } from '#lib/core/random.ts';

export interface Settlement extends Point {
  readonly population: number;
}

/** The official list, where it lies beside the project; undefined where it does not. */
export function readSettlements(): Settlement[] | undefined {
  const file = join(import.meta.dirname, '../../shared/data/settlements/settlements.csv');
  if (!existsSync(file)) return undefined;
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[];
  return rows
    .map((row) => ({
      lat: Number(row['lat_osm'] || row['lat_geonames']),
      lon: Number(row['lon_osm'] || row['lon_geonames']),
      population: Number(row['population'])
    }))
    .filter(({ lat, lon, population }) => lat > 0 && lon > 0 && population > 0);
}

/**
 * Events of 2027. Settlements are drawn by population, but one that is larger than `populationCap` counts as that large: a city
 * of 150,000 has more events than a village but they are not all for each other. One in six is an occurrence of a series; each
 * settlement has an organiser per 500 people, and one event in ten has a second one. They come by start and id, as from a
 * database that was asked for a span of time.
 */
export function syntheticEvents(
  count: number,
  settlements: readonly Settlement[],
  seed: number,
  populationCap: number
): ClashEvent[] {
  const random = randomFrom(seed);
  const upTo: number[] = [];
  let total = 0;
  for (const { population } of settlements) upTo.push((total += Math.min(population, populationCap)));
  const days = Array.from({ length: 365 }, (_, day) => dayWeights[(day + 5) % 7] ?? 1); // 1 January 2027 is a Friday
  const dayUpTo = cumulate(days);
  const hourUpTo = cumulate(hourWeights);

  const events = Array.from({ length: count }, (_, n) => {
    const place = pick(upTo, random);
    const organisersHere = 1 + Math.floor((settlements[place]?.population ?? 0) / 500);
    const organiser = () => `${place}/${Math.floor(random() * organisersHere)}`;
    const start =
      firstMinute +
      pick(dayUpTo, random) * 1440 +
      (pick(hourUpTo, random) + 8) * 60 +
      (random() < 0.3 ? 30 : 0);
    const minutes = lengths[Math.floor(random() * lengths.length)] ?? 120;
    const background = random() < 0.03;
    return {
      id: `occurrence-${n.toString(36).padStart(5, '0')}`,
      event: random() < 1 / 6 ? `series-${place}-${Math.floor(random() * 4)}` : `event-${n}`,
      organisers: random() < 0.1 ? [organiser(), organiser()] : [organiser()],
      place,
      start,
      end: start + (background ? 14 * 1440 : minutes),
      audiences: random() < 0.3 ? 0 : mask(random, 8),
      themes: random() < 0.2 ? 0 : mask(random, 10),
      attendance: random() < 0.4 ? 0 : Math.round(8 * 2 ** (random() * 6)),
      background
    };
  });
  events.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  // Anew, so that they lie in memory as they come.
  return structuredClone(events);
}

/** 1 January 2027, 0:00 in Budapest, in epoch minutes. */
const firstMinute = Math.floor(Date.parse('2026-12-31T23:00Z') / 60_000);
/** Monday to Sunday. */
const dayWeights = [1, 1, 1.2, 1.3, 2, 3, 1.8];
/** From 8 to 20 o'clock. */
const hourWeights = [1, 2, 3, 2, 1, 1, 2, 2, 3, 4, 5, 4, 1];
const lengths = [60, 60, 90, 90, 120, 120, 120, 180, 240, 480];

function mask(random: () => number, bits: number): number {
  const one = 1 << Math.floor(random() * bits);
  return random() < 0.4 ? one | (1 << Math.floor(random() * bits)) : one;
}

function cumulate(weights: readonly number[]): number[] {
  let total = 0;
  return weights.map((weight) => (total += weight));
}

/** An index drawn with the weights that were summed up. */
function pick(upTo: readonly number[], random: () => number): number {
  const target = random() * (upTo.at(-1) ?? 0);
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) <= target) low = middle + 1;
    else high = middle;
  }
  return low;
}
