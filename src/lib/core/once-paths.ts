// The best way through a net of states in which nothing is used twice, with a proof of how good it is.
import { pricesOf, type Prices } from './once-prices.ts';

/**
 * Nodes are numbered so that every arc goes up; 0 is the beginning, the last one the end. Node n has the arcs
 * `first[n] … first[n + 1]`. Gains are whole numbers.
 */
export interface Net {
  readonly first: Int32Array;
  readonly to: Int32Array;
  readonly gain: Float64Array;
  /** What the arc uses, -1: nothing. */
  readonly thing: Int16Array;
  /** Bit 0 counts towards `limits[0]`, bit 1 towards `limits[1]`. */
  readonly counts: Uint8Array;
  readonly limits: readonly [number, number];
  /** 1 for things that every way has to use. At most 128 things. */
  readonly must: Uint8Array;
  /** Nodes of a family are equal but that a higher number is never better (it is later in time). */
  readonly family: Int32Array;
}

export interface OncePath {
  /** Its arcs, in order. */
  readonly arcs: readonly number[];
  readonly gain: number;
}

export interface OnceAnswer {
  /** null: none was found. */
  readonly path: OncePath | null;
  /** No way gains more; -Infinity: there is none. */
  readonly bound: number;
}

export interface Effort {
  /** Labels that the last search may make. Default 1,500,000. */
  readonly labels?: number;
  /** Rounds in which prices are sought. Default 120. */
  readonly rounds?: number;
}

/**
 * Prices on what may be used once only (Lagrange; Held, Karp 1971) turn the question into a longest path in an acyclic net, whose value
 * bounds every way, and what is to come from every node. With that a search of labels (node, used things) is made, wider and
 * wider, keeping at each node those that promise most: when nothing had to be left away, its answer is the best there is.
 */
export function bestOnce(net: Net, { labels = 1_500_000, rounds = 120 }: Effort = {}): OnceAnswer {
  const prices = pricesOf(net);
  let bound = Infinity;
  let path: OncePath | null = null;
  const known = (): number => path?.gain ?? -Infinity;
  const search = (width: number): Searched => {
    const found = searchOnce(net, prices, { width, known: known() });
    path = found.path ?? path;
    bound = Math.min(bound, Math.max(known(), found.cut));
    return found;
  };
  const done = (): boolean => bound < known() + 1 - 1e-6;
  // While prices are sought, each of them ranks otherwise: a narrow search by each finds what one of them alone would miss.
  for (let round = 0; round < rounds && !done(); round += perSearch) {
    bound = Math.min(bound, prices.improve({ rounds: perSearch, known: known() }));
    if (bound === -Infinity) return { path, bound };
    search(narrow);
  }
  prices.settle();
  for (let width = narrow * 4; !done(); width *= 4) {
    const { cut, made } = search(width);
    // The next one makes up to four times as many.
    if (cut === -Infinity || made * 4 > labels) break;
  }
  return { path, bound: done() ? known() : Math.floor(bound + 1e-6) };
}

const narrow = 6;
const perSearch = 12;

interface Searched {
  /** Better than what was known, or null. */
  readonly path: OncePath | null;
  /** What the most promising of those left away could have gained. */
  readonly cut: number;
  readonly made: number;
}

const words = 4;
export const mostThings = words * 32;

function searchOnce(
  net: Net,
  { price, ahead }: Prices,
  { width, known }: { readonly width: number; readonly known: number }
): Searched {
  const { first, to, gain, thing, counts, limits, must, family } = net;
  const nodes = first.length - 1;
  const things = must.length;
  if (things > mostThings) throw new RangeError(`${things} things are more than ${mostThings}`);
  const mustBits = new Int32Array(words);
  for (let i = 0; i < things; i++) if (must[i]) mustBits[i >> 5] = (mustBits[i >> 5] ?? 0) | (1 << (i & 31));
  let size = 1 << 14;
  let [gained, hope] = [new Float64Array(size), new Float64Array(size)];
  let [parent, by] = [new Int32Array(size), new Int32Array(size)];
  let [used, times] = [new Int32Array(size * words), new Int32Array(size * 2)];
  /** What is used, or out of reach by now: its price is in the hope no more. */
  let closed = new Int32Array(size * words);
  const within = thingsAhead(net);
  const at = Array.from({ length: nodes }, (): number[] | null => null);
  const earlier = new Map<number, number[]>();
  let [count, best, last, cut] = [1, known, -1, -Infinity];
  parent[0] = -1;
  // Hope is what has been gained and what the prices promise for all that is not used yet.
  for (const value of price.subarray(0, things)) hope[0] = (hope[0] as number) + value;
  for (const l of [0, 1])
    if (price[things + l]) hope[0] = (hope[0] as number) + (price[things + l] as number) * (limits[l] ?? 0);
  at[0] = [0];
  for (let n = 0; n < nodes - 1; n++) {
    const here = at[n];
    if (!here) continue;
    at[n] = null;
    const kept = choose(n, here);
    const [begin, end] = [first[n] as number, first[n + 1] as number];
    for (const label of kept)
      for (let a = begin; a < end; a++) {
        const i = thing[a] as number;
        if (i >= 0 && ((used[label * words + (i >> 5)] as number) >>> (i & 31)) & 1) continue;
        const next = to[a] as number;
        let promise = (hope[label] as number) + (gain[a] as number);
        if (i >= 0) promise -= price[i] as number;
        const marks = counts[a] as number;
        if (marks & 1) promise -= price[things] as number;
        if (marks & 2) promise -= price[things + 1] as number;
        let lost = false;
        for (let w = 0; w < words; w++) {
          let out = ~(closed[label * words + w] as number) & ~(within[next * words + w] as number);
          if (i >> 5 === w) out &= ~(1 << (i & 31));
          if (out & (mustBits[w] as number)) lost = true;
          for (; out !== 0; out &= out - 1) {
            const away = w * 32 + 31 - Math.clz32(out & -out);
            if (away < things) promise -= price[away] as number;
          }
        }
        if (lost) continue;
        const promised = promise + (ahead[next] as number);
        if (promised === -Infinity || promised < best + 1 - 1e-6) continue;
        const first0 = (times[label * 2] as number) + (marks & 1);
        const second0 = (times[label * 2 + 1] as number) + (marks >> 1);
        if (first0 > limits[0] || second0 > limits[1]) continue;
        if (count === size) grow();
        const made = count++;
        gained[made] = (gained[label] as number) + (gain[a] as number);
        hope[made] = promise;
        parent[made] = label;
        by[made] = a;
        for (let w = 0; w < words; w++) {
          const own = i >> 5 === w ? 1 << (i & 31) : 0;
          used[made * words + w] = (used[label * words + w] as number) | own;
          closed[made * words + w] =
            (closed[label * words + w] as number) | own | ~(within[next * words + w] as number);
        }
        times[made * 2] = first0;
        times[made * 2 + 1] = second0;
        if (next === nodes - 1) finish(made);
        else (at[next] ??= []).push(made);
      }
  }
  if (last < 0) return { path: null, cut, made: count };
  const arcs: number[] = [];
  for (let label = last; label > 0; label = parent[label] as number) arcs.push(by[label] as number);
  return { path: { arcs: arcs.reverse(), gain: best }, cut, made: count };

  function finish(label: number): void {
    if ((gained[label] as number) < best + 1 - 1e-6) return;
    for (let w = 0; w < words; w++)
      if ((mustBits[w] as number) & ~(used[label * words + w] as number)) return;
    best = gained[label] as number;
    last = label;
  }

  /** The most promising that no other makes needless. */
  function choose(n: number, labels: number[]): number[] {
    labels.sort((a, b) => (hope[b] as number) - (hope[a] as number) || a - b);
    const before = earlier.get(family[n] as number) ?? [];
    if (before.length === 0) earlier.set(family[n] as number, before);
    const kept: number[] = [];
    for (const label of labels) {
      const promise = (hope[label] as number) + (ahead[n] as number);
      if (promise < best + 1 - 1e-6) break;
      if (before.some((other, index) => index < compared && makesNeedless(other, label, n))) continue;
      if (kept.length === width) {
        cut = Math.max(cut, promise);
        break;
      }
      kept.push(label);
      if (before.length < compared) before.push(label);
      else before[(label + kept.length) % compared] = label;
    }
    return kept;
  }

  /** It has gained as much with no more of what can still be used, and has done all that must be done which the other has. */
  function makesNeedless(a: number, b: number, n: number): boolean {
    if ((gained[a] as number) < (gained[b] as number)) return false;
    for (let w = 0; w < words; w++) {
      const here = within[n * words + w] as number;
      const [mine, theirs] = [used[a * words + w] as number, used[b * words + w] as number];
      // What the other has done and must be done counts even where it can no more be done from here on.
      if (mine & ~theirs & here || theirs & ~mine & (mustBits[w] as number)) return false;
    }
    for (const l of [0, 1])
      if (limits[l] !== Infinity && (times[a * 2 + l] as number) > (times[b * 2 + l] as number)) return false;
    return true;
  }

  function grow(): void {
    size *= 2;
    const longer = <T extends Float64Array | Int32Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    gained = longer(gained, new Float64Array(size));
    hope = longer(hope, new Float64Array(size));
    parent = longer(parent, new Int32Array(size));
    by = longer(by, new Int32Array(size));
    used = longer(used, new Int32Array(size * words));
    closed = longer(closed, new Int32Array(size * words));
    times = longer(times, new Int32Array(size * 2));
  }
}

/** By node, as bits, what can still be used from there on. */
function thingsAhead({ first, to, thing }: Net): Int32Array {
  const nodes = first.length - 1;
  const within = new Int32Array(nodes * words);
  for (let n = nodes - 2; n >= 0; n--)
    for (let a = first[n] as number; a < (first[n + 1] as number); a++) {
      const [next, i] = [to[a] as number, thing[a] as number];
      for (let w = 0; w < words; w++)
        within[n * words + w] =
          (within[n * words + w] as number) |
          (within[next * words + w] as number) |
          (i >> 5 === w ? 1 << (i & 31) : 0);
    }
  return within;
}

/** So many labels of a family are held against a new one. */
const compared = 120;
