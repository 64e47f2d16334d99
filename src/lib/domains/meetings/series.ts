// When the meetings of a series are, and what a change of its rule does: only meetings to come that nobody was invited to move.
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { ruleOf } from '#lib/core/recurrence-choice.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  defaultZone,
  firstOfMonth,
  weekdayOf,
  type Weekday
} from '#lib/core/time.ts';

/** What one chooses: «every third month, on the first Tuesday», or «every second week, on Tuesdays». */
export type Pattern =
  | { readonly kind: 'monthly'; readonly every: number; readonly nth: number; readonly weekday: Weekday }
  | { readonly kind: 'weekly'; readonly every: number; readonly weekday: Weekday };

export interface SeriesTimes {
  readonly rule: string;
  /** Local start of the first, in `zone`. */
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
}

/** The rule of a pattern, with its first meeting on or after a day. @param time 'HH:MM' */
export function timesOf(
  pattern: Pattern,
  { from, time, minutes, zone = defaultZone }: { from: string; time: string; minutes: number; zone?: string }
): SeriesTimes {
  const first = firstDay(pattern, from);
  const rule =
    pattern.kind === 'weekly'
      ? ruleOf({ kind: 'weekly', every: pattern.every, weekdays: [pattern.weekday], until: null })
      : ruleOf({ ...pattern, kind: 'monthly_weekday', until: null });
  return { rule, starts: `${first}T${time}`, minutes, zone };
}

/** The first day on or after `from` that the pattern names; its months are counted from there. */
function firstDay(pattern: Pattern, from: string): string {
  if (pattern.kind === 'weekly') return addDays(from, (pattern.weekday - weekdayOf(from) + 7) % 7);
  for (let month = firstOfMonth(from); ; month = addMonths(month, 1)) {
    const day = nthWeekday(month, pattern);
    if (day !== null && day >= from) return day;
  }
}

/** Null where the month has no such day: not every one has a fifth Tuesday. @param nth negative from the end */
export function nthWeekday(
  month: string,
  { nth, weekday }: { readonly nth: number; readonly weekday: Weekday }
): string | null {
  const first = firstOfMonth(month);
  const next = addMonths(first, 1);
  if (nth > 0) {
    const day = addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
    return day < next ? day : null;
  }
  const last = addDays(next, -1);
  const day = addDays(last, -((weekdayOf(last) - weekday + 7) % 7) + (nth + 1) * 7);
  return day >= first ? day : null;
}

export interface Planned {
  /** Local start that names it within its series. */
  readonly recurrenceId: string;
  readonly start: Date;
  readonly end: Date;
}

/** The meetings that the rule gives in [from, until), at most a hundred. */
export function plannedBetween(series: SeriesTimes, from: Date, until: Date): Planned[] {
  const { rule, starts, minutes, zone } = series;
  const { occurrences } = occurrencesOf(
    { start: starts, minutes, zone, allDay: false, rule, exdates: [], rdates: [], overrides: [] },
    from,
    until,
    100
  );
  return occurrences;
}

export interface Existing {
  readonly id: string;
  readonly recurrenceId: string | null;
  readonly starts: string;
  /** Nobody was invited yet, and it is where its rule put it: it may move with the rule. */
  readonly free: boolean;
}

export interface SeriesChange {
  readonly moves: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly adds: readonly string[];
  /** There is no place for them in the new rule. */
  readonly drops: readonly { readonly id: string; readonly starts: string }[];
  /** Those invited to, or moved by hand, stay where they are; and the new starts that they stand for. */
  readonly stays: readonly {
    readonly id: string;
    readonly starts: string;
    readonly instead: string | null;
  }[];
}

/**
 * What a new rule does to the meetings that are to come. A meeting that stays takes the place of the new start next to it, when
 * one is nearer than half the time between two meetings: nobody meets twice in a week because a rule was changed.
 * @param existing to come, soonest first @param wanted local starts of the new rule, soonest first
 */
export function changeOfSeries(existing: readonly Existing[], wanted: readonly string[]): SeriesChange {
  const fixed = existing.filter(({ free }) => !free);
  const movable = existing.filter(({ free }) => free);
  const gap = usualGap(wanted);
  const taken = new Set<string>();
  const stays = fixed.map(({ id, starts }) => {
    const instead = nearest(
      starts,
      wanted.filter((each) => !taken.has(each))
    );
    const stands = instead !== null && apart(instead, starts) * 2 < gap ? instead : null;
    if (stands !== null) taken.add(stands);
    return { id, starts, instead: stands };
  });
  const open = wanted.filter((each) => !taken.has(each));
  const pairs = movable.slice(0, open.length).map((meeting, index) => ({ meeting, to: open[index] ?? '' }));
  return {
    moves: pairs.flatMap(({ meeting, to }) =>
      meeting.starts === to && meeting.recurrenceId === to
        ? []
        : [{ id: meeting.id, from: meeting.starts, to }]
    ),
    adds: open.slice(pairs.length),
    drops: movable.slice(pairs.length).map(({ id, starts }) => ({ id, starts })),
    stays
  };
}

function nearest(starts: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  for (const each of candidates) if (best === null || apart(each, starts) < apart(best, starts)) best = each;
  return best;
}

function apart(a: string, b: string): number {
  return Math.abs(daysBetween(a.slice(0, 10), b.slice(0, 10)));
}

/** Days between two meetings; a rule that gives one only is taken for a yearly one. */
function usualGap(wanted: readonly string[]): number {
  const [first, second] = wanted;
  return first && second ? Math.max(1, apart(first, second)) : 365;
}
