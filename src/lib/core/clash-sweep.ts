// Finds the clashing pairs among many events in one sweep through time, and puts them in order, all in columns of numbers.
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
import { reachOf, type Distance, type Reach } from './reach.ts';

/** One found pair by its rows in the table, `p` the earlier one, with the score in tenths of a point and the distance. */
export interface SweptPair {
  readonly p: number;
  readonly q: number;
  readonly tenths: number;
  readonly km: number;
  /** In the order from the worst, from 0: equal scores by start and id of the earlier event, then of the later. */
  readonly position: number;
}

export interface Swept {
  /** Rows are in order of start, then id. */
  readonly columns: Columns;
  /** How many pairs `each` hands over: all, or as many of the worst as the rules want. */
  readonly count: number;
  /** Hands the pairs over in the order of time, in which their rows lie close together in memory. */
  readonly each: (take: (pair: SweptPair) => void) => void;
}

/**
 * Events are listed per cell of places by start; each event is held against those of the touching cells that start while it lasts
 * (forward-scan plane sweep, Brinkhoff, Kriegel & Seeger 1993), so that every pair looked at does meet in time and is roughly
 * within reach: O(N log N + candidates).
 * @throws RangeError for events and places that are not such
 */
export function sweep(world: {
  events: readonly ClashEvent[];
  places: readonly Point[];
  rules: Rules;
  distance: Distance;
}): Swept {
  return sweepTable(tableInOrder(world.events, world.places.length, world.rules), world);
}

/** The dated events as rows by start, then id. @throws RangeError for events that are not such */
export function tableInOrder(events: readonly ClashEvent[], places: number, rules: Rules): ClashTable {
  return inOrderOfTime(tableOf(events, places, rules), events);
}

/** The same from a table that is in order already. @throws RangeError for places that are not such */
export function sweepTable(
  table: ClashTable,
  world: { places: readonly Point[]; rules: Rules; distance: Distance }
): Swept {
  const { places, rules, distance } = world;
  const { columns } = table;
  const reach = reachOf(places, new Set(columns.place), rules.maxKm, distance);
  const found = meetings(table, reach, rules);
  const count = Math.min(found.count, rules.limit);

  return {
    columns,
    count,
    each: (take) => {
      const next = firstPositions(found);
      for (let p = 0, k = 0; p < columns.place.length; p++) {
        for (const until = found.until[p] ?? 0; k < until; k++) {
          const tenths = found.tenths[k] ?? 0;
          const position = next[1000 - tenths] ?? 0;
          next[1000 - tenths] = position + 1;
          if (position >= count) continue;
          const q = found.later[k] ?? 0;
          const km = reach.km[reach.pairOf(columns.place[p] ?? 0, columns.place[q] ?? 0)] ?? 0;
          take({ p, q, tenths, km, position });
        }
      }
    }
  };
}

/** The rows by start, then id: a row's number is its rank. A year has few different starts: they are ranked, the rows counted. */
function inOrderOfTime(table: ClashTable, events: readonly ClashEvent[]): ClashTable {
  const { start, index } = table.columns;
  const idOf = (row: number): string => events[index[row] ?? 0]?.id ?? '';
  const follows = (row: number): boolean =>
    row === 0 ||
    (start[row] ?? 0) > (start[row - 1] ?? 0) ||
    (start[row] === start[row - 1] && idOf(row) >= idOf(row - 1));
  // As a database hands them over: often there is nothing to do.
  let inOrder = 0;
  while (inOrder < start.length && follows(inOrder)) inOrder++;
  if (inOrder === start.length) return table;

  const starts = Float64Array.from(new Set(start)).sort();
  const rankOf = new Map(Array.from(starts, (at, rank) => [at, rank]));
  const from = new Int32Array(starts.length + 1);
  const rank = Int32Array.from(start, (at) => rankOf.get(at) ?? 0);
  const order = countingSort(rank, from);

  for (let r = 0; r < starts.length; r++) {
    const alike = order.subarray(from[r], from[r + 1]);
    const named = Array.from(alike, (row) => ({ row, id: idOf(row) }));
    named.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.row - b.row));
    alike.set(named.map(({ row }) => row));
  }
  return reordered(table, order);
}

/** Positions by their key, stable; `from[key]` becomes the place of the first of each key. */
function countingSort(keys: Int32Array, from: Int32Array): Int32Array {
  for (const key of keys) from[key + 1] = (from[key + 1] ?? 0) + 1;
  for (let key = 1; key < from.length; key++) from[key] = (from[key] ?? 0) + (from[key - 1] ?? 0);
  const next = from.slice();
  const sorted = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) {
    const key = keys[position] ?? 0;
    const at = next[key] ?? 0;
    sorted[at] = position;
    next[key] = at + 1;
  }
  return sorted;
}

/** Row p clashes with the rows `later[k]` > p up to k = `until[p]`, ascending. */
interface Found {
  readonly until: Int32Array;
  later: Int32Array;
  tenths: Int16Array;
  count: number;
}

function meetings(table: ClashTable, reach: Reach, rules: Rules): Found {
  const { place, start, end, audiences } = table.columns;
  const rows = place.length;
  const { cell, around, aroundFrom, pairOf, km } = reach;
  const least = rules.minScore * 10;
  const farthest = travelMinutes(rules.maxKm, rules);
  const ways = [0];
  const nears = [1];

  const from = new Int32Array(aroundFrom.length);
  const cells = countingSort(
    place.map((at) => cell[at] ?? 0),
    from
  );
  const next = from.slice();
  const found: Found = {
    until: new Int32Array(rows),
    later: new Int32Array(1024 + 4 * rows),
    tenths: new Int16Array(1024 + 4 * rows),
    count: 0
  };
  // Of one row, the later ones with their scores in one number each, to be sorted.
  let met = new Float64Array(256);
  let count = 0;

  for (let p = 0; p < rows; p++) {
    count = 0;
    const here = cell[place[p] ?? 0] ?? 0;
    const last = aroundFrom[here + 1] ?? 0;
    for (let a = aroundFrom[here] ?? 0; a < last; a++) scan(p, around[a] ?? 0);
    keep(p);
  }
  return found;

  /** One row against those of a cell that come later, as far as time lets them meet. */
  function scan(p: number, other: number): void {
    const [startP, endP, placeP, audiencesP] = [start[p] ?? 0, end[p] ?? 0, place[p] ?? 0, audiences[p] ?? 0];
    const last = from[other + 1] ?? 0;
    let at = next[other] ?? 0;
    while (at < last && (cells[at] ?? 0) <= p) at++;
    next[other] = at;
    for (; at < last; at++) {
      const q = cells[at] ?? 0;
      const startQ = start[q] ?? 0;
      if (startQ - endP >= farthest) return;
      const audiencesQ = audiences[q] ?? 0;
      if ((audiencesP & audiencesQ) === 0 && audiencesP !== 0 && audiencesQ !== 0) continue;
      const pair = pairOf(placeP, place[q] ?? 0);
      if (pair < 0) continue;
      if (pair >= ways.length) learnPairs();
      const endQ = end[q] ?? 0;
      const missed = (ways[pair] ?? 0) + Math.min(endP, endQ) - startQ;
      if (missed <= 0) continue;
      const rivals = rivalry(table, p, q, nears[pair] ?? 0);
      if (rivals === 0) continue;
      const tenths = tenthsOf(timeShare(missed, endP - startP, endQ - startQ), rivals);
      if (tenths < least) continue;
      if (count === met.length) met = longer(met, new Float64Array(count * 2));
      met[count++] = q * 1024 + tenths;
    }
  }

  function learnPairs(): void {
    for (let pair = ways.length; pair < km.length; pair++) {
      ways.push(travelMinutes(km[pair] ?? 0, rules));
      nears.push(nearness(km[pair] ?? 0, rules));
    }
  }

  function keep(p: number): void {
    ascending(met, count);
    if (found.count + count > found.later.length) {
      const room = 2 * (found.count + count);
      found.later = longer(found.later, new Int32Array(room));
      found.tenths = longer(found.tenths, new Int16Array(room));
    }
    for (let m = 0; m < count; m++) {
      const packed = met[m] ?? 0;
      const q = Math.floor(packed / 1024);
      found.later[found.count] = q;
      found.tenths[found.count++] = packed - q * 1024;
    }
    found.until[p] = found.count;
  }
}

/** Sorts the first few in place; a call of the built-in sort costs more than it saves below some dozens. */
function ascending(numbers: Float64Array, count: number): void {
  if (count > 64) {
    numbers.subarray(0, count).sort();
    return;
  }
  for (let m = 1; m < count; m++) {
    const number = numbers[m] ?? 0;
    let at = m;
    for (; at > 0 && (numbers[at - 1] ?? 0) > number; at--) numbers[at] = numbers[at - 1] ?? 0;
    numbers[at] = number;
  }
}

function longer<C extends Float64Array | Int32Array | Int16Array>(column: C, room: C): C {
  room.set(column);
  return room;
}

/** By 1000 − tenths: where in the order from the worst the first pair of that score stands. */
function firstPositions({ tenths, count }: Found): Int32Array {
  const first = new Int32Array(1002);
  for (let k = 0; k < count; k++) {
    const after = 1001 - (tenths[k] ?? 0);
    first[after] = (first[after] ?? 0) + 1;
  }
  for (let badness = 1; badness < first.length; badness++)
    first[badness] = (first[badness] ?? 0) + (first[badness - 1] ?? 0);
  return first;
}
