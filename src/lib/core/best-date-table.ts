// The moments that come into question for a meeting, each weighed once: who cannot come then, and whether it works at all.
import type { BestDateQuestion } from './best-date.ts';
import { daysOfPattern, type DatePattern } from './date-patterns.ts';
import { defaultZone, endOfDay, instantOf, minuteMs, startOfDay } from './time.ts';

/** More than this is a mistake of the caller's. */
const maxSlots = 500_000;

/** Every day that comes into question with every time: slot `day * times.length + time`. */
export interface DateTable {
  /** By what of a pattern gives its days: their numbers in `days`. */
  readonly daysOf: ReadonlyMap<string, readonly number[]>;
  readonly days: readonly string[];
  readonly times: readonly string[];
  /** Epoch minutes; soonest first but where a clock change turns two times round. */
  readonly starts: Float64Array;
  /** Members that cannot, by their weight. */
  readonly cost: Float64Array;
  readonly missing: Uint16Array;
  readonly works: Uint8Array;
}

export function dateTable(question: BestDateQuestion): DateTable {
  const { patterns, from, to, zone = defaultZone } = question;
  const written = new Map<string, readonly string[]>();
  for (const pattern of patterns) {
    const key = daysKey(pattern);
    if (!written.has(key)) written.set(key, daysOfPattern(pattern, from, to));
  }
  const days = [...new Set([...written.values()].flat())].sort();
  const times = [...new Set(patterns.map(({ time }) => time))].sort();
  if (days.length * times.length > maxSlots) throw new RangeError(`More than ${maxSlots} dates`);
  const number = new Map(days.map((day, index) => [day, index]));
  const starts = startsOf(days, times, zone);
  return {
    daysOf: new Map([...written].map(([key, each]) => [key, each.map((day) => number.get(day) ?? 0)])),
    days,
    times,
    starts,
    ...weigh(question, starts, days)
  };
}

function startsOf(days: readonly string[], times: readonly string[], zone: string): Float64Array {
  const starts = new Float64Array(days.length * times.length);
  days.forEach((day, d) => {
    const midnight = startOfDay(day, zone).getTime() / minuteMs;
    // Only on a day of 24 hours the clock on the wall counts as time passes.
    const even = endOfDay(day, zone).getTime() / minuteMs - midnight === 24 * 60;
    times.forEach((time, t) => {
      starts[d * times.length + t] = even
        ? midnight + minutesOf(time)
        : instantOf(`${day}T${time}`, zone).getTime() / minuteMs;
    });
  });
  return starts;
}

/** What of a pattern gives its days. */
export function daysKey(pattern: DatePattern): string {
  return pattern.kind === 'once'
    ? pattern.day
    : `${pattern.everyMonths} ${pattern.phase} ${pattern.nth} ${pattern.weekday}`;
}

function weigh(
  { members, minutes, travelMinutes = 0, quorum = 0, avoid }: BestDateQuestion,
  starts: Float64Array,
  days: readonly string[]
): Pick<DateTable, 'cost' | 'missing' | 'works'> {
  const perDay = starts.length / days.length;
  const cost = new Float64Array(starts.length);
  const missing = new Uint16Array(starts.length);
  const works = new Uint8Array(starts.length).fill(1);
  for (const { busy, weight = 1, required = false } of members) {
    const taken = merged(busy);
    // Both lists go forward in time, so each is walked once.
    let next = 0;
    let before = -Infinity;
    for (let slot = 0; slot < starts.length; slot++) {
      const start = (starts[slot] as number) - travelMinutes;
      if (start < before) next = 0;
      before = start;
      while (next < taken.length && (taken[next] as Span).end <= start) next++;
      if (next >= taken.length) continue;
      if ((taken[next] as Span).start >= start + minutes + 2 * travelMinutes) continue;
      cost[slot] = (cost[slot] as number) + weight;
      missing[slot] = (missing[slot] as number) + 1;
      if (required) works[slot] = 0;
    }
  }
  for (let slot = 0; slot < starts.length; slot++) {
    const avoided = avoid?.get(days[Math.floor(slot / perDay)] as string);
    if (avoided && avoided.cost !== 'never') cost[slot] = (cost[slot] as number) + avoided.cost;
    if (avoided?.cost === 'never' || members.length - (missing[slot] as number) < quorum) works[slot] = 0;
  }
  return { cost, missing, works };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Apart from each other and soonest first; empty ones go. */
function merged(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = apart.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}

/** Of 'HH:MM', since midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
