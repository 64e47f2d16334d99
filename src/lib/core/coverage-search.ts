// A good choice of venues at once, and how many people no choice can reach more than.
import type { CoverTable } from './coverage.ts';

export interface SearchedCover {
  /** null where the partners' least or the days cannot be kept. */
  readonly chosen: readonly number[] | null;
  readonly bound: number;
  /** By venue: 1 in every choice that is as good, -1 in none, 0 open. */
  readonly decided: Int8Array;
}

export function searchCover(table: CoverTable): SearchedCover {
  const undecided = new Int8Array(table.partner.length);
  const begun = take(table, null);
  if (!begun) return { chosen: null, bound: 0, decided: undecided };
  let best = exchange(table, begun);
  let value = valueOf(table, best);
  const { from, home, people, venuesFrom } = table;
  const homes = people.length;
  const venues = table.partner.length;
  // A home's price is what a venue gets for reaching it; at first each of those around it gets an equal part.
  const price = Float64Array.from(
    people,
    (own, h) => own / ((venuesFrom[h + 1] ?? 0) - (venuesFrom[h] ?? 0))
  );
  const worth = new Float64Array(venues);
  let [bound, pace, idle] = [people.reduce((sum, own) => sum + own, 0), 1, 0];
  const kept = price.slice();
  const direction = new Float64Array(homes);
  for (let round = 0; round < rounds && Math.floor(bound + 1e-6) > value; round++) {
    const { chosen, most } = priced();
    if (most < bound - 1e-9) {
      idle = most < bound * (1 - 1e-5) ? 0 : idle + 1;
      bound = most;
      kept.set(price);
    } else idle++;
    if (idle > 20) {
      pace /= 2;
      idle = 0;
      price.set(kept);
      direction.fill(0);
      if (pace < 1e-3) break;
      continue;
    }
    if (round % 50 === 0 && table.fits(chosen)) {
      const other = exchange(table, chosen);
      const theirs = valueOf(table, other);
      if (theirs > value) [best, value] = [other, theirs];
    }
    // A home is reached by so many of the chosen, and counted once where its price is below its people.
    const open = new Float64Array(homes);
    for (const v of chosen)
      for (let k = from[v] as number; k < (from[v + 1] as number); k++)
        open[home[k] as number] = (open[home[k] as number] as number) + 1;
    let length = 0;
    for (let h = 0; h < homes; h++) {
      const own = (open[h] as number) - ((people[h] as number) > (price[h] as number) ? 1 : 0);
      direction[h] = own + 0.7 * (direction[h] as number);
      length += (direction[h] as number) ** 2;
    }
    if (length === 0) break;
    const step = (pace * (most - value + 1)) / length;
    for (let h = 0; h < homes; h++)
      price[h] = Math.min(
        people[h] as number,
        Math.max(0, (price[h] as number) - step * (direction[h] as number))
      );
  }
  price.set(kept);
  const { chosen, most } = priced();
  return {
    chosen: best,
    bound: Math.max(value, Math.floor(bound + 1e-6)),
    decided: decide(chosen, most - value)
  };

  /** The best choice when homes have their prices, and what no choice at all can exceed. */
  function priced(): { chosen: readonly number[]; most: number } {
    worth.fill(0);
    for (let v = 0; v < venues; v++)
      for (let k = from[v] as number; k < (from[v + 1] as number); k++)
        worth[v] = (worth[v] as number) + (price[home[k] as number] as number);
    const chosen = take({ ...table, fits: () => true }, worth) ?? [];
    let most = 0;
    for (let h = 0; h < homes; h++) most += Math.max(0, (people[h] as number) - (price[h] as number));
    for (const v of chosen) most += worth[v] as number;
    return { chosen, most };
  }

  /**
   * Taking a venue for the least of the chosen that may go for it, or leaving one for the best of those that may come, must not lose
   * more than is open. One exchange is all there is: within a partner the chosen are the best already.
   */
  function decide(chosen: readonly number[], open: number): Int8Array {
    const { partner, partners, least, most } = table;
    const inside = new Set(chosen);
    const [counts, leastIn, bestOut] = [
      new Int32Array(partners),
      new Float64Array(partners).fill(Infinity),
      new Float64Array(partners).fill(-Infinity)
    ];
    worth.forEach((own, v) => {
      const p = partner[v] as number;
      if (inside.has(v)) {
        counts[p] = (counts[p] as number) + 1;
        leastIn[p] = Math.min(leastIn[p] as number, own);
      } else bestOut[p] = Math.max(bestOut[p] as number, own);
    });
    let [mayGo, mayCome] = [Infinity, -Infinity];
    for (let p = 0; p < partners; p++) {
      if ((counts[p] as number) > (least[p] as number)) mayGo = Math.min(mayGo, leastIn[p] as number);
      if ((counts[p] as number) < (most[p] as number)) mayCome = Math.max(mayCome, bestOut[p] as number);
    }
    return Int8Array.from(worth, (own, v) => {
      const p = partner[v] as number;
      if (inside.has(v)) {
        const spare = (counts[p] as number) > (least[p] as number);
        const next = Math.max(bestOut[p] as number, spare ? mayCome : -Infinity);
        return own - next > open + 1e-6 ? 1 : 0;
      }
      const room = (counts[p] as number) < (most[p] as number);
      const last = Math.min(leastIn[p] as number, room ? mayGo : Infinity);
      return last - own > open + 1e-6 ? -1 : 0;
    });
  }
}

const rounds = 1500;

export function valueOf({ from, home, people }: CoverTable, chosen: readonly number[]): number {
  const reached = new Uint8Array(people.length);
  let value = 0;
  for (const v of chosen)
    for (let k = from[v] as number; k < (from[v + 1] as number); k++) {
      const h = home[k] as number;
      if (!reached[h]) value += people[h] as number;
      reached[h] = 1;
    }
  return value;
}

/**
 * One after the other, the best that the partners' least and most allow: by what it newly reaches, or by a fixed worth, for which
 * this is the best choice there is (a matroid; Edmonds 1971).
 */
function take(table: CoverTable, worth: Float64Array | null): number[] | null {
  const { partner, partners, least, most, events, from, home, people } = table;
  const counts = new Int32Array(partners);
  let owed = least.reduce((sum, own) => sum + own, 0);
  if (owed > events) return null;
  const reached = new Uint8Array(people.length);
  const taken = new Uint8Array(partner.length);
  const chosen: number[] = [];
  const order = worth ? [...worth.keys()].sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b) : null;
  const may = (v: number): boolean => {
    const p = partner[v] as number;
    const count = counts[p] as number;
    if (taken[v] || count >= (most[p] as number)) return false;
    return count < (least[p] as number) || events - chosen.length > owed;
  };
  const add = (v: number): void => {
    const p = partner[v] as number;
    if ((counts[p] as number) < (least[p] as number)) owed--;
    counts[p] = (counts[p] as number) + 1;
    taken[v] = 1;
    chosen.push(v);
    for (let k = from[v] as number; k < (from[v + 1] as number); k++) reached[home[k] as number] = 1;
  };
  if (order) {
    for (const v of order) if (chosen.length < events && may(v)) add(v);
    return chosen.length === events ? chosen : null;
  }
  const refused = new Uint8Array(partner.length);
  while (chosen.length < events) {
    let [best, most] = [-1, -1];
    for (let v = 0; v < partner.length; v++) {
      if (refused[v] || !may(v)) continue;
      let gain = 0;
      for (let k = from[v] as number; k < (from[v + 1] as number); k++)
        if (!reached[home[k] as number]) gain += people[home[k] as number] as number;
      if (gain > most) [best, most] = [v, gain];
    }
    if (best < 0) return null;
    // Venues for which days can be found are a matroid too: what does not fit now never will.
    if (table.fits([...chosen, best])) add(best);
    else refused[best] = 1;
  }
  return chosen;
}

/** The best exchange of one venue for another, until none reaches more. */
function exchange(table: CoverTable, begin: readonly number[]): number[] {
  const { from, home, people, venuesFrom, venue, partner, least, most, partners } = table;
  const chosen = [...begin];
  const times = new Int32Array(people.length);
  const inside = new Uint8Array(partner.length);
  const counts = new Int32Array(partners);
  const gain = new Float64Array(partner.length);
  const put = (v: number, step: number): void => {
    inside[v] = step > 0 ? 1 : 0;
    counts[partner[v] as number] = (counts[partner[v] as number] as number) + step;
    for (let k = from[v] as number; k < (from[v + 1] as number); k++)
      times[home[k] as number] = (times[home[k] as number] as number) + step;
  };
  for (const v of chosen) put(v, 1);
  const more = new Float64Array(partner.length);
  for (let step = 0; step < 1000; step++) {
    gain.fill(0);
    for (let h = 0; h < people.length; h++)
      if (times[h] === 0)
        for (let k = venuesFrom[h] as number; k < (venuesFrom[h + 1] as number); k++)
          gain[venue[k] as number] = (gain[venue[k] as number] as number) + (people[h] as number);
    const swaps: { out: number; into: number; by: number }[] = [];
    for (const [index, v] of chosen.entries()) {
      more.fill(0);
      let loss = 0;
      for (let k = from[v] as number; k < (from[v + 1] as number); k++) {
        const h = home[k] as number;
        if (times[h] !== 1) continue;
        loss += people[h] as number;
        for (let w = venuesFrom[h] as number; w < (venuesFrom[h + 1] as number); w++)
          more[venue[w] as number] = (more[venue[w] as number] as number) + (people[h] as number);
      }
      for (let w = 0; w < partner.length; w++) {
        const by = (gain[w] as number) + (more[w] as number) - loss;
        if (by <= 0 || inside[w]) continue;
        const [p, q] = [partner[v] as number, partner[w] as number];
        if (
          p !== q &&
          ((counts[p] as number) <= (least[p] as number) || (counts[q] as number) >= (most[q] as number))
        )
          continue;
        swaps.push({ out: index, into: w, by });
      }
    }
    swaps.sort((a, b) => b.by - a.by || a.out - b.out || a.into - b.into);
    const swap = swaps.find(({ out, into }) => table.fits(chosen.map((v, k) => (k === out ? into : v))));
    if (!swap) break;
    put(chosen[swap.out] as number, -1);
    put(swap.into, 1);
    chosen[swap.out] = swap.into;
  }
  return chosen;
}
