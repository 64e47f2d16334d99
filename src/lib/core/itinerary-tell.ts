// A tour told: when and where, what it costs and who bears it, and why a stop was left out.
import type { Reason } from './answer.ts';
import type { TourNet, TourStep } from './itinerary-net.ts';
import type { TourQuestion } from './itinerary.ts';
import type { OncePath } from './once-paths.ts';

export interface TourPlan {
  readonly kind: 'best' | 'less_travel' | 'other_days';
  readonly stops: readonly PlannedStop[];
  readonly days: number;
  /** The way home from the last stop included. */
  readonly km: number;
  readonly nights: number;
  readonly cost: number;
  /** What the stops offer. */
  readonly offered: number;
  /** Worth and offers less penalties and cost: what was made most. */
  readonly profit: number;
  /** How many of the agreed stops are at their very time. */
  readonly kept: number;
}

export interface PlannedStop {
  readonly id: string;
  /** Among the question's days. */
  readonly day: number;
  /** Epoch minutes. */
  readonly leaves: number;
  readonly arrives: number;
  readonly start: number;
  readonly end: number;
  readonly ready: number;
  /** Where the company comes from: a stop's id, null for home. */
  readonly from: string | null;
  readonly km: number;
  /** Where it goes when no other stop follows that day; null when one does. */
  readonly then: 'home' | 'night' | null;
  /** When it is home again, if it goes there. */
  readonly homeAt: number | null;
  /** Of the tour's cost, in proportion to what coming for this stop alone would cost. */
  readonly share: number;
  readonly offer: number;
  readonly penalty: number;
  readonly kept: boolean;
}

export interface LeftOut {
  readonly id: string;
  /**
   * no_free_day: the venue has no free time on the tour's days that is long enough · too_far: nobody gets there in time, or back ·
   * tour_is_full: there are as many stops or days as may be · no_room: one of the others would have to go or move ·
   * clashes: it would bring more than it costs, but for what else is on then · costs_more: it brings less than it costs
   */
  readonly reason: Reason & {
    readonly code: 'no_free_day' | 'too_far' | 'tour_is_full' | 'no_room' | 'clashes' | 'costs_more';
  };
}

export function tellTour(
  question: TourQuestion,
  tour: TourNet,
  { kind, path }: { readonly kind: TourPlan['kind']; readonly path: OncePath }
): TourPlan {
  const { stops, days, costs, kept = [] } = question;
  const starts = new Map(kept.map(({ id, start }) => [id, start]));
  const steps = path.arcs.map((arc) => tour.stepOf(arc));
  const profit = path.arcs.reduce((sum, arc) => sum + tour.profitOf(arc), 0);
  const nights = steps.filter(
    ({ kind: what, from }) => what === 'night' || (what === 'idle' && from > 0)
  ).length;
  const legs = steps.map(({ from, to }) => tour.km(from, to));
  const roads = legs.reduce((sum, km) => sum + tour.money.road(km), 0);
  const shows = steps.flatMap((step, at) => (step.kind === 'show' ? [{ step, at }] : []));
  const cost = roads + nights * Math.round(costs.perNight) + shows.length * Math.round(costs.perShow);
  const shares = inProportion(
    cost,
    shows.map(
      ({ step }) =>
        tour.money.road(tour.km(0, step.to)) +
        tour.money.road(tour.km(step.to, 0)) +
        Math.round(costs.perShow)
    )
  );
  const planned = shows.map(({ step, at }, index): PlannedStop => {
    const stop = stops[step.to - 1] as (typeof stops)[number];
    const start = step.begins + stop.setUp;
    const ready = start + stop.show + stop.takeDown;
    const before = shows[index - 1];
    const travel = tour.minutes(step.from, step.to);
    const sameDay = before !== undefined && before.step.day === step.day;
    // From home one leaves as late as one can; from a stop of the same day when it is done.
    const leaves = sameDay ? readyOf(question, before.step) : step.begins - travel;
    const next = steps[at + 1];
    const then =
      next?.kind === 'home' || next?.kind === 'end' ? 'home' : next?.kind === 'night' ? 'night' : null;
    return {
      id: stop.id,
      day: step.day,
      leaves: Math.max(leaves, days[step.day]?.from ?? leaves),
      arrives: Math.max(leaves, days[step.day]?.from ?? leaves) + travel,
      start,
      end: start + stop.show,
      ready,
      from: step.from === 0 ? null : (stops[step.from - 1]?.id ?? null),
      km: legs[at] ?? 0,
      then,
      homeAt: then === 'home' ? ready + tour.minutes(step.to, 0) : null,
      share: shares[index] ?? 0,
      offer: Math.round(stop.offer ?? 0),
      penalty: Math.round(step.window?.penalty ?? 0),
      kept: starts.get(stop.id) === start
    };
  });
  return {
    kind,
    stops: planned,
    days: new Set(planned.map(({ day }) => day)).size,
    km: legs.reduce((sum, km) => sum + km, 0),
    nights,
    cost,
    offered: planned.reduce((sum, { offer }) => sum + offer, 0),
    profit,
    kept: planned.filter((each) => each.kept).length
  };
}

function readyOf({ stops }: TourQuestion, step: TourStep): number {
  const stop = stops[step.to - 1];
  return step.begins + (stop ? stop.setUp + stop.show + stop.takeDown : 0);
}

/** Whole shares that add up to the whole: the largest remainders get what is left (Hamilton). */
function inProportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (sum > 0 ? (whole * weight) / sum : whole / weights.length));
  const shares = exact.map(Math.floor);
  let open = whole - shares.reduce((a, b) => a + b, 0);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => (exact[b] ?? 0) - (shares[b] ?? 0) - ((exact[a] ?? 0) - (shares[a] ?? 0)) || a - b
  );
  for (const index of byRemainder) {
    if (open <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    open--;
  }
  return shares;
}

/**
 * Why each stop that is not in the plan was left out: the plan's stops are held on their days, and the way from the
 * beginning to every state and from there to the end is found once; adding a stop is then two look-ups and a sum.
 */
export function leftOut(
  question: TourQuestion,
  tour: TourNet,
  { best, path }: { readonly best: TourPlan; readonly path: OncePath }
): LeftOut[] {
  const { stops, days, maxStops = Infinity, maxDays = Infinity } = question;
  const inPlan = new Set(best.stops.map(({ id }) => id));
  const { net } = tour;
  const held = new Set(path.arcs.flatMap((arc) => tour.slotOf(arc) ?? []));
  // More than all that the plan's stops could lose by moving within their days.
  const hold = 2 ** 40;
  const worth = net.gain.map((_, arc) => {
    const slot = tour.slotOf(arc);
    if (slot === null) return tour.profitOf(arc);
    return held.has(slot) ? tour.profitOf(arc) + hold : -Infinity;
  });
  const nodes = net.first.length - 1;
  const [behind, ahead] = [new Float64Array(nodes).fill(-Infinity), new Float64Array(nodes).fill(-Infinity)];
  behind[0] = 0;
  ahead[nodes - 1] = 0;
  const each = (n: number, visit: (arc: number, to: number) => void): void => {
    for (let a = net.first[n] as number; a < (net.first[n + 1] as number); a++) visit(a, net.to[a] as number);
  };
  for (let n = 0; n < nodes; n++)
    each(n, (a, to) => {
      behind[to] = Math.max(behind[to] as number, (behind[n] as number) + (worth[a] as number));
    });
  for (let n = nodes - 1; n >= 0; n--)
    each(n, (a, to) => {
      ahead[n] = Math.max(ahead[n] as number, (ahead[to] as number) + (worth[a] as number));
    });

  const additions = new Map<number, { total: number; arc: number }>();
  for (let n = 0; n < nodes; n++)
    each(n, (a, to) => {
      const i = net.thing[a] as number;
      if (i < 0 || inPlan.has(stops[i]?.id ?? '')) return;
      const total = (behind[n] as number) + tour.profitOf(a) + (ahead[to] as number);
      if (total > (additions.get(i)?.total ?? -Infinity)) additions.set(i, { total, arc: a });
    });
  const all = hold * best.stops.length;
  return stops.flatMap(({ id, value, offer = 0 }, i): LeftOut[] => {
    if (inPlan.has(id)) return [];
    const tell = (reason: LeftOut['reason']) => [{ id, reason }];
    const onDays = (tour.windows[i] ?? []).filter((window) =>
      days.some(({ from, to }) => window.from < to && window.to > from)
    );
    if (onDays.length === 0) return tell({ code: 'no_free_day' });
    if (!tour.reached[i]) return tell({ code: 'too_far', km: tour.km(0, i + 1) });
    const found = additions.get(i);
    if (best.stops.length >= maxStops || best.days >= maxDays)
      return tell({ code: 'tour_is_full', stops: best.stops.length, days: best.days });
    if (!found || found.total < all - hold / 2) return tell({ code: 'no_room', days: onDays.length });
    const brings = Math.round(value) + Math.round(offer);
    const more = found.total - all - best.profit;
    const penalty = Math.round(tour.stepOf(found.arc).window?.penalty ?? 0);
    const facts = { brings, costs: brings - penalty - more, penalty, short: Math.max(0, -more) };
    if (more < 0 && penalty > 0 && more + penalty >= 0) return tell({ code: 'clashes', ...facts });
    return tell({ code: 'costs_more', ...facts });
  });
}
