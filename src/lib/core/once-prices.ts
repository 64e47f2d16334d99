// Prices on what may be used once only, so that a way that heeds nothing else uses things twice as little as can be.
import type { Net } from './once-paths.ts';

export interface Prices {
  /** By thing, then by limit. */
  readonly price: Float64Array;
  /** The most that can be gained from each node on, prices taken off. */
  readonly ahead: Float64Array;
  /** @returns the best bound so far */
  readonly improve: (step: { readonly rounds: number; readonly known: number }) => number;
  /** Takes the prices of the best bound. */
  readonly settle: () => void;
}

/** Deflected subgradients with Polyak's step (Camerini, Fratta, Maffioli 1975). */
export function pricesOf({ first, to, gain, thing, counts, limits, must }: Net): Prices {
  const nodes = first.length - 1;
  const things = must.length;
  const price = new Float64Array(things + 2);
  const ahead = new Float64Array(nodes);
  const chosen = new Int32Array(nodes);
  const kept = { price: price.slice(), bound: Infinity };
  const direction = new Float64Array(things + 2);
  let pace = 1;

  return {
    price,
    ahead,
    improve: ({ rounds, known }) => {
      let idle = 0;
      for (let round = 0; round < rounds; round++) {
        const value = lookAhead();
        if (value === -Infinity) return -Infinity;
        if (value < kept.bound - 1e-9) {
          idle = value < kept.bound - 1e-4 * Math.abs(kept.bound) ? 0 : idle + 1;
          kept.bound = value;
          kept.price.set(price);
        } else idle++;
        if (idle > 6) {
          pace /= 2;
          idle = 0;
          price.set(kept.price);
          direction.fill(0);
          lookAhead();
        }
        if (!move(value, known)) break;
      }
      lookAhead();
      return kept.bound;
    },
    settle: () => {
      price.set(kept.price);
      lookAhead();
    }
  };

  function lookAhead(): number {
    const [countPrice, dayPrice] = [price[things] as number, price[things + 1] as number];
    ahead[nodes - 1] = 0;
    for (let n = nodes - 2; n >= 0; n--) {
      let best = -Infinity;
      let which = -1;
      const end = first[n + 1] as number;
      for (let a = first[n] as number; a < end; a++) {
        let here = (gain[a] as number) + (ahead[to[a] as number] as number);
        const used = thing[a] as number;
        if (used >= 0) here -= price[used] as number;
        const marks = counts[a] as number;
        if (marks & 1) here -= countPrice;
        if (marks & 2) here -= dayPrice;
        if (here > best) {
          best = here;
          which = a;
        }
      }
      ahead[n] = best;
      chosen[n] = which;
    }
    let value = ahead[0] as number;
    for (let i = 0; i < things; i++) value += price[i] as number;
    for (const l of [0, 1]) if (price[things + l]) value += (price[things + l] as number) * (limits[l] ?? 0);
    return value;
  }

  /** @returns false where the prices are the best there are */
  function move(value: number, known: number): boolean {
    const open = new Float64Array(things + 2).fill(1, 0, things);
    for (const l of [0, 1]) open[things + l] = Math.min(limits[l] ?? 0, 1e6);
    const take = (k: number): void => {
      open[k] = (open[k] as number) - 1;
    };
    for (let n = 0; n < nodes - 1;) {
      const a = chosen[n] as number;
      if ((thing[a] as number) >= 0) take(thing[a] as number);
      if ((counts[a] as number) & 1) take(things);
      if ((counts[a] as number) & 2) take(things + 1);
      n = to[a] as number;
    }
    let [length, violated] = [0, false];
    for (let k = 0; k < open.length; k++) {
      const here = open[k] as number;
      const free = k < things && must[k] === 1;
      if (!free && here > 0 && (price[k] as number) <= 0) open[k] = 0;
      if (open[k] !== 0) violated = true;
      direction[k] = (open[k] as number) + 0.6 * (direction[k] as number);
      length += (direction[k] as number) ** 2;
    }
    if (!violated || length === 0) return false;
    const goal = known > -Infinity ? known : value - 0.1 * Math.abs(value) - 1;
    const step = (pace * Math.max(value - goal, 1e-3 * Math.abs(value))) / length;
    for (let k = 0; k < open.length; k++) {
      const next = (price[k] as number) - step * (direction[k] as number);
      price[k] = k < things && must[k] === 1 ? next : Math.max(0, next);
    }
    return true;
  }
}

/**
 * Which arcs could be on a way that gains as much as what is known: with the prices taken off, the best way through any other gains
 * less (Lagrangian fixing; Beasley 1993).
 */
export function openArcs(net: Net, known: number, rounds = 1000): Uint8Array {
  const { first, to, gain, thing, counts, limits, must } = net;
  const prices = pricesOf(net);
  for (let round = 0; round < rounds; round += 25) prices.improve({ rounds: 25, known });
  prices.settle();
  const { price, ahead } = prices;
  const things = must.length;
  const nodes = first.length - 1;
  const behind = new Float64Array(nodes).fill(-Infinity);
  behind[0] = price.subarray(0, things).reduce((sum, each) => sum + each, 0);
  for (const l of [0, 1])
    if (price[things + l]) behind[0] += (price[things + l] as number) * (limits[l] ?? 0);
  const open = new Uint8Array(to.length);
  for (let n = 0; n < nodes; n++)
    for (let a = first[n] as number; a < (first[n + 1] as number); a++) {
      const [next, used, marks] = [to[a] as number, thing[a] as number, counts[a] as number];
      let here = (behind[n] as number) + (gain[a] as number);
      if (used >= 0) here -= price[used] as number;
      if (marks & 1) here -= price[things] as number;
      if (marks & 2) here -= price[things + 1] as number;
      if (here > (behind[next] as number)) behind[next] = here;
      if (here + (ahead[next] as number) >= known - 1e-6) open[a] = 1;
    }
  return open;
}
