// Which sets to take so that their value is most and nothing is taken more often than there is of it.

/** Set s uses the things `thing[from[s] … from[s + 1]]`, each once. */
export interface Packing {
  readonly from: Int32Array;
  readonly thing: Int32Array;
  /** Whole, above 0. */
  readonly value: Float64Array;
  /** How often each thing may be used. */
  readonly room: Int32Array;
}

export interface Packed {
  /** Rising. */
  readonly chosen: readonly number[];
  readonly value: number;
  /** No choice is worth more; the value itself where it is proved. */
  readonly bound: number;
}

/** The dearest that still fits, one after the other; of equal ones the first. */
export function packGreedily({ from, thing, value, room }: Packing, wish: Float64Array = value): Packed {
  const left = room.slice();
  const order = Int32Array.from(value.keys()).sort((a, b) => (wish[b] ?? 0) - (wish[a] ?? 0) || a - b);
  const chosen = [...order].filter((s) => {
    for (let k = from[s] ?? 0; k < (from[s + 1] ?? 0); k++) if ((left[thing[k] ?? 0] ?? 0) <= 0) return false;
    for (let k = from[s] ?? 0; k < (from[s + 1] ?? 0); k++) {
      const t = thing[k] ?? 0;
      left[t] = (left[t] ?? 0) - 1;
    }
    return true;
  });
  const sum = chosen.reduce((total, s) => total + (value[s] ?? 0), 0);
  return { chosen: chosen.sort((a, b) => a - b), value: sum, bound: Infinity };
}

/**
 * Exact where `steps` suffice: prices on things (Lagrange) bound each group of sets that compete, what the bound decides is fixed,
 * the rest falls into smaller groups or is branched on. Set packing is NP-hard (Karp 1972), but where most are in few sets the
 * groups are small, and prices leave little open in large ones.
 * @param steps how often a set may be priced in all
 */
export function packBest(packing: Packing, steps = 30_000_000): Packed {
  const { from, thing, value } = packing;
  const room = packing.room.slice();
  const price = new Float64Array(room.length);
  const demand = new Int32Array(room.length);
  const gain = new Float64Array(value.length);
  let [spent, limit] = [0, 0];
  const all = Array.from(value.keys()).filter((s) => fits(s));
  const { chosen, worth, bound } = solve(all, false);
  return {
    chosen: chosen.sort((a, b) => a - b),
    value: worth,
    bound: Math.max(worth, Math.floor(bound + 1e-6))
  };

  interface Solved {
    chosen: number[];
    worth: number;
    bound: number;
  }

  /** Sets that all fit by themselves in the room there is now. */
  function solve(sets: readonly number[], begun: boolean): Solved {
    const sum: Solved = { chosen: [], worth: 0, bound: 0 };
    for (const group of groupsOf(sets)) {
      // Each group has its part of the steps, so that one that is hard does not leave the others without.
      if (!begun) limit = spent + Math.max(steps / 100, (steps * group.length) / sets.length);
      const solved = solveGroup(group, begun);
      for (const s of solved.chosen) sum.chosen.push(s);
      sum.worth += solved.worth;
      sum.bound += solved.bound;
    }
    return sum;
  }

  function solveGroup(group: number[], begun: boolean): Solved {
    const [only] = group;
    if (group.length === 1 && only !== undefined)
      return { chosen: [only], worth: value[only] ?? 0, bound: value[only] ?? 0 };
    const best = priced(group, begun);
    if (best.bound < best.worth + 1 - 1e-6) return { ...best, bound: best.worth };
    if (spent > limit) return best;
    // Whatever is worth more than what was found, takes the one and leaves the other.
    const sure: number[] = [];
    const open: number[] = [];
    let [closest, least] = [-1, Infinity];
    for (const s of group) {
      const own = gain[s] ?? 0;
      if (best.bound - Math.abs(own) < best.worth + 1 - 1e-6) {
        if (own > 0) sure.push(s);
        continue;
      }
      open.push(s);
      if (Math.abs(own) < least) [closest, least] = [s, Math.abs(own)];
    }
    const better = (other: Solved): void => {
      if (other.worth <= best.worth) return;
      best.chosen = other.chosen;
      best.worth = other.worth;
    };
    let bound: number;
    if (open.length < group.length) {
      const other = within(sure, open);
      better(other);
      bound = other.bound;
    } else {
      const rest = group.filter((s) => s !== closest);
      const one = within([closest], rest);
      better(one);
      if (spent > limit) return best;
      const other = within([], rest);
      better(other);
      bound = Math.max(one.bound, other.bound);
    }
    return { ...best, bound: Math.max(best.worth, Math.min(best.bound, bound)) };
  }

  /** The best among the rest once some are taken; nothing where those do not fit together. */
  function within(taken: readonly number[], rest: readonly number[]): Solved {
    let fit = 0;
    for (; fit < taken.length && fits(taken[fit] ?? 0); fit++) use(taken[fit] ?? 0, -1);
    let solved: Solved = { chosen: [], worth: -Infinity, bound: -Infinity };
    if (fit === taken.length) {
      const worth = taken.reduce((sum, s) => sum + (value[s] ?? 0), 0);
      const other = solve(rest.filter(fits), true);
      solved = {
        chosen: [...taken, ...other.chosen],
        worth: worth + other.worth,
        bound: worth + other.bound
      };
    }
    for (let k = 0; k < fit; k++) use(taken[k] ?? 0, 1);
    return solved;
  }

  function fits(s: number): boolean {
    for (let k = from[s] as number; k < (from[s + 1] as number); k++)
      if ((room[thing[k] as number] as number) <= 0) return false;
    return true;
  }

  function use(s: number, step: number): void {
    for (let k = from[s] as number; k < (from[s + 1] as number); k++)
      room[thing[k] as number] = (room[thing[k] as number] as number) + step;
  }

  /** Sets that share a thing of which there is not enough for all of them. */
  function groupsOf(sets: readonly number[]): number[][] {
    const parent = new Map<number, number>();
    const firstWith = new Map<number, number>();
    const find = (s: number): number => {
      let root = s;
      for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
      for (let at = s; at !== root;) {
        const next = parent.get(at) ?? root;
        parent.set(at, root);
        at = next;
      }
      return root;
    };
    for (const s of sets)
      for (let k = from[s] as number; k < (from[s + 1] as number); k++)
        demand[thing[k] as number] = (demand[thing[k] as number] as number) + 1;
    for (const s of sets)
      for (let k = from[s] as number; k < (from[s + 1] as number); k++) {
        const t = thing[k] as number;
        if ((demand[t] as number) <= (room[t] as number)) continue;
        const other = firstWith.get(t);
        if (other === undefined) firstWith.set(t, s);
        else parent.set(find(s), find(other));
      }
    for (const s of sets)
      for (let k = from[s] as number; k < (from[s + 1] as number); k++) demand[thing[k] as number] = 0;
    return [...Map.groupBy(sets, find).values()];
  }

  /** Leaves in `gain` what each set is worth above the prices of its things, for which the bound holds. */
  function priced(group: readonly number[], begun: boolean): Solved {
    const things = [...new Set(group.flatMap((s) => Array.from(thing.subarray(from[s], from[s + 1]))))];
    // A part of a group begins from the prices of the whole.
    if (!begun) {
      for (const s of group) {
        const [begin, end] = [from[s] as number, from[s + 1] as number];
        for (let k = begin; k < end; k++) {
          const t = thing[k] as number;
          price[t] = Math.max(price[t] as number, (value[s] as number) / (end - begin));
        }
      }
    }
    let best: Solved = { chosen: [], worth: 0, bound: Infinity };
    let kept = new Float64Array(things.length);
    let [pace, idle] = [1, 0];
    const rounds = spent > limit ? 1 : begun ? 40 : 400;
    const direction = new Float64Array(things.length);
    for (let round = 0; round <= rounds; round++) {
      if (round === rounds)
        things.forEach((t, k) => {
          price[t] = kept[k] as number;
        });
      let bound = 0;
      for (const t of things) bound += (price[t] as number) * (room[t] as number);
      for (const s of group) {
        let own = value[s] as number;
        for (let k = from[s] as number; k < (from[s + 1] as number); k++)
          own -= price[thing[k] as number] as number;
        gain[s] = own;
        if (own <= 0) continue;
        bound += own;
        for (let k = from[s] as number; k < (from[s + 1] as number); k++)
          demand[thing[k] as number] = (demand[thing[k] as number] as number) + 1;
      }
      if (bound < best.bound - 1e-9) {
        idle = 0;
        best.bound = bound;
        kept = Float64Array.from(things, (t) => price[t] as number);
      } else idle++;
      if (round % 20 === 0 || round === rounds) {
        const taken = greedily(group, round === 0 ? value : gain);
        if (taken.worth > best.worth) best = { ...taken, bound: best.bound };
      }
      spent += group.length;
      let length = 0;
      for (let k = 0; k < things.length; k++) {
        const t = things[k] as number;
        const open = (room[t] as number) - (demand[t] as number);
        demand[t] = 0;
        const own = open > 0 && (price[t] as number) <= 0 ? 0 : open;
        direction[k] = own + 0.7 * (direction[k] as number);
        length += (direction[k] as number) ** 2;
      }
      const settled = length === 0 || best.bound < best.worth + 1 - 1e-6;
      if (idle > 8) {
        pace /= 2;
        idle = 0;
        direction.fill(0);
        things.forEach((t, k) => {
          price[t] = kept[k] as number;
        });
        if (pace < 1e-3) round = Math.max(round, rounds - 1);
        continue;
      }
      const step = (pace * Math.max(bound - best.worth, 0.5)) / Math.max(1, length);
      for (let k = 0; k < things.length && round < rounds && !settled; k++) {
        const t = things[k] as number;
        price[t] = Math.max(0, (price[t] as number) - step * (direction[k] as number));
      }
      // The gains must be those of the best prices, so one more round is made with them.
      if (settled && round < rounds) round = rounds - 1;
    }
    return best;
  }

  function greedily(group: readonly number[], wish: Float64Array): Solved {
    const chosen: number[] = [];
    let worth = 0;
    for (const s of [...group].sort((a, b) => (wish[b] as number) - (wish[a] as number) || a - b)) {
      if (!fits(s)) continue;
      use(s, -1);
      chosen.push(s);
      worth += value[s] as number;
    }
    for (const s of chosen) use(s, 1);
    return { chosen, worth, bound: Infinity };
  }
}
