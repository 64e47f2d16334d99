// A month anew: a slot for each event that can move, so that the clashes left and the trouble of moving are least together.
import type { Answer, Reason } from './answer.ts';
import { costOf, type Choice, type Choices, type PairCosts } from './choices.ts';
import { searchChoices } from './choices-search.ts';
import { overlapOf, rivalsOf, tenthsAgainst, type Rival } from './clash-rivals.ts';
import { rulesOf, type ClashOptions } from './clash-score.ts';
import { endOf, type ClashEvent } from './clash-table.ts';
import { findClashes } from './clash.ts';
import type { Point } from './geo.ts';
import { moveOf, reasonsFor } from './slots.ts';
import { defaultZone } from './time.ts';

export interface RetimeQuestion {
  /** All that takes place in and around the territory, those that can move among them. */
  readonly events: readonly ClashEvent[];
  readonly movable: readonly Movable[];
  readonly places: readonly Point[];
  readonly options?: ClashOptions;
  readonly disruption?: Partial<Disruption>;
  /** Of each event only so many slots, those with the least cost of their own. Default 60. */
  readonly maxSlots?: number;
  /** In which days and hours are told. Default Europe/Budapest. */
  readonly zone?: string;
  readonly seed?: number;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
  /** How far the search is, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface Movable {
  /** Among the events. */
  readonly index: number;
  /** Other start times, epoch minutes. */
  readonly starts: readonly number[];
  /** The room it uses, if it has one of its own: two events are never put into one room at the same time. */
  readonly room: string | null;
}

/** What moving costs, in points of clash scores. */
export interface Disruption {
  /** For moving at all: people have to be asked, posters changed. Default 5. */
  readonly asking: number;
  /** For each day; two hours count as one day, another weekday as three. Default 1. */
  readonly day: number;
  /** For an organiser whose two events would newly overlap. Default 30. */
  readonly organiserTwice: number;
  /** For two events newly in one room. Default 100, the worst that a clash can be. */
  readonly roomTwice: number;
}

const usualDisruption: Disruption = { asking: 5, day: 1, organiserTwice: 30, roomTwice: 100 };

export interface Plan {
  /** `balance`: least clashes and trouble together. `few`: a third of the moves. `other`: about as good by other moves. */
  readonly kind: 'balance' | 'few' | 'other';
  readonly moves: readonly Move[];
  /** Scores of all clashes then, added up, and how many they are. */
  readonly score: number;
  readonly clashes: number;
  /** What the moves cost, in the same points. */
  readonly trouble: number;
}

export interface Move {
  /** Among the events. */
  readonly index: number;
  /** Epoch minutes. */
  readonly start: number;
  /** Local days moved; negative: earlier. */
  readonly days: number;
  /** How much more clash and trouble there would be if all else moved and this one stayed. */
  readonly gain: number;
  /** As `Slot` tells them. */
  readonly reasons: readonly Reason[];
}

export interface Retiming {
  /** As things stand. */
  readonly staying: { readonly score: number; readonly clashes: number };
  /** Different ones, `balance` first; none when nothing is better than staying. */
  readonly plans: readonly Plan[];
}

/** The question as choices: question q is `movable[q]`, whose option 0 is to stay. Costs are tenths of points. */
export interface RetimeModel {
  readonly choices: Choices;
  /** Start times by question and option. */
  readonly starts: readonly (readonly number[])[];
}

/**
 * Three different good plans, found by search. `bound` is not proved: `retimeModel` is what an exact solver gets, and
 * `planOf` makes its choice a plan.
 * @throws RangeError as `findClashes`, or for a movable event that is not there or named twice
 */
export function retime(question: RetimeQuestion): Answer<Retiming> {
  const { seed = 1, clock, onProgress } = question;
  const began = clock?.() ?? 0;
  const model = retimeModel(question);
  const { choices } = model;
  const staying = new Int32Array(choices.unary.length);
  const step = (from: number, to: number) => (share: number) => onProgress?.(from + (to - from) * share);

  const balance = searchChoices(choices, { seed, onProgress: step(0, 0.4) }).choice;
  const few = fewMoves(choices, balance, { seed, onProgress: step(0.4, 0.8) });
  const other = otherMoves(choices, balance, { seed, onProgress: step(0.8, 1) });
  const plans: Plan[] = [];
  const taken: Choice[] = [staying];
  for (const [kind, choice] of [
    ['balance', balance],
    ['few', few],
    ['other', other]
  ] as const) {
    // As good as staying is no plan, nor is one that was already told.
    if (!choice || costOf(choices, choice) >= costOf(choices, staying)) continue;
    if (taken.some((one) => one.every((s, q) => s === choice[q]))) continue;
    taken.push(choice);
    plans.push(planOf(question, model, { choice, kind }));
  }
  const now = clashSum(question, model, staying);
  const reasons: Reason[] = [{ code: 'staying', ...now }];
  if (plans.length === 0)
    reasons.push({ code: now.clashes === 0 ? 'no_clash_now' : 'none_better', tried: tried(model) });
  const seconds = ((clock?.() ?? 0) - began) / 1000;
  return { answer: { staying: now, plans }, reasons, bound: 'not proved', seconds, seed };
}

/** @throws RangeError as `retime` */
export function retimeModel(question: RetimeQuestion): RetimeModel {
  const { events, movable, places, options = {}, maxSlots = 60, zone = defaultZone } = question;
  const rules = rulesOf(options);
  const trouble = { ...usualDisruption, ...question.disruption };
  const moving = new Set(movable.map(({ index }) => index));
  if (moving.size < movable.length || movable.some(({ index }) => !events[index]))
    throw new RangeError('A movable event is not there, or named twice');
  const fixed = events.filter((_, index) => !moving.has(index));
  const least = rules.minScore * 10;

  const slots = movable.map(({ index, starts }) => {
    const event = events[index] as ClashEvent;
    const length = endOf(event, rules) - event.start;
    const all = [event.start, ...new Set(starts.filter((start) => start !== event.start))];
    const from = all.reduce((soonest, start) => Math.min(soonest, start));
    const to = all.reduce((latest, start) => Math.max(latest, start)) + length;
    const rivals = rivalsOf({ event, from, to, others: fixed, places, options });
    const organised = fixed.filter(
      (other) => other.event !== event.event && shareOrganiser(event, other) && !other.background
    );
    const cost = (start: number): number => {
      let tenths = 0;
      for (const rival of rivals) {
        const here = tenthsAgainst(rival, start, start + length);
        if (here >= Math.max(0, least)) tenths += here;
      }
      if (start === event.start) return tenths;
      const { disruption } = moveOf(event.start, start, zone);
      const twice = organised.filter(
        ({ start: s, end: e }) => overlapOf(start, start + length, s, e) > 0
      ).length;
      return (
        tenths + Math.round(10 * (trouble.asking + trouble.day * disruption + trouble.organiserTwice * twice))
      );
    };
    const costed = all.map((start) => ({ start, cost: cost(start) }));
    const [stay, ...others] = costed as [Slot, ...Slot[]];
    // An earlier date leaves less time to tell people.
    others.sort((a, b) => a.cost - b.cost || b.start - a.start);
    return { event, length, options: [stay, ...others.slice(0, maxSlots)] };
  });

  const unary = slots.map(({ options }) => Int32Array.from(options, ({ cost }) => cost));
  const pairs: PairCosts[] = [];
  const those = slots.map(({ event }) => event);
  for (const [i, one] of slots.entries()) {
    const rivals = rivalsOf({
      event: one.event,
      from: -Infinity,
      to: Infinity,
      others: those.slice(i + 1),
      places,
      options
    });
    const rivalOf = new Map(rivals.map((rival) => [i + 1 + rival.index, rival]));
    for (let j = i + 1; j < slots.length; j++) {
      const other = slots[j] as (typeof slots)[number];
      const room = movable[i]?.room;
      const twice =
        room && room === movable[j]?.room
          ? trouble.roomTwice
          : shareOrganiser(one.event, other.event)
            ? trouble.organiserTwice
            : 0;
      const rival = rivalOf.get(j);
      if (!rival && twice === 0) continue;
      const costs = pairCosts(one, other, { rival, twice: Math.round(10 * twice), least });
      if (costs.some((cost) => cost > 0)) pairs.push({ i, j, costs });
    }
  }
  return { choices: { unary, pairs }, starts: slots.map(({ options }) => options.map(({ start }) => start)) };
}

interface Slot {
  readonly start: number;
  readonly cost: number;
}

interface Slotted {
  readonly event: ClashEvent;
  readonly length: number;
  readonly options: readonly Slot[];
}

function pairCosts(
  one: Slotted,
  other: Slotted,
  { rival, twice, least }: { rival: Rival | undefined; twice: number; least: number }
): Int32Array {
  const width = other.options.length;
  const costs = new Int32Array(one.options.length * width);
  for (const [s, { start }] of one.options.entries())
    for (const [t, { start: theirs }] of other.options.entries()) {
      const end = theirs + other.length;
      let cost = 0;
      if (rival) {
        const tenths = tenthsAgainst({ ...rival, start: theirs, end }, start, start + one.length);
        if (tenths >= Math.max(0, least)) cost += tenths;
      }
      // What overlaps as things stand, they have wanted so.
      if (twice > 0 && s + t > 0 && overlapOf(start, start + one.length, theirs, end) > 0) cost += twice;
      costs[s * width + t] = cost;
    }
  return costs;
}

/** @param choice of the model's options */
export function planOf(
  question: RetimeQuestion,
  model: RetimeModel,
  { choice, kind }: { readonly choice: Choice; readonly kind: Plan['kind'] }
): Plan {
  const { zone = defaultZone, movable } = question;
  const { choices, starts } = model;
  const total = costOf(choices, choice);
  const before = clashPairs(question, model, new Int32Array(choice.length));
  const after = clashPairs(question, model, choice);
  const moves = movable.flatMap(({ index }, q): Move[] => {
    const option = choice[q] ?? 0;
    const start = starts[q]?.[option];
    const event = question.events[index];
    if (option === 0 || start === undefined || !event) return [];
    const stays = choice.slice();
    stays[q] = 0;
    const gain = (costOf(choices, stays) - total) / 10;
    const move = moveOf(event.start, start, zone);
    const [had, has] = [before.rivalsOf(index), after.rivalsOf(index)];
    const counts = {
      clashes: has.size,
      removed: [...had].filter((rival) => !has.has(rival)).length,
      added: [...has].filter((rival) => !had.has(rival)).length
    };
    return [
      { index, start, days: move.days, gain, reasons: reasonsFor({ ...counts, gain, days: move.days }, move) }
    ];
  });
  const pairs = clashSum(question, model, choice);
  const trouble =
    (total - costOf(choices, new Int32Array(choice.length))) / 10 - (pairs.score - before.score);
  return { kind, moves, ...pairs, trouble: Math.round(trouble * 10) / 10 };
}

function clashSum(
  question: RetimeQuestion,
  model: RetimeModel,
  choice: Choice
): { score: number; clashes: number } {
  const { score, clashes } = clashPairs(question, model, choice);
  return { score, clashes };
}

function clashPairs(question: RetimeQuestion, { starts }: RetimeModel, choice: Choice) {
  const moved = question.events.slice();
  for (const [q, { index }] of question.movable.entries()) {
    const event = moved[index];
    const start = starts[q]?.[choice[q] ?? 0];
    if (event && start !== undefined)
      moved[index] = { ...event, start, end: start + event.end - event.start };
  }
  const found = findClashes(moved, question.places, question.options);
  const rivals = new Map<number, Set<number>>();
  const note = (a: number, b: number) => rivals.set(a, (rivals.get(a) ?? new Set()).add(b));
  let tenths = 0;
  for (const { a, b, score } of found) {
    tenths += Math.round(score * 10);
    note(a, b);
    note(b, a);
  }
  return {
    score: tenths / 10,
    clashes: found.length,
    rivalsOf: (index: number): ReadonlySet<number> => rivals.get(index) ?? new Set()
  };
}

interface Searching {
  readonly seed: number;
  readonly onProgress: (share: number) => void;
}

/** At most a third of the moves: each move is made dearer until there are so few; what is left are those that help most. */
function fewMoves(choices: Choices, balance: Choice, { seed, onProgress }: Searching): Choice | null {
  const most = Math.ceil(movesIn(balance) / 3);
  if (movesIn(balance) <= 1) return null;
  const steps = 8;
  let [low, high] = [0, Math.max(...choices.unary.map((own) => own[0] ?? 0), 1) * 4];
  let best: Choice | null = null;
  for (let step = 0; step < steps; step++) {
    const dearer = Math.round((low + high) / 2);
    const unary = choices.unary.map((own) => own.map((cost, s) => (s === 0 ? cost : cost + dearer)));
    const { choice } = searchChoices({ ...choices, unary }, { seed, rounds: 100, start: best ?? undefined });
    if (movesIn(choice) <= most) {
      if (movesIn(choice) > 0 && (!best || costOf(choices, choice) < costOf(choices, best))) best = choice;
      high = dearer;
    } else low = dearer;
    onProgress((step + 1) / steps);
  }
  return best;
}

/** At least half of what moves moves differently: what the first plan does is made dearer until it is so. */
function otherMoves(choices: Choices, balance: Choice, { seed, onProgress }: Searching): Choice | null {
  const steps = 6;
  for (let step = 0, dearer = 20; step < steps; step++, dearer *= 2) {
    const unary = choices.unary.map((own, q) =>
      own.map((cost, s) => (s !== 0 && s === balance[q] ? cost + dearer : cost))
    );
    const { choice } = searchChoices({ ...choices, unary }, { seed: seed + 1, rounds: 300 });
    onProgress((step + 1) / steps);
    const same = choice.filter((s, q) => s !== 0 && s === balance[q]).length;
    if (movesIn(choice) > 0 && same * 2 <= movesIn(balance)) return choice;
  }
  return null;
}

function movesIn(choice: Choice): number {
  return choice.filter((s) => s !== 0).length;
}

function tried({ starts }: RetimeModel): number {
  return starts.reduce((sum, { length }) => sum + length - 1, 0);
}

function shareOrganiser(a: ClashEvent, b: ClashEvent): boolean {
  return a.event !== b.event && a.organisers.some((organiser) => b.organisers.includes(organiser));
}
