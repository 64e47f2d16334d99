// Who could travel with whom to a meeting: drivers who pass by others, within a detour that they put up with.
import type { Answer, Reason } from './answer.ts';
import { kilometresBetween, radians, type Point } from './geo.ts';

export interface Traveller {
  readonly id: string;
  readonly place: Point;
  /** Seats beside the driver's own; null: comes without a car. */
  readonly seats: number | null;
}

export interface CarShareQuestion {
  readonly travellers: readonly Traveller[];
  readonly venue: Point;
  /** So many kilometres longer may a driver's way become. Default 10. */
  readonly detour?: number;
  /** Default: great-circle distance. */
  readonly kilometres?: (from: Point, to: Point) => number;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

export interface SharedCar {
  readonly driver: string;
  /** In the order in which they are picked up; none: the driver goes alone. */
  readonly passengers: readonly string[];
  readonly kilometres: number;
  /** Longer than the driver's own way by so much. */
  readonly detour: number;
}

export interface CarShare {
  readonly cars: readonly SharedCar[];
  /** Without a car, and nobody with a free seat passes near enough. */
  readonly left: readonly string[];
  /** Of all cars, and what those with a car would drive each alone. */
  readonly kilometres: number;
  readonly alone: number;
}

/** Groups larger than this are parted by direction before they are solved exactly. */
const exactUpTo = 11;
const leftBehind = 1e6;

/**
 * First as few left behind as can be, then the fewest kilometres. Exact for up to 11 (all subsets, each with its best driver and
 * order: dynamic programming); more are parted into sectors of the compass as seen from the venue, each exact. At most four
 * passengers a car. The answer's reasons: `saved` {kilometres, cars}, `no_seat` {traveller} for each left behind.
 */
export function shareCars(question: CarShareQuestion): Answer<CarShare> {
  const { travellers, venue, detour = 10, kilometres = kilometresBetween, clock } = question;
  const began = clock?.() ?? 0;
  const sectors = sectorsOf(travellers, venue);
  const shared = sectors.map((sector) =>
    solve({
      travellers: sector,
      between: sector.map((from) => sector.map((to) => kilometres(from.place, to.place))),
      toVenue: sector.map(({ place }) => kilometres(place, venue)),
      detour
    })
  );
  const cars = shared.flatMap((each) => each.cars);
  const left = shared.flatMap((each) => each.left);
  const driven = cars.reduce((sum, car) => sum + car.kilometres, 0);
  const alone = travellers
    .filter(({ seats }) => seats !== null)
    .reduce((sum, { place }) => sum + kilometres(place, venue), 0);
  const owners = travellers.filter(({ seats }) => seats !== null).length;
  const reasons: Reason[] = [
    { code: 'saved', kilometres: Math.round(alone - driven), cars: owners - cars.length },
    ...left.map((traveller) => ({ code: 'no_seat', traveller }))
  ];
  return {
    answer: { cars, left, kilometres: driven, alone },
    reasons,
    bound: sectors.length <= 1 ? driven : 'not proved',
    seconds: ((clock?.() ?? 0) - began) / 1000,
    seed: 0
  };
}

/** By the compass as seen from the venue, cut first where the gap is widest. */
function sectorsOf(travellers: readonly Traveller[], venue: Point): Traveller[][] {
  const byId = [...travellers].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  if (byId.length <= exactUpTo) return byId.length === 0 ? [] : [byId];
  const bearing = new Map(byId.map((each) => [each, bearingOf(each.place, venue)]));
  const around = byId.sort((a, b) => (bearing.get(a) ?? 0) - (bearing.get(b) ?? 0));
  const gapBefore = (at: number): number => {
    const [here, before] = [around[at] as Traveller, around.at(at - 1) as Traveller];
    return ((bearing.get(here) ?? 0) - (bearing.get(before) ?? 0) + 2 * Math.PI) % (2 * Math.PI);
  };
  let cut = 0;
  for (let at = 1; at < around.length; at++) if (gapBefore(at) > gapBefore(cut)) cut = at;
  const turned = [...around.slice(cut), ...around.slice(0, cut)];
  const count = Math.ceil(turned.length / exactUpTo);
  const size = Math.ceil(turned.length / count);
  return Array.from({ length: count }, (_, n) => turned.slice(n * size, (n + 1) * size)).filter(
    (sector) => sector.length > 0
  );
}

function bearingOf(from: Point, venue: Point): number {
  return Math.atan2((from.lon - venue.lon) * Math.cos(venue.lat * radians), from.lat - venue.lat);
}

/** Kilometres from one traveller to another, and to the venue, by their places in the group. */
interface Group {
  readonly travellers: readonly Traveller[];
  readonly between: readonly (readonly number[])[];
  readonly toVenue: readonly number[];
  readonly detour: number;
}

/** The best partition into cars and people left behind, over all subsets. */
function solve(group: Group): { cars: SharedCar[]; left: string[] } {
  const all = 2 ** group.travellers.length;
  const rides = Array.from({ length: all }, (_, set) => bestRide(set, group));
  const best = new Float64Array(all).fill(Infinity);
  const part = new Int32Array(all);
  best[0] = 0;
  for (let set = 1; set < all; set++) {
    const lowest = set & -set;
    // Whoever comes first in the set is in one of its cars: only subsets with them are tried.
    for (let sub = set; sub > 0; sub = (sub - 1) & set) {
      if (!(sub & lowest)) continue;
      const ride = rides[sub]?.kilometres ?? (sub === lowest ? leftBehind : Infinity);
      const cost = ride + (best[set ^ sub] as number);
      if (cost < (best[set] as number) - 1e-9) {
        best[set] = cost;
        part[set] = sub;
      }
    }
  }
  const cars: SharedCar[] = [];
  const left: string[] = [];
  for (let set = all - 1; set > 0; set ^= part[set] as number) {
    const sub = part[set] as number;
    const ride = rides[sub];
    if (ride) cars.push(ride);
    else left.push((group.travellers[Math.log2(sub)] as Traveller).id);
  }
  return { cars, left };
}

const mostInCar = 5;

function bestRide(set: number, { travellers, between, toVenue, detour }: Group): SharedCar | null {
  const inside = travellers.flatMap((_, index) => (set & (1 << index) ? [index] : []));
  if (inside.length > mostInCar) return null;
  const idOf = (index: number): string => (travellers[index] as Traveller).id;
  let best: SharedCar | null = null;
  for (const driver of inside) {
    const { seats } = travellers[driver] as Traveller;
    if (seats === null || seats < inside.length - 1) continue;
    const own = toVenue[driver] as number;
    for (const order of ordersOf(inside.filter((each) => each !== driver))) {
      let [way, at] = [0, driver];
      for (const next of order) {
        way += between[at]?.[next] ?? 0;
        at = next;
      }
      way += toVenue[at] as number;
      if (way - own > detour || (best && way >= best.kilometres - 1e-9)) continue;
      best = { driver: idOf(driver), passengers: order.map(idOf), kilometres: way, detour: way - own };
    }
  }
  return best;
}

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}
