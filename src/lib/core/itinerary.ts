// A tour: which stops, on which days, in which order, so that what it brings less what it costs is most.
import type { Answer, Reason } from './answer.ts';
import { tourNet, type TourNet } from './itinerary-net.ts';
import { leftOut, tellTour, type LeftOut, type TourPlan } from './itinerary-tell.ts';
import { bestOnce, type OncePath } from './once-paths.ts';
import { kilometresBetween, type Point } from './geo.ts';

/** Times are epoch minutes, money whole forints (or whatever unit, whole). */
export interface TourQuestion {
  /** At most 128. */
  readonly stops: readonly TourStop[];
  /** Of the company, an index of a place for `travel`. */
  readonly home: number;
  readonly travel: Travel;
  /** The tour's days in order, without gaps: between `from` and `to` the company may be on the road and at work. */
  readonly days: readonly Span[];
  /** At most so many stops, or days with a show. */
  readonly maxStops?: number;
  readonly maxDays?: number;
  /** After so many days with shows one without must come. Default: never. */
  readonly restAfter?: number;
  /** Default 1. */
  readonly showsPerDay?: number;
  /** Whether the company may stay the night at the last stop. Default false: home every evening. */
  readonly overnight?: boolean;
  readonly costs: TourCosts;
  /** What was agreed before: as much of it as possible stays, before anything else. */
  readonly kept?: readonly KeptStop[];
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
  /** As `bestOnce` takes it. Default 1,500,000. */
  readonly labels?: number;
  /** Whether two other plans are wanted. Default true. */
  readonly others?: boolean;
}

export interface Span {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

export interface TourStop {
  readonly id: string;
  readonly place: number;
  /** What a show here is worth, in money: more people, more worth. */
  readonly value: number;
  /** What the stop offers towards the costs. Default 0. */
  readonly offer?: number;
  /** When the venue is free for us and the people can come: from setting up to having taken down. */
  readonly windows: readonly Window[];
  /** When the venue is taken. */
  readonly booked?: readonly Span[];
  /** Minutes. */
  readonly show: number;
  readonly setUp: number;
  readonly takeDown: number;
  /** The tour must come here. */
  readonly must?: boolean;
}

export interface Window extends Span {
  /** What a show then loses to other events, in money. Default 0. */
  readonly penalty?: number;
}

export interface KeptStop {
  readonly id: string;
  /** When the show begins. */
  readonly start: number;
}

export interface TourCosts {
  readonly perKm: number;
  readonly perNight: number;
  readonly perShow: number;
}

/** Between places by their indexes; from a to b need not be as from b to a. */
export interface Travel {
  readonly km: (a: number, b: number) => number;
  readonly minutes: (a: number, b: number) => number;
}

export interface Tour {
  /** null: the stops that must be cannot all be. */
  readonly best: TourPlan | null;
  /** Different ones: with less travelling, and about as good on other days. */
  readonly others: readonly TourPlan[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Roads are so much longer than the straight line, and driven at such speed; overrides (a ferry, a missing bridge) count both ways.
 * @throws RangeError when asked about a place that is not there
 */
export function travelBetween(
  places: readonly Point[],
  options: {
    readonly detour?: number;
    readonly kmPerHour?: number;
    readonly overrides?: readonly {
      readonly a: number;
      readonly b: number;
      readonly km: number;
      readonly minutes: number;
    }[];
  } = {}
): Travel {
  const { detour = 1.3, kmPerHour = 55, overrides = [] } = options;
  const listed = new Map(
    overrides.flatMap((each) => [
      [`${each.a} ${each.b}`, each] as const,
      [`${each.b} ${each.a}`, each] as const
    ])
  );
  const km = (a: number, b: number): number => {
    const [one, other] = [places[a], places[b]];
    if (!one || !other) throw new RangeError(`No place ${one ? b : a}`);
    return listed.get(`${a} ${b}`)?.km ?? kilometresBetween(one, other) * detour;
  };
  return {
    km,
    minutes: (a, b) => listed.get(`${a} ${b}`)?.minutes ?? Math.ceil((km(a, b) / kmPerHour) * 60)
  };
}

/**
 * The best tour, proved where the search came to its end: `bound` is what no tour can bring more than, in the same money as the
 * plan's `profit`, or 'not proved' where agreed stops come before money. Time only goes on, so states (day, place, hour) make an
 * acyclic net in which each stop may be used once: `bestOnce`.
 * @throws RangeError for times, durations, and money that are not such, and for two stops of one id
 */
export function planTour(question: TourQuestion): Answer<Tour> {
  const began = question.clock?.() ?? 0;
  const tour = tourNet(question);
  const effort = question.labels === undefined ? {} : { labels: question.labels };
  const { path, bound } = bestOnce(tour.net, effort);
  const seconds = () => ((question.clock?.() ?? 0) - began) / 1000;
  if (!path)
    return {
      answer: { best: null, others: [], leftOut: [] },
      reasons: [{ code: bound === -Infinity ? 'musts_cannot_be' : 'nothing_found' }],
      bound: 'not proved',
      seconds: seconds(),
      seed: 0
    };
  const best = tellTour(question, tour, { kind: 'best', path });
  const others = question.others === false ? [] : otherPlans(question, tour, { best, path });
  const reasons: Reason[] = [
    { code: bound <= path.gain ? 'proved' : 'at_most', percent: percent(bound - path.gain, best.profit) },
    { code: 'tour', stops: best.stops.length, km: best.km, nights: best.nights, days: best.days }
  ];
  if (question.kept) reasons.push({ code: 'kept', kept: best.kept, of: question.kept.length });
  return {
    answer: { best, others, leftOut: leftOut(question, tour, { best, path }) },
    reasons,
    bound: question.kept?.length ? (bound <= path.gain ? best.profit : 'not proved') : bound,
    seconds: seconds(),
    seed: 0
  };
}

/**
 * The tour anew when stops fall out or something changed: `agreed` stays as far as it can, first at the very time, then on the day,
 * then at all; only then money counts.
 */
export function repairTour(
  question: TourQuestion,
  agreed: readonly KeptStop[],
  fallenOut: readonly string[]
): Answer<Tour> {
  const gone = new Set(fallenOut);
  return planTour({
    ...question,
    stops: question.stops.filter(({ id }) => !gone.has(id)),
    kept: agreed.filter(({ id }) => !gone.has(id))
  });
}

function otherPlans(
  question: TourQuestion,
  tour: TourNet,
  { best, path }: { readonly best: TourPlan; readonly path: OncePath }
): TourPlan[] {
  const plans: TourPlan[] = [];
  const taken = [best];
  const differs = (plan: TourPlan): boolean => taken.every((one) => difference(one, plan) > 0);
  const dearRoads = tour.withGains((own, km) => own - (tour.money.road(km) || 0));
  const used = new Set(path.arcs.flatMap((a) => tour.slotOf(a) ?? []));
  const typical = Math.max(
    1,
    Math.round(Math.max(best.profit, best.stops.length) / Math.max(1, best.stops.length))
  );
  for (const [kind, net] of [
    ['less_travel', dearRoads],
    [
      'other_days',
      tour.withGains((own, _, slot) => (slot && used.has(slot) ? own - Math.ceil(typical / 3) : own))
    ]
  ] as const) {
    const { path: found } = bestOnce(net, { labels: 150_000, rounds: 60 });
    if (!found || found.arcs.length === 0) continue;
    const plan = tellTour(question, tour, { kind, path: found });
    if (plan.stops.length === 0 || !differs(plan)) continue;
    plans.push(plan);
    taken.push(plan);
  }
  return plans;
}

/** How many stops are on another day or in one of the two only. */
function difference(a: TourPlan, b: TourPlan): number {
  const slots = (plan: TourPlan) => new Set(plan.stops.map(({ id, day }) => `${id} ${day}`));
  const [one, other] = [slots(a), slots(b)];
  return (
    [...one].filter((slot) => !other.has(slot)).length + [...other].filter((slot) => !one.has(slot)).length
  );
}

function percent(part: number, whole: number): number {
  return Math.round((1000 * Math.max(0, part)) / Math.max(1, Math.abs(whole))) / 10;
}
