// A good choice at once: simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over one question at a time, then descent.
import { pairsOf, type Choice, type Choices } from './choices.ts';
import { randomFrom } from './random.ts';

export interface SearchOptions {
  /** Same choices, same seed: same choice. Default 1. */
  readonly seed?: number;
  /** What to begin from, and what the result is never worse than. Default: the first option everywhere. */
  readonly start?: Choice;
  /** Rounds over all questions and options. Default 1,000. */
  readonly rounds?: number;
  /** Told now and then how far it is, 0 to 1, and the least cost so far. */
  readonly onProgress?: (share: number, cost: number) => void;
}

/** @returns the best choice met and its cost */
export function searchChoices(
  choices: Choices,
  options: SearchOptions = {}
): { choice: Choice; cost: number } {
  const { seed = 1, rounds = 1000, onProgress } = options;
  const state = stateOf(choices, options.start);
  const { unary } = choices;
  const random = randomFrom(seed);
  const open = [...unary.keys()].filter((i) => (unary[i]?.length ?? 0) > 1);
  let best = state.choice.slice();
  let least = state.cost();
  const keep = (): void => {
    if (state.cost() >= least) return;
    least = state.cost();
    best = state.choice.slice();
  };
  descend(state, open);
  keep();

  const tries = open.reduce((sum, i) => sum + (unary[i]?.length ?? 0), 0);
  const hottest = heatOf(state, open);
  for (let round = 0; round < rounds && hottest > 0; round++) {
    const perReheating = Math.ceil(rounds / reheatings);
    const sinceReheated = round % perReheating;
    if (sinceReheated === 0) state.set(best);
    const hot = hottest * (Math.floor(round / perReheating) % 2 ? 0.1 : 0.7);
    const heat = hot * Math.min(1, coldest / hot) ** (sinceReheated / perReheating);
    for (let trial = 0; trial < tries; trial++) {
      const i = open[Math.floor(random() * open.length)] ?? 0;
      const s = Math.floor(random() * (unary[i]?.length ?? 0));
      const worse = state.difference(i, s);
      if (worse <= 0 || random() < Math.exp(-worse / heat)) {
        state.choose(i, s);
        if (state.cost() < least) keep();
      }
    }
    onProgress?.((round + 1) / rounds, least);
  }
  state.set(best);
  descend(state, open);
  keep();
  return { choice: best, cost: least };
}

/**
 * From the best found so far the search is begun anew so many times, by turns hot, which small tight questions need, and just
 * warm, which is best for months of 200 events and more.
 */
const reheatings = 4;

/** In whole costs. Colder, nothing more was found in months of 200 and 1,000 events. */
const coldest = 5;

interface State {
  readonly choice: Choice;
  readonly cost: () => number;
  /** How many options question i has. */
  readonly options: (i: number) => number;
  /** What question i choosing s instead would add. */
  readonly difference: (i: number, s: number) => number;
  readonly choose: (i: number, s: number) => void;
  readonly set: (choice: Choice) => void;
}

/** Keeps for every option what it would cost among the present choices of the others: a trial is then one subtraction. */
function stateOf(choices: Choices, start?: Choice): State {
  const { unary } = choices;
  const around = pairsOf(choices);
  const choice = start?.slice() ?? new Int32Array(unary.length);
  const here = unary.map((own) => own.slice());
  let cost = 0;
  const recount = (): void => {
    for (const [i, own] of unary.entries()) here[i]?.set(own);
    for (const { i, j, costs } of choices.pairs) {
      const [mine, theirs] = [here[i] ?? none, here[j] ?? none];
      const width = theirs.length;
      for (let s = 0; s < mine.length; s++)
        mine[s] = (mine[s] ?? 0) + (costs[s * width + (choice[j] ?? 0)] ?? 0);
      for (let t = 0; t < width; t++)
        theirs[t] = (theirs[t] ?? 0) + (costs[(choice[i] ?? 0) * width + t] ?? 0);
    }
    let twice = 0;
    let own = 0;
    for (const i of unary.keys()) {
      twice += here[i]?.[choice[i] ?? 0] ?? 0;
      own += unary[i]?.[choice[i] ?? 0] ?? 0;
    }
    // Every pair is in the costs of both its questions.
    cost = (twice + own) / 2;
  };
  recount();
  return {
    choice,
    cost: () => cost,
    options: (i) => unary[i]?.length ?? 0,
    difference: (i, s) => {
      const mine = here[i] as Int32Array;
      return (mine[s] as number) - (mine[choice[i] as number] as number);
    },
    choose: (i, s) => {
      const before = choice[i] ?? 0;
      if (s === before) return;
      const mine = here[i] as Int32Array;
      cost += (mine[s] as number) - (mine[before] as number);
      choice[i] = s;
      for (const { i: first, j: second, costs } of around[i] ?? []) {
        const theirs = here[first === i ? second : first] as Int32Array;
        if (first === i) {
          const [now, then] = [s * theirs.length, before * theirs.length];
          for (let t = 0; t < theirs.length; t++)
            theirs[t] = (theirs[t] as number) + (costs[now + t] as number) - (costs[then + t] as number);
        } else {
          const width = mine.length;
          for (let t = 0; t < theirs.length; t++)
            theirs[t] =
              (theirs[t] as number) +
              (costs[t * width + s] as number) -
              (costs[t * width + before] as number);
        }
      }
    },
    set: (other) => {
      choice.set(other);
      recount();
    }
  };
}

/** The best option of each question in turn, until none is better. */
function descend(state: State, open: readonly number[]): void {
  for (let better = true; better;) {
    better = false;
    for (const i of open) {
      let [option, least] = [-1, 0];
      for (let s = 0; s < state.options(i); s++) {
        const difference = state.difference(i, s);
        if (difference < least) [option, least] = [s, difference];
      }
      if (option >= 0) {
        state.choose(i, option);
        better = true;
      }
    }
  }
}

/** A typical worsening. */
function heatOf(state: State, open: readonly number[]): number {
  let [sum, count] = [0, 0];
  for (const i of open)
    for (let s = 0; s < state.options(i); s++) {
      const difference = state.difference(i, s);
      if (difference > 0) {
        sum += difference;
        count++;
      }
    }
  return count === 0 ? 0 : sum / count;
}

const none = new Int32Array(0);
