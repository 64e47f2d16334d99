// What a company on tour can do next, as a net of states: mornings at a place, and hours at which a show has been taken down.
import type { Net } from './once-paths.ts';
import { checkTour } from './itinerary-check.ts';
import { freeWindows, keepWeight } from './itinerary-windows.ts';
import type { TourQuestion, Window } from './itinerary.ts';

/** What an arc of the net means. Places are 0 for home, then the stops from 1. */
export interface TourStep {
  readonly kind: 'show' | 'home' | 'night' | 'idle' | 'end';
  readonly day: number;
  readonly from: number;
  readonly to: number;
  /** Of a show: when setting up begins, and its window. */
  readonly begins: number;
  readonly window: Window | null;
}

export interface TourNet {
  readonly net: Net;
  readonly stepOf: (arc: number) => TourStep;
  /** Which stop on which day an arc shows at; null for other arcs. */
  readonly slotOf: (arc: number) => string | null;
  /** In money, without what is kept: what an arc really brings. */
  readonly profitOf: (arc: number) => number;
  /** The same net with other gains. `own` is what the arc gains now. */
  readonly withGains: (gain: (own: number, km: number, slot: string | null) => number) => Net;
  readonly money: { readonly road: (km: number) => number };
  /** Between places. */
  readonly km: (a: number, b: number) => number;
  readonly minutes: (a: number, b: number) => number;
  /** By stop, those that are long enough and not booked. */
  readonly windows: readonly (readonly Window[])[];
  /** 1 for stops that can be reached at all. */
  readonly reached: Uint8Array;
}

/** @throws RangeError as `planTour` */
export function tourNet(question: TourQuestion): TourNet {
  checkTour(question);
  const { stops, days, costs, kept = [], showsPerDay = 1, overnight = false } = question;
  const rest = question.restAfter ?? 0;
  const keptStart = new Map(kept.map(({ id, start }) => [id, start]));
  const places = [question.home, ...stops.map(({ place }) => place)];
  const size = places.length;
  const table = (measure: (a: number, b: number) => number, what: string) => {
    const all = new Float64Array(size * size);
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) {
        const value = a === b ? 0 : measure(places[a] as number, places[b] as number);
        if (!(value >= 0)) throw new RangeError(`${what} from ${a} to ${b}: ${value}`);
        all[a * size + b] = value;
      }
    return (a: number, b: number): number => all[a * size + b] as number;
  };
  const km = table(question.travel.km, 'Kilometres');
  const minutes = table(question.travel.minutes, 'Minutes');
  const road = (length: number): number => Math.round(length * costs.perKm);
  const windows = stops.map((stop) => freeWindows(stop, keptStart.get(stop.id)));
  const byDay = days.map(({ from, to }) =>
    windows.map((own) => own.filter((window) => window.from < to && window.to > from))
  );
  const weight = keepWeight(question);

  // Nodes are found day by day, in the order of time; numbers are given then.
  interface Node {
    readonly family: number;
    readonly arcs: Arc[];
    number: number;
  }
  interface Arc {
    readonly to: Node;
    readonly step: TourStep;
    readonly profit: number;
    readonly km: number;
    readonly bonus: number;
    readonly thing: number;
    readonly counts: number;
  }
  interface Done extends Node {
    readonly stop: number;
    readonly time: number;
    readonly shows: number;
    readonly worked: number;
  }
  let families = 0;
  const node = (): Node => ({ family: families++, arcs: [], number: -1 });
  const reached = new Uint8Array(stops.length);
  const finish = node();
  const order: Node[] = [];
  /** By place and days worked without rest. */
  let mornings = new Map<number, Node>([[0, node()]]);
  const most = rest > 0 ? rest + 1 : 1;
  for (const [day, { from, to }] of days.entries()) {
    const next = new Map<number, Node>();
    const familyAt = new Map<number, number>();
    const morning = (place: number, worked: number): Node => {
      const key = place * most + (rest > 0 ? worked : 0);
      const family = familyAt.get(place) ?? families++;
      familyAt.set(place, family);
      const known = next.get(key) ?? { ...node(), family };
      next.set(key, known);
      return known;
    };
    const waiting: Done[] = [];
    const known = new Map<string, Done>();
    const familyOf = new Map<string, number>();
    const step = (kind: TourStep['kind'], a: number, b: number): TourStep => ({
      kind,
      day,
      from: a,
      to: b,
      begins: 0,
      window: null
    });
    const plain = { bonus: 0, thing: -1, counts: 0 };
    /** All shows that can follow at this hour. */
    const follow = (node: Node, at: { place: number; time: number; shows: number; worked: number }): void => {
      for (const [i, stop] of stops.entries()) {
        if (i + 1 === at.place && at.shows > 0) continue;
        for (const window of byDay[day]?.[i] ?? []) {
          const begins = Math.max(at.time + minutes(at.place, i + 1), window.from);
          const done = begins + stop.setUp + stop.show + stop.takeDown;
          if (done > window.to || done > to) continue;
          const shows = at.shows + 1;
          const about = `${i} ${Math.min(shows, showsPerDay)} ${at.worked}`;
          const counted = showsPerDay < stops.length ? about : `${i} ${at.worked}`;
          const key = `${counted} ${done}`;
          let there = known.get(key);
          if (!there) {
            const family = familyOf.get(counted) ?? families++;
            familyOf.set(counted, family);
            there = { family, arcs: [], number: -1, stop: i, time: done, shows, worked: at.worked };
            known.set(key, there);
            waiting.push(there);
          }
          reached[i] = 1;
          const length = km(at.place, i + 1);
          node.arcs.push({
            to: there,
            step: { kind: 'show', day, from: at.place, to: i + 1, begins, window },
            profit:
              Math.round(stop.value) +
              Math.round(stop.offer ?? 0) -
              Math.round(window.penalty ?? 0) -
              Math.round(costs.perShow) -
              road(length),
            km: length,
            bonus: weight(stop, begins + stop.setUp, days[day]),
            thing: i,
            counts: at.shows === 0 ? 3 : 1
          });
        }
      }
    };
    for (const [key, here] of mornings) {
      order.push(here);
      const [place, worked] = [Math.floor(key / most), key % most];
      if (rest === 0 || worked < rest) follow(here, { place, time: from, shows: 0, worked });
      const night = place === 0 ? 0 : -Math.round(costs.perNight);
      here.arcs.push({
        to: morning(place, 0),
        step: step('idle', place, place),
        profit: night,
        km: 0,
        ...plain
      });
      if (place !== 0 && from + minutes(place, 0) <= to)
        here.arcs.push({
          to: morning(0, 0),
          step: step('home', place, 0),
          profit: -road(km(place, 0)),
          km: km(place, 0),
          ...plain
        });
    }
    // Earlier hours first; what follows a show is later than it.
    for (let w = 0; w < waiting.length; w++) {
      const here = waiting[w] as Done;
      const place = here.stop + 1;
      if (here.shows < showsPerDay) follow(here, { ...here, place });
      if (here.time + minutes(place, 0) <= to)
        here.arcs.push({
          to: morning(0, here.worked + 1),
          step: step('home', place, 0),
          profit: -road(km(place, 0)),
          km: km(place, 0),
          ...plain
        });
      if (overnight)
        here.arcs.push({
          to: morning(place, here.worked + 1),
          step: step('night', place, place),
          profit: -Math.round(costs.perNight),
          km: 0,
          ...plain
        });
    }
    waiting.sort((a, b) => a.time - b.time);
    for (const each of waiting) order.push(each);
    // Of one place, those who have worked fewer days first: they can do all that the others can.
    mornings = new Map([...next].sort(([a], [b]) => a - b));
  }
  const after = days.length;
  for (const [key, here] of mornings) {
    order.push(here);
    const place = Math.floor(key / most);
    const length = km(place, 0);
    here.arcs.push({
      to: finish,
      step: { kind: 'end', day: after, from: place, to: 0, begins: 0, window: null },
      profit: -road(length),
      km: length,
      bonus: 0,
      thing: -1,
      counts: 0
    });
  }
  order.push(finish);
  order.forEach((each, number) => {
    each.number = number;
  });
  const arcs = order.flatMap((each) => each.arcs);
  const first = new Int32Array(order.length + 1);
  for (const [n, each] of order.entries()) first[n + 1] = (first[n] as number) + each.arcs.length;
  const net: Net = {
    first,
    to: Int32Array.from(arcs, ({ to }) => to.number),
    gain: Float64Array.from(arcs, ({ profit, bonus }) => profit + bonus),
    thing: Int16Array.from(arcs, ({ thing }) => thing),
    counts: Uint8Array.from(arcs, ({ counts }) => counts),
    limits: [question.maxStops ?? Infinity, question.maxDays ?? Infinity],
    must: Uint8Array.from(stops, ({ must }) => (must ? 1 : 0)),
    family: Int32Array.from(order, ({ family }) => family)
  };
  const slotOf = (arc: number): string | null => {
    const each = arcs[arc];
    return each?.step.kind === 'show' ? `${each.thing} ${each.step.day}` : null;
  };
  return {
    net,
    stepOf: (arc) => (arcs[arc] as Arc).step,
    slotOf,
    profitOf: (arc) => arcs[arc]?.profit ?? 0,
    withGains: (gain) => ({
      ...net,
      gain: net.gain.map((own, arc) => gain(own, arcs[arc]?.km ?? 0, slotOf(arc)))
    }),
    money: { road },
    km,
    minutes,
    windows,
    reached
  };
}
