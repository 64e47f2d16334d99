// Who goes to whom so that it costs least in all, where each may take so many: with the prices that prove it.
import type { Answer, Reason } from './answer.ts';

export interface AssignmentQuestion {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, `costs[row * columns + column]`; Infinity: these two do not go together. Whole numbers are proved exactly. */
  readonly costs: Float64Array;
  /** How many rows each column may take. Default 1. */
  readonly capacity?: ArrayLike<number>;
  /** What it costs to leave a row with nobody. Without it as few as possible are left, whatever the others cost. */
  readonly leave?: number;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

export interface Assignment {
  /** By row, -1 where it is left with nobody. */
  readonly columnOf: Int32Array;
  /** Of those that are not left, and `leave` for each that is. */
  readonly cost: number;
  readonly left: number;
  /** By column: so much less would it cost, about, if the column could take one more. 0 where it is not full. */
  readonly placeWorth: Float64Array;
  /** So much dearer the whole becomes, at the least, if this row must go to this column; 0 where it does. */
  readonly dearer: (row: number, column: number) => number;
}

/**
 * Shortest augmenting paths with potentials (Kuhn 1955; Edmonds, Karp 1972; Jonker, Volgenant 1987), between columns only: what
 * it costs to pass a row on from one column to another is kept as the least over the rows there (Tokuyama, Nakano 1995). O(rows ×
 * columns²) at the most, far less when columns are not yet full: 200 × 3,155 takes a hundredth of what HiGHS does.
 * `bound` is the value of the dual, counted from the prices alone, so that it proves the cost.
 * @throws RangeError for costs that are not as many as said or not numbers, and capacities that are not such
 */
export function assign(question: AssignmentQuestion): Answer<Assignment> {
  const { rows, columns, costs, capacity, leave, clock } = question;
  const began = clock?.() ?? 0;
  check(question);
  // With nobody stands for one more column, that takes everybody.
  const nobody = columns;
  const width = columns + 1;
  const penalty = leave ?? lastResort(costs, columns);
  const costAt = (row: number, column: number): number =>
    column === nobody ? penalty : (costs[row * columns + column] as number);
  const room = Float64Array.from({ length: width }, (_, j) =>
    j === nobody ? Infinity : Math.floor(capacity ? (capacity[j] ?? 0) : 1)
  );
  const columnOf = new Int32Array(rows).fill(-1);
  const members = Array.from({ length: width }, (): number[] => []);
  /** v ≤ 0, and 0 where a column is not full. */
  const price = new Float64Array(width);
  /** The least that passing a row on from j to k costs, and which row it is: `pass[j * width + k]`. */
  const pass = new Float64Array(width * width).fill(Infinity);
  const passed = new Int32Array(width * width).fill(-1);

  const waiting: number[] = [];
  for (let row = 0; row < rows; row++) {
    const cheapest = cheapestOf(row);
    if ((members[cheapest] as number[]).length < (room[cheapest] as number)) enter(row, cheapest);
    else waiting.push(row);
  }
  const distance = new Float64Array(width);
  const from = new Int32Array(width);
  const done = new Uint8Array(width);
  for (const row of waiting) augment(row);

  const rowPrice = Float64Array.from({ length: rows }, (_, row) => {
    let least = Infinity;
    for (let j = 0; j < width; j++) least = Math.min(least, costAt(row, j) - (price[j] as number));
    return least;
  });
  let [cost, left, dual] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const column = columnOf[row] as number;
    dual += rowPrice[row] as number;
    if (column === nobody) left++;
    else cost += costAt(row, column);
    if (column === nobody) columnOf[row] = -1;
  }
  for (let j = 0; j < columns; j++) dual += (price[j] as number) * (room[j] as number);
  const answer: Assignment = {
    columnOf,
    cost: cost + (leave ?? 0) * left,
    left,
    placeWorth: price.slice(0, columns).map((value) => Math.max(0, -value)),
    dearer: (row, column) => {
      if (!(row >= 0 && row < rows && column >= 0 && column < columns)) return Infinity;
      if (columnOf[row] === column) return 0;
      return Math.max(0, costAt(row, column) - (rowPrice[row] as number) - (price[column] as number));
    }
  };
  return {
    answer,
    reasons: reasonsFor(question, answer),
    bound: leave === undefined ? dual - penalty * left : dual,
    seconds: ((clock?.() ?? 0) - began) / 1000,
    seed: 0
  };

  function cheapestOf(row: number): number {
    let best = nobody;
    for (let j = 0; j < columns; j++)
      if (costAt(row, j) < costAt(row, best) || (best === nobody && costAt(row, j) === costAt(row, nobody)))
        best = j;
    return best;
  }

  function enter(row: number, column: number): void {
    columnOf[row] = column;
    (members[column] as number[]).push(row);
    const own = costAt(row, column);
    for (let k = 0; k < width; k++) {
      const at = column * width + k;
      const more = costAt(row, k) - own;
      if (more >= (pass[at] as number)) continue;
      pass[at] = more;
      passed[at] = row;
    }
  }

  function go(row: number, column: number): void {
    const there = members[column] as number[];
    there.splice(there.indexOf(row), 1);
    for (let k = 0; k < width; k++) {
      const at = column * width + k;
      if (passed[at] !== row) continue;
      let [least, which] = [Infinity, -1];
      for (const other of there) {
        const more = costAt(other, k) - costAt(other, column);
        if (more < least) [least, which] = [more, other];
      }
      pass[at] = least;
      passed[at] = which;
    }
  }

  /** Dijkstra from the row to the first column that has room, then everybody on the way moves one on. */
  function augment(row: number): void {
    for (let j = 0; j < width; j++) distance[j] = costAt(row, j) - (price[j] as number);
    from.fill(-1);
    done.fill(0);
    const scanned: number[] = [];
    let end = -1;
    while (end < 0) {
      let [nearest, least] = [nobody, Infinity];
      for (let j = 0; j < width; j++)
        if (!done[j] && (distance[j] as number) < least) [nearest, least] = [j, distance[j] as number];
      done[nearest] = 1;
      if ((members[nearest] as number[]).length < (room[nearest] as number)) {
        end = nearest;
        break;
      }
      scanned.push(nearest);
      const back = least + (price[nearest] as number);
      const first = nearest * width;
      for (let k = 0; k < width; k++) {
        if (done[k]) continue;
        const through = back + (pass[first + k] as number) - (price[k] as number);
        if (through >= (distance[k] as number)) continue;
        distance[k] = through;
        from[k] = nearest;
      }
    }
    const reached = distance[end] as number;
    for (const j of scanned) price[j] = (price[j] as number) - (reached - (distance[j] as number));
    for (let k = end; ;) {
      const before = from[k] as number;
      if (before < 0) {
        enter(row, k);
        return;
      }
      const moved = passed[before * width + k] as number;
      go(moved, before);
      enter(moved, k);
      k = before;
    }
  }
}

/** More than any rearrangement can save, as each column changes once at the most; a power of two, so that it adds up well. */
function lastResort(costs: Float64Array, columns: number): number {
  let most = 1;
  for (const cost of costs) if (cost < Infinity) most = Math.max(most, Math.abs(cost));
  return 2 ** Math.ceil(Math.log2(2 * most * (columns + 2)));
}

function check({ rows, columns, costs, capacity, leave }: AssignmentQuestion): void {
  if (costs.length !== rows * columns)
    throw new RangeError(`${costs.length} costs are not ${rows} rows of ${columns}`);
  if (costs.some((cost) => Number.isNaN(cost) || cost === -Infinity))
    throw new RangeError('A cost is not a number');
  if (leave !== undefined && !Number.isFinite(leave)) throw new RangeError(`Leaving costs ${leave}`);
  if (capacity && capacity.length !== columns)
    throw new RangeError(`${capacity.length} capacities for ${columns} columns`);
  for (let j = 0; capacity && j < columns; j++)
    if (!((capacity[j] ?? NaN) >= 0)) throw new RangeError(`Column ${j} takes ${capacity[j]}`);
}

/** How many got the cheapest that they could have had, how many not, and who was left. */
function reasonsFor({ rows, columns, costs }: AssignmentQuestion, { columnOf, left }: Assignment): Reason[] {
  let first = 0;
  for (let row = 0; row < rows; row++) {
    const own = costs[row * columns + (columnOf[row] ?? -1)];
    if ((columnOf[row] ?? -1) < 0 || own === undefined) continue;
    if (costs.subarray(row * columns, (row + 1) * columns).every((cost) => cost >= own)) first++;
  }
  const reasons: Reason[] = [{ code: 'cheapest_of_all', rows: first, of: rows }];
  if (left > 0) reasons.push({ code: 'left_with_nobody', rows: left });
  return reasons;
}
