// Finds the clashing pairs among many events in one sweep per pair of places, and puts them in order, all in columns of numbers.
import { nearness, tenthsOf, timeShare, travelMinutes, type Rules } from './clash-score.ts';
import { isDated, rivalry, tableOf, type ClashEvent, type ClashTable } from './clash-table.ts';
import type { Point } from './geo.ts';
import { placesWithinReach, type Distance, type PlacePairs } from './reach.ts';

/** One found pair: the events' indexes, the score in tenths of a point, the distance. */
export type TakePair = (a: number, b: number, tenths: number, km: number) => void;

/**
 * Hands over all clashing pairs, worst first; equal scores in the order of start and id of the earlier event, then of the later.
 *
 * Events are listed per place by start; for each pair of places within reach the two sorted lists are merged (forward-scan plane
 * sweep, Brinkhoff, Kriegel & Seeger 1993), so that every pair looked at does meet in time: O(N log N + pairs of places × their
 * lists + candidates). The events must have been checked.
 */
export function sweep(
  world: { events: readonly ClashEvent[]; places: readonly Point[]; rules: Rules; distance: Distance },
  take: TakePair
): void {
  const { events, places, rules, distance } = world;
  const byTime = orderByTime(events, rules);
  const lists = listsByPlace(events, byTime, places.length);
  const pairs = withEachItself(placesWithinReach(places, lists.used, rules.maxKm, distance), lists.used);
  const table = tableOf(
    events,
    lists.rank.map((rank) => byTime[rank] ?? 0),
    rules
  );
  const found = merge(table, lists, pairs, rules);
  for (const k of worstFirst(found, byTime.length).subarray(0, rules.limit)) {
    const a = byTime[found.first[k] ?? 0] ?? 0;
    const b = byTime[found.second[k] ?? 0] ?? 0;
    take(a, b, found.tenths[k] ?? 0, pairs.km[found.pair[k] ?? 0] ?? 0);
  }
}

/**
 * Indexes of the dated events by start, then id: an event's position here is its rank. Grouping first spares most comparisons,
 * since a year has few different starts: 300,000 events take 0.1 s rather than 0.25 s.
 */
function orderByTime(events: readonly ClashEvent[], rules: Rules): Int32Array {
  const dated: number[] = [];
  for (const [index, event] of events.entries()) if (isDated(event, rules)) dated.push(index);
  const byStart = Map.groupBy(dated, (index) => events[index]?.start ?? 0);
  const starts = Float64Array.from(byStart.keys()).sort();
  const ids = events.map((event) => event.id);
  const byId = (i: number, j: number) => {
    const [a, b] = [ids[i] ?? '', ids[j] ?? ''];
    return a < b ? -1 : a > b ? 1 : i - j;
  };
  return Int32Array.from([...starts].flatMap((start) => byStart.get(start)?.sort(byId) ?? []));
}

/** Place p's events by start are the ranks `rank[from[p] … from[p + 1]]`; `used` are the places that have any. */
interface Lists {
  readonly rank: Int32Array;
  readonly from: Int32Array;
  readonly used: readonly number[];
}

function listsByPlace(events: readonly ClashEvent[], byTime: Int32Array, places: number): Lists {
  const place = byTime.map((index) => events[index]?.place ?? 0);
  const ranks = Int32Array.from(byTime.keys());
  const from = new Int32Array(places + 1);
  for (const p of place) from[p + 1] = (from[p + 1] ?? 0) + 1;
  const used = [...new Set(place)];
  for (let p = 0; p < places; p++) from[p + 1] = (from[p + 1] ?? 0) + (from[p] ?? 0);
  return { rank: stableSort(ranks, place, places), from, used };
}

/** Each place is within reach of itself, too. */
function withEachItself(pairs: PlacePairs, used: readonly number[]): PlacePairs {
  return {
    from: Int32Array.from([...used, ...pairs.from]),
    to: Int32Array.from([...used, ...pairs.to]),
    km: Float64Array.from([...used.map(() => 0), ...pairs.km])
  };
}

/** Pairs of ranks (`first` < `second`) with the number of their pair of places; only the first `count` are filled. */
interface Found {
  first: Int32Array;
  second: Int32Array;
  pair: Int32Array;
  tenths: Int32Array;
  count: number;
}

function merge(table: ClashTable, lists: Lists, pairs: PlacePairs, rules: Rules): Found {
  const { start, end } = table;
  const { rank, from } = lists;
  const least = rules.minScore * 10;
  const found: Found = {
    first: new Int32Array(1024),
    second: new Int32Array(1024),
    pair: new Int32Array(1024),
    tenths: new Int32Array(1024),
    count: 0
  };

  for (let pair = 0; pair < pairs.km.length; pair++) {
    const km = pairs.km[pair] ?? 0;
    const way = travelMinutes(km, rules);
    const near = nearness(km, rules);
    const placeP = pairs.from[pair] ?? 0;
    const placeQ = pairs.to[pair] ?? 0;
    const endP = from[placeP + 1] ?? 0;
    const endQ = from[placeQ + 1] ?? 0;
    let p = from[placeP] ?? 0;
    let q = from[placeQ] ?? 0;
    if (placeP === placeQ) {
      for (; p < endP; p++) scan(p, p + 1, endP, pair, way, near);
    } else {
      while (p < endP && q < endQ) {
        if ((start[p] ?? 0) <= (start[q] ?? 0)) scan(p++, q, endQ, pair, way, near);
        else scan(q++, p, endP, pair, way, near);
      }
    }
  }
  return found;

  /** One row against those of a list that start no earlier, as far as time lets them meet. (Positional for speed.) */
  function scan(one: number, other: number, listEnd: number, pair: number, way: number, near: number): void {
    const oneStart = start[one] ?? 0;
    const oneEnd = end[one] ?? 0;
    for (; other < listEnd; other++) {
      const otherStart = start[other] ?? 0;
      if (otherStart - oneEnd >= way) return;
      const otherEnd = end[other] ?? 0;
      const missed = way - (otherStart - Math.min(oneEnd, otherEnd));
      const rivals = rivalry(table, one, other, near);
      if (rivals === 0) continue;
      const share = timeShare(missed, oneEnd - oneStart, otherEnd - otherStart);
      const tenths = tenthsOf(share, rivals);
      if (tenths < least) continue;
      if (found.count === found.first.length) grow(found);
      const rankOne = rank[one] ?? 0;
      const rankOther = rank[other] ?? 0;
      found.first[found.count] = Math.min(rankOne, rankOther);
      found.second[found.count] = Math.max(rankOne, rankOther);
      found.pair[found.count] = pair;
      found.tenths[found.count++] = tenths;
    }
  }
}

function grow(found: Found): void {
  for (const column of ['first', 'second', 'pair', 'tenths'] as const) {
    const longer = new Int32Array(found.count * 2);
    longer.set(found[column]);
    found[column] = longer;
  }
}

/** Counting sorts by the least key first keep it linear: a million pairs with ties would be slow to compare. */
function worstFirst(found: Found, ranks: number): Int32Array {
  const badness = found.tenths.map((tenths) => 1000 - tenths);
  let order: Int32Array = Int32Array.from({ length: found.count }, (_, k) => k);
  order = stableSort(order, found.second, ranks);
  order = stableSort(order, found.first, ranks);
  return stableSort(order, badness, 1001);
}

/** Counting sort of positions by their key, an integer from 0 to below `keys`. */
function stableSort(order: Int32Array, key: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (const k of order) next[(key[k] ?? 0) + 1] = (next[(key[k] ?? 0) + 1] ?? 0) + 1;
  for (let value = 0; value < keys; value++) next[value + 1] = (next[value + 1] ?? 0) + (next[value] ?? 0);
  const sorted = new Int32Array(order.length);
  for (const k of order) {
    const at = next[key[k] ?? 0] ?? 0;
    sorted[at] = k;
    next[key[k] ?? 0] = at + 1;
  }
  return sorted;
}
