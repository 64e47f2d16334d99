// Which events compete for the same people: pairs that overlap in time (with the way between them), lie within reach of each
// other and are for the same audiences, worst first.
import type { Reason } from './answer.ts';
import { overlapOf, rivalsOf, tenthsAgainst } from './clash-rivals.ts';
import { explainer, rulesOf, type ClashOptions, type Explained } from './clash-score.ts';
import { sweep } from './clash-sweep.ts';
import { endOf, type ClashEvent, type Columns } from './clash-table.ts';
import type { Point } from './geo.ts';
import { straightLine } from './reach.ts';

export type { ClashEvent, ClashOptions };

/** Two events that compete, by their indexes. */
export interface Clash {
  /** `a` < `b`. From `clashesOf`, `a` is -1: the event asked about. */
  readonly a: number;
  readonly b: number;
  /** 0 to 100, one decimal: see `findClashes`. */
  readonly score: number;
  readonly km: number;
  /** Minutes of overlap; 0 or less: the gap between them (negated), shorter than the way. */
  readonly minutes: number;
  /** Few, most telling first: see `explainer` in clash-score.ts for the codes. */
  readonly reasons: readonly Reason[];
}

/**
 * All clashes among events, worst first; of equal ones the soonest, then by ids, whatever the order of input.
 *
 * Two occurrences clash when they belong to different events without a common organiser, neither is background, their audiences
 * have somebody in common, they are at most `maxKm` apart, and whoever wants both misses something: the gap between them is
 * shorter than the way (an overlap is a negative gap). At one and the same place there is no way to go: touching is no clash.
 *
 *     score = 100 × time × nearness × audience × size × theme
 *     time      what one would miss (overlap + way), as a share of each event, averaged   0 … 1
 *     nearness  2^(−km / 10)                                                              0.18 (25 km) … 1
 *     audience  shared kinds (Dice); one for everyone 0.7, both 0.85                      0.06 … 1
 *     size      0.5 + ¼ (√(people / 200), at most 1, of each)                             0.5 … 1
 *     theme     0.8 + 0.2 × shared themes (Dice)                                          0.8 … 1
 *
 * 100: the whole of two events in one settlement, for the same audience and of one theme, 200 people or more each. About 60: the
 * same evening in one village, both for families, 40 people each. About 30: the same, 9 km apart.
 *
 * @throws RangeError for input that is a bug: times, places, masks, attendance or options that are not such
 */
export function findClashes(
  events: readonly ClashEvent[],
  places: readonly Point[],
  options: ClashOptions = {}
): Clash[] {
  const rules = rulesOf(options);
  const distance = options.distance ?? straightLine(places);
  const explain = explainer(rules);
  const { columns, count, each } = sweep({ events, places, rules, distance });
  const clashes = new Array<Clash>(count);
  each(({ p, q, tenths, km, position }) => {
    const { index, start, end } = columns;
    const [i, j] = [index[p] ?? 0, index[q] ?? 0];
    const minutes = overlapOf(start[p] ?? 0, end[p] ?? 0, start[q] ?? 0, end[q] ?? 0);
    const reasons = explain(explained(columns, p), explained(columns, q), km, minutes);
    clashes[position] = { a: Math.min(i, j), b: Math.max(i, j), score: tenths / 10, km, minutes, reasons };
  });
  return clashes;
}

/**
 * The clashes of one event (given as index -1) with others: the same judgement, order and scores as `findClashes`.
 * @throws RangeError likewise
 */
export function clashesOf(
  event: ClashEvent,
  others: readonly ClashEvent[],
  places: readonly Point[],
  options: ClashOptions = {}
): Clash[] {
  const rules = rulesOf(options);
  const end = endOf(event, rules);
  const explain = explainer(rules);
  const clashes: Clash[] = [];
  for (const rival of rivalsOf({ event, from: event.start, to: end, others, places, options })) {
    const tenths = tenthsAgainst(rival, event.start, end);
    if (tenths < 0 || tenths < rules.minScore * 10) continue;
    const other = others[rival.index] as ClashEvent;
    const minutes = overlapOf(event.start, end, rival.start, rival.end);
    const reasons = explain(event, other, rival.km, minutes);
    clashes.push({ a: -1, b: rival.index, score: tenths / 10, km: rival.km, minutes, reasons });
  }
  // Rivals come by start and id already.
  return clashes.sort((x, y) => y.score - x.score).slice(0, rules.limit);
}

/** From the columns: looking up 300,000 scattered objects a million times costs twice as much. */
function explained({ audiences, themes, attendance }: Columns, row: number): Explained {
  return { audiences: audiences[row] ?? 0, themes: themes[row] ?? 0, attendance: attendance[row] ?? 0 };
}
