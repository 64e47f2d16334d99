// Solomon's instances as a tour of one day: with one vehicle and a score for each customer they are the orienteering problem with
// time windows, whose best values are published (Righini, Salani, «Decremental state space relaxation strategies and
// initialization heuristics for solving the Orienteering Problem with Time Windows with dynamic programming», Computers &
// Operations Research 36/4, 2009: all of these proved).
import { existsSync, readFileSync } from 'node:fs';
import type { TourQuestion } from '#lib/core/itinerary.ts';

const folder = new URL('../../shared/data/optimisation/solomon_vrptw/', import.meta.url);

/**
 * Best score of one route through all hundred customers. c102, c103 and r103 (360, 400, 293) are not among them: most of their
 * customers can be visited at any time of a day of thousands of ticks, and a net with a state for each of them is too large.
 */
export const published: Readonly<Record<string, number>> = {
  c101: 320,
  c105: 340,
  r101: 198,
  r102: 286,
  r105: 247,
  r109: 277
};

/** Distances are cut to one decimal, as there; a tick is a tenth. Undefined where the file does not lie beside the project. */
export function orienteering(name: string, customers = 100): TourQuestion | undefined {
  const file = new URL(`${name}.txt`, folder);
  if (!existsSync(file)) return undefined;
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 7 && row.every(Number.isFinite))
    .slice(0, customers + 1);
  const depot = rows[0]!;
  const between = (a: number, b: number): number =>
    Math.floor(10 * Math.hypot(rows[a]![1]! - rows[b]![1]!, rows[a]![2]! - rows[b]![2]!) + 1e-9);
  return {
    home: 0,
    travel: { km: between, minutes: between },
    days: [{ from: 0, to: 10 * depot[5]! }],
    showsPerDay: Infinity,
    costs: { perKm: 0, perNight: 0, perShow: 0 },
    others: false,
    stops: rows.slice(1).map(([number, , , score, ready, due, service]) => ({
      id: String(number),
      place: number!,
      value: score!,
      show: 10 * service!,
      setUp: 0,
      takeDown: 0,
      windows: [{ from: 10 * ready!, to: 10 * (due! + service!) }]
    }))
  };
}
