// Unfolds a series into its occurrences (RFC 5545 §3.8.5) and judges whether a recurrence rule can be kept.
import { no } from './result.ts';
import { parseRule, type Rule } from './recurrence-rule.ts';
import { isSubDaily, walkRule } from './recurrence-walk.ts';
import { addLocalMinutes, instantOf, isDay, localSecondsOf, minuteMs, wallMs } from './time.ts';

/** A moved or cancelled instance of a series (RECURRENCE-ID). */
export interface Override {
  /** The local start that the rule gives. */
  readonly recurrenceId: string;
  /** The local start it has instead; null: this one does not take place. */
  readonly start: string | null;
  readonly minutes: number;
}

export interface Series {
  /** Local start of the first, 'YYYY-MM-DDTHH:MM', with ':SS' where it has seconds. */
  readonly start: string;
  /** Length; of an all-day series in whole days of 1440 minutes. */
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
  /** RRULE value without its name; null: it takes place once (and on `rdates`). */
  readonly rule: string | null;
  /** Local starts that are left out; a mere day leaves out all of that day. */
  readonly exdates: readonly string[];
  readonly rdates: readonly string[];
  readonly overrides: readonly Override[];
}

export interface Occurrence {
  readonly start: Date;
  readonly end: Date;
  /** The local start that names it within its series, even where it was moved. */
  readonly recurrenceId: string;
}

/**
 * Candidates looked at before an expansion gives up. Measured: rules that never hit spend this in 25 ms; a daily rule over a
 * hundred years needs 73,000.
 */
const maxSteps = 200_000;

/**
 * Occurrences that begin in [from, to), soonest first, at most `limit`; `truncated` when there are or may be more.
 *
 * - The start is always an occurrence, also where the rule would not give it (RFC 5545 §3.8.5.3: DTSTART defines the first
 *   instance); COUNT then counts what the rule gives, as the programs do that exclude such a start by EXDATE.
 * - The rule counts on the wall clock of its zone. A time skipped by a clock change moves forward by the length of the gap, one
 *   that happens twice is its first (§3.3.5). Where that makes two occurrences begin together, the later one by name is dropped.
 * - An end is `minutes` after its start; of an all-day series, so many whole days of the calendar.
 * - A moved instance counts where it was moved to. A rule that is not understood gives the start alone.
 */
export function occurrencesOf(
  series: Series,
  from: Date,
  to: Date,
  limit: number
): { occurrences: Occurrence[]; truncated: boolean } {
  const excluded = new Set(series.exdates.map(shortest));
  const moved = new Set(series.overrides.map((override) => shortest(override.recurrenceId)));
  const isOut = (local: string): boolean => excluded.has(local) || excluded.has(local.slice(0, 10));

  const occurrences = new Map<number, Occurrence>();
  const add = (recurrenceId: string, local: string, minutes: number): void => {
    const start = instantOf(local, series.zone);
    if (start < from || start >= to || occurrences.has(start.getTime())) return;
    occurrences.set(start.getTime(), { start, end: endOf(local, start, minutes, series), recurrenceId });
  };

  for (const { recurrenceId, start, minutes } of series.overrides)
    if (start !== null && !isOut(shortest(recurrenceId))) add(shortest(recurrenceId), start, minutes);
  const first = shortest(series.start);
  for (const local of [first, ...series.rdates.map(shortest)])
    if (!isOut(local) && !moved.has(local)) add(local, local, series.minutes);
  const enough = occurrences.size + limit + 1;
  const walked = walkStarts(series, from, to, (local) => {
    if (!isOut(local) && !moved.has(local)) add(local, local, series.minutes);
    return occurrences.size < enough;
  });

  const sorted = [...occurrences.values()].sort((a, b) => a.start.getTime() - b.start.getTime());
  return {
    occurrences: sorted.slice(0, limit),
    truncated: sorted.length > limit || walked === 'out_of_steps'
  };
}

/**
 * Whether a rule is one that the calendar can keep: understood (`part` names what is not), not more often than daily, and not
 * one that never comes true (30 February).
 */
export function checkRule(
  text: string
):
  | { ok: true; value: Rule }
  | { ok: false; reason: 'not_understood'; part: string }
  | { ok: false; reason: 'too_often' | 'never' } {
  const parsed = parseRule(text);
  if (!parsed.ok) return parsed;
  if (isSubDaily(parsed.value)) return no('too_often');
  return comesTrue(parsed.value) ? parsed : no('never');
}

/** Whether the rule's pattern occurs in this century: dates, weekdays and weeks meet again after 28 years (1 ms). */
function comesTrue(rule: Rule): boolean {
  let found = false;
  const start = wallMs('2000-01-01T00:00') / 1000;
  const last = wallMs('2100-01-01T00:00') / 1000;
  walkRule(
    {
      rule: { ...rule, count: null, interval: 1 },
      start,
      from: start,
      last,
      allDay: false,
      steps: maxSteps
    },
    () => {
      found = true;
      return false;
    }
  );
  return found;
}

/** Visits the local starts after the first one that may fall in [from, to). */
function walkStarts(
  series: Series,
  from: Date,
  to: Date,
  visit: (local: string) => boolean
): 'done' | 'out_of_steps' {
  const parsed = series.rule === null ? null : parseRule(series.rule);
  if (!parsed?.ok) return 'done';
  const start = wallSeconds(series.start);
  const margin = 86_400;
  let isFirst = true;
  return walkRule(
    {
      rule: parsed.value,
      start,
      from: wallSecondsOf(from, series.zone) - margin,
      last: Math.min(untilSeconds(parsed.value, series.zone), wallSecondsOf(to, series.zone) + margin),
      allDay: series.allDay,
      steps: maxSteps
    },
    (wall) => {
      const wasFirst = isFirst && wall === start;
      isFirst = false;
      return wasFirst || visit(shortest(new Date(wall * 1000).toISOString().slice(0, 19)));
    }
  );
}

/** Whether the rule itself gives the start; true without a rule. Programs differ in what they make of a start that it does not give. */
export function ruleGivesStart({ rule, start, allDay }: Series): boolean {
  const parsed = rule === null ? null : parseRule(rule);
  if (!parsed?.ok) return true;
  const wall = wallSeconds(start);
  let given = false;
  walkRule(
    { rule: parsed.value, start: wall, from: wall, last: wall, allDay, steps: maxSteps },
    (each) => (given = each === wall)
  );
  return given;
}

function endOf(local: string, start: Date, minutes: number, { allDay, zone }: Series): Date {
  if (!allDay) return new Date(start.getTime() + minutes * minuteMs);
  return instantOf(addLocalMinutes(local.slice(0, 16), minutes), zone);
}

/** Last wall second that UNTIL allows. */
function untilSeconds({ until }: Rule, zone: string): number {
  if (until === null) return latest;
  if (until.kind === 'day') return wallMs(`${until.day}T23:59:59`) / 1000;
  return until.kind === 'local' ? wallSeconds(until.local) : wallSecondsOf(until.instant, zone);
}

function wallSeconds(local: string): number {
  return wallMs(shortest(local)) / 1000;
}

const earliest = wallMs('0001-01-02T00:00') / 1000;
const latest = wallMs('9998-12-30T00:00') / 1000;

/** Any Date, also one beyond the years that wall times can be written in. */
function wallSecondsOf(instant: Date, zone: string): number {
  const seconds = Math.floor(instant.getTime() / 1000);
  if (!(seconds > earliest)) return earliest;
  return seconds >= latest ? latest : wallMs(localSecondsOf(new Date(seconds * 1000), zone)) / 1000;
}

/** Seconds are written only where there are any; a mere day is its midnight, but stays a day among the exceptions. */
function shortest(local: string): string {
  if (isDay(local)) return local;
  return local.length === 19 && local.endsWith(':00') ? local.slice(0, 16) : local;
}
