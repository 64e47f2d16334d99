// Solomon's instances as tours of one day: with one vehicle and a score for each customer they are the orienteering problem with time
// windows (Righini, Salani, «Decremental state space relaxation strategies and initialization heuristics for solving the Orienteering
// Problem with Time Windows with dynamic programming», Computers & Operations Research 36/4, 2009), route by route the travelling
// salesman's problem with time windows.
import { existsSync, readFileSync } from 'node:fs';
import type { TourQuestion } from '#lib/core/itinerary.ts';

const folder = new URL('../../shared/data/optimisation/solomon_vrptw/', import.meta.url);

/**
 * Best score of one route through all hundred customers, as the search proves it anew in each run: the run stops where its proof says
 * otherwise. 320 and 198 are also what others report (github.com/huyngo202/optw-gat, benchmark_results_comparison.csv); for the others
 * no report lies before us. c102, c103 and r103 are not among them: most of their customers can be visited at any time of a day of
 * thousands of ticks, and a net with a state for each of them is too large.
 */
export const scores: Readonly<Record<string, { readonly best: number; readonly reported: boolean }>> = {
  c101: { best: 320, reported: true },
  c105: { best: 340, reported: false },
  r101: { best: 198, reported: true },
  r102: { best: 286, reported: false },
  r105: { best: 247, reported: false },
  r109: { best: 277, reported: false }
};

/**
 * Together the ten routes of the best plan of deliveries for c101 and c105 are 828.94 long, which is proved (best_known_summary.json
 * beside the instances). Which customers are on one route is part of that plan; in what order and when, is a travelling salesman's
 * problem with time windows each.
 */
export const deliveries: Readonly<Record<string, number>> = { c101: 828.94, c105: 828.94 };
const routes = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 75],
  [12, 13, 14, 15, 16, 17, 18, 19],
  [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30],
  [31, 32, 33, 34, 35, 36, 37, 38, 39],
  [40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52],
  [53, 54, 55, 56, 57, 58, 59, 60],
  [61, 62, 63, 64, 65, 66, 67, 68, 69, 72, 74],
  [70, 71, 73, 76, 77, 78, 79, 80, 81],
  [82, 83, 84, 85, 86, 87, 88, 89, 90, 91],
  [92, 93, 94, 95, 96, 97, 98, 99, 100]
];

/** The routes as tours that must come to all their stops; a unit of length costs 10,000. Undefined as `orienteering`. */
export function salesmen(name: string): TourQuestion[] | undefined {
  const rows = rowsOf(name, 100);
  const depot = rows?.[0];
  if (!rows || !depot) return undefined;
  const between = (a: number, b: number): number =>
    Math.hypot(rows[a]![1]! - rows[b]![1]!, rows[a]![2]! - rows[b]![2]!);
  return routes.map((customers) => ({
    home: 0,
    travel: { km: between, minutes: between },
    days: [{ from: 0, to: depot[5]! }],
    showsPerDay: Infinity,
    costs: { perKm: 10_000, perNight: 0, perShow: 0 },
    others: false,
    stops: customers.map((customer) => {
      const [, , , , ready, due, service] = rows[customer]!;
      return {
        id: String(customer),
        place: customer,
        value: 0,
        show: service!,
        setUp: 0,
        takeDown: 0,
        must: true,
        windows: [{ from: ready!, to: due! + service! }]
      };
    })
  }));
}

/** Distances are cut to one decimal, as there; a tick is a tenth. Undefined where the file does not lie beside the project. */
export function orienteering(name: string, customers = 100): TourQuestion | undefined {
  const rows = rowsOf(name, customers);
  if (!rows) return undefined;
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

/** Number, coordinates, demand, beginning and end of its window, service; the depot first. */
function rowsOf(name: string, customers: number): number[][] | undefined {
  const file = new URL(`${name}.txt`, folder);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 7 && row.every(Number.isFinite))
    .slice(0, customers + 1);
}
