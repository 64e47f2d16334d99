// What plans bring, counted for the territory alone: neighbours' clashes among themselves are none of its business.
import { findClashes } from '#lib/core/clash.ts';
import type { Plan, RetimeQuestion } from '#lib/core/retime.ts';
import type { Load, PlanKind } from './model.ts';

export interface CountedPlan extends Load {
  readonly kind: PlanKind;
  readonly moves: readonly CountedMove[];
}

export interface CountedMove {
  /** Among the question's events. */
  readonly index: number;
  /** Epoch minutes. */
  readonly start: number;
  readonly days: number;
  readonly before: number;
  readonly after: number;
  /** Indexes of the events that it clashes with most as things stand, worst first. */
  readonly rivals: readonly number[];
}

const maxRivals = 3;

export interface Counted {
  readonly staying: Load;
  readonly plans: readonly CountedPlan[];
}

/** @param scope the territory's own events, by index */
export function countPlans(
  question: RetimeQuestion,
  scope: readonly number[],
  plans: readonly Plan[]
): Counted {
  const own = new Set(scope);
  const before = weigh(question, own, []);
  return {
    staying: before.load,
    plans: plans.map(({ kind, moves }) => {
      const after = weigh(question, own, moves);
      return {
        kind,
        ...after.load,
        moves: moves.map(({ index, start, days }) => ({
          index,
          start,
          days,
          before: before.rivalsOf(index).length,
          after: after.rivalsOf(index).length,
          rivals: before.rivalsOf(index).slice(0, maxRivals)
        }))
      };
    })
  };
}

/** Clashes that some of `own` have part in when events have moved so; rivals are those of other events, each once, worst first. */
export function weigh(
  { events, places, options = {} }: Pick<RetimeQuestion, 'events' | 'places' | 'options'>,
  own: ReadonlySet<number>,
  moves: readonly { readonly index: number; readonly start: number }[]
): { load: Load; rivalsOf: (index: number) => readonly number[] } {
  const moved = events.slice();
  for (const { index, start } of moves) {
    const event = moved[index];
    if (event) moved[index] = { ...event, start, end: start + event.end - event.start };
  }
  const rivals = new Map<number, number[]>();
  let [clashes, tenths] = [0, 0];
  for (const { a, b, score } of findClashes(moved, places, options)) {
    if (!own.has(a) && !own.has(b)) continue;
    clashes += 1;
    tenths += Math.round(score * 10);
    for (const [one, other] of [
      [a, b],
      [b, a]
    ] as const) {
      const list = rivals.get(one);
      if (list) list.push(other);
      else rivals.set(one, [other]);
    }
  }
  return { load: { clashes, score: tenths / 10 }, rivalsOf: (index) => rivals.get(index) ?? [] };
}
