// Finds the clashing pairs among many events in one sweep per pair of places, and puts them in order, all in columns of numbers.
import { nearness, tenthsOf, timeShare, travelMinutes, type Rules } from './clash-score.ts';
import {
  reordered,
  rivalry,
  tableOf,
  type ClashEvent,
  type ClashTable,
  type Columns
} from './clash-table.ts';
import type { Point } from './geo.ts';
import { placesWithinReach, type Distance, type PlacePairs } from './reach.ts';

/** One found pair by its rows in the table, `p` the earlier one, with the score in tenths of a point and the distance. */
export interface SweptPair {
  readonly p: number;
  readonly q: number;
  readonly tenths: number;
  readonly km: number;
}

/**
 * Hands over all clashing pairs, worst first; equal scores in the order of start and id of the earlier event, then of the later.
 *
 * Events are listed per place by start; for each pair of places within reach the two sorted lists are merged (forward-scan plane
 * sweep, Brinkhoff, Kriegel & Seeger 1993), so that every pair looked at does meet in time: O(N log N + pairs of places × their
 * lists + candidates).
 * @throws RangeError for events and places that are not such
 */
export function sweep(
  world: { events: readonly ClashEvent[]; places: readonly Point[]; rules: Rules; distance: Distance },
  take: (pair: SweptPair, columns: Columns) => void
): void {
  const { events, places, rules, distance } = world;
  const byTime = inOrderOfTime(tableOf(events, places.length, rules), events);
  const lists = listsByPlace(byTime.columns.place, places.length);
  const pairs = withEachItself(placesWithinReach(places, lists.used, rules.maxKm, distance), lists.used);
  const found = merge(reordered(byTime, lists.rank), lists, pairs, rules);
  for (const k of worstFirst(found, lists.rank.length).subarray(0, rules.limit)) {
    const [p, q] = [found.first[k] ?? 0, found.second[k] ?? 0];
    const km = pairs.km[found.pair[k] ?? 0] ?? 0;
    take({ p, q, tenths: found.tenths[k] ?? 0, km }, byTime.columns);
  }
}

/**
 * The rows by start, then id: a row's number is its rank. Only equal starts compare ids; a year has few different starts, so
 * that 300,000 events take 0.05 s rather than the 0.25 s of one sort with both.
 */
function inOrderOfTime(table: ClashTable, events: readonly ClashEvent[]): ClashTable {
  const { start, index } = table.columns;
  const byStart = Map.groupBy(start.keys(), (row) => start[row] ?? 0);
  const order: number[] = [];
  for (const at of Float64Array.from(byStart.keys()).sort()) {
    const rows = (byStart.get(at) ?? []).map((row) => ({ row, id: events[index[row] ?? 0]?.id ?? '' }));
    rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.row - b.row));
    for (const { row } of rows) order.push(row);
  }
  return reordered(table, Int32Array.from(order));
}

/** Place p's events by start are the ranks `rank[from[p] … from[p + 1]]`; `used` are the places that have any. */
interface Lists {
  readonly rank: Int32Array;
  readonly from: Int32Array;
  readonly used: readonly number[];
}

function listsByPlace(place: Int32Array, places: number): Lists {
  const from = new Int32Array(places + 1);
  for (const p of place) from[p + 1] = (from[p + 1] ?? 0) + 1;
  const used = [...new Set(place)];
  for (let p = 0; p < places; p++) from[p + 1] = (from[p + 1] ?? 0) + (from[p] ?? 0);
  return { rank: stableSort(Int32Array.from(place.keys()), place, places), from, used };
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
  const { start, end } = table.columns;
  const { rank, from } = lists;
  const least = rules.minScore * 10;
  const room = 1024 + 2 * rank.length;
  const found: Found = {
    first: new Int32Array(room),
    second: new Int32Array(room),
    pair: new Int32Array(room),
    tenths: new Int32Array(room),
    count: 0
  };

  let [pair, way, near] = [0, 0, 1];
  for (; pair < pairs.km.length; pair++) {
    const km = pairs.km[pair] ?? 0;
    way = travelMinutes(km, rules);
    near = nearness(km, rules);
    const placeP = pairs.from[pair] ?? 0;
    const placeQ = pairs.to[pair] ?? 0;
    const endP = from[placeP + 1] ?? 0;
    const endQ = from[placeQ + 1] ?? 0;
    let p = from[placeP] ?? 0;
    let q = from[placeQ] ?? 0;
    if (placeP === placeQ) {
      for (; p < endP; p++) scan(p, p + 1, endP);
    } else {
      while (p < endP && q < endQ) {
        // Most steps meet nothing; they are not worth a call.
        const ahead = (start[q] ?? 0) - (start[p] ?? 0);
        if (ahead >= 0) {
          if ((start[q] ?? 0) - (end[p] ?? 0) < way) scan(p, q, endQ);
          p++;
        } else {
          if ((start[p] ?? 0) - (end[q] ?? 0) < way) scan(q, p, endP);
          q++;
        }
      }
    }
  }
  return found;

  /** One row against those of a list that start no earlier, as far as time lets them meet. */
  function scan(one: number, other: number, listEnd: number): void {
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
  const badness = new Int32Array(found.count);
  let order: Int32Array = new Int32Array(found.count);
  for (let k = 0; k < found.count; k++) {
    badness[k] = 1000 - (found.tenths[k] ?? 0);
    order[k] = k;
  }
  order = stableSort(order, found.second, ranks);
  order = stableSort(order, found.first, ranks);
  return stableSort(order, badness, 1001);
}

/** Counting sort of positions by their key, an integer from 0 to below `keys`. */
function stableSort(order: Int32Array, key: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (const k of order) {
    const after = (key[k] ?? 0) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let value = 0; value < keys; value++) next[value + 1] = (next[value + 1] ?? 0) + (next[value] ?? 0);
  const sorted = new Int32Array(order.length);
  for (const k of order) {
    const value = key[k] ?? 0;
    const at = next[value] ?? 0;
    sorted[at] = k;
    next[value] = at + 1;
  }
  return sorted;
}
