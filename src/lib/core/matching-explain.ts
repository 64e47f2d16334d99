// Why an offer answers a need as well as it does, and what keeps it from doing so better.
import { kilometresBetween } from './geo.ts';
import type { MatchingTable, Side } from './matching-table.ts';
import type { Bars, Match, MatchingQuestion, Need, Offer } from './matching.ts';

/** What the give-back bar is where nothing comes back: free, at cost, in return. */
export const withoutReturn = [0.8, 0.4, 0] as const;
export const barNames = ['topic', 'distance', 'dates', 'giveBack'] as const;

/** 1 up to `fullKm`, falling evenly to 0 at `maxKm`. */
export function nearnessOf(km: number, fullKm: number, maxKm: number): number {
  return km <= fullKm ? 1 : (maxKm - km) / (maxKm - fullKm);
}

interface Explaining {
  readonly offer: number;
  readonly need: number;
  readonly score: number;
  readonly weights: Bars;
  readonly maxKm: number;
  readonly fullKm: number;
}

/** The match as a person would judge it: its bars, their facts, and what each takes away. */
export function explain(
  { offers, needs, places, distance }: MatchingQuestion,
  { offers: give, needs: take, condition, returnOf }: MatchingTable,
  { offer, need, score, weights, maxKm, fullKm }: Explaining
): Match {
  const [here, there] = [offers[offer] as Offer, needs[need] as Need];
  const [p, q] = [here.place, there.place];
  const [one, other] = [places[p ?? -1], places[q ?? -1]];
  const km =
    p === null || q === null || p === q || !one || !other
      ? 0
      : (distance?.(q, p) ?? kilometresBetween(other, one));
  const from = Math.max(give.from[offer] ?? 0, take.from[need] ?? 0);
  const to = Math.min(give.to[offer] ?? 0, take.to[need] ?? 0);
  const wanted = take.days[need] ?? 1;
  const days = Math.min(to - from, wanted);
  const wants = new Set(there.stems);
  const back = returnOf(give.organisation[offer] ?? 0, take.organisation[need] ?? 0);
  const bars: Bars = {
    topic: 0.5 + 0.5 * Math.min(1, alikeness(give, offer, { side: take, index: need })),
    distance: nearnessOf(km, fullKm, maxKm),
    dates: days / wanted,
    giveBack: back >= 0 ? 1 : (withoutReturn[condition[offer] ?? 0] ?? 0)
  };
  const inReturn = back < 0 ? undefined : needs.find((_, k) => take.category[k] === back);
  return {
    offer,
    need,
    score,
    bars,
    facts: {
      km,
      stems: [...new Set(here.stems)].filter((stem) => wants.has(stem)),
      from: from === -Infinity ? null : from,
      to: to === Infinity ? null : to,
      days,
      wanted,
      condition: here.condition,
      inReturn: inReturn?.category ?? null
    },
    heldBack: barNames
      .map((bar) => ({ bar, lost: Math.round(10_000 * weights[bar] * (1 - bars[bar])) }))
      .filter(({ lost }) => lost > 0)
      .sort((a, b) => b.lost - a.lost)
  };
}

/** The words of both are few. */
function alikeness(
  side: Side,
  index: number,
  other: { readonly side: Side; readonly index: number }
): number {
  const [begin, end] = [
    other.side.wordFrom[other.index] as number,
    other.side.wordFrom[other.index + 1] as number
  ];
  let sum = 0;
  for (let w = side.wordFrom[index] as number; w < (side.wordFrom[index + 1] as number); w++)
    for (let at = begin; at < end; at++)
      if (other.side.words[at] === side.words[w])
        sum += (side.weight[w] as number) * (other.side.weight[at] as number);
  return sum;
}
