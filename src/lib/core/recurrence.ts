// Unfolds a series into its occurrences, and turns the choices of a form into a recurrence rule and back (RFC 5545 §3.3.10).
import { RRuleTemporal } from 'rrule-temporal';
import { dayMs, instantOf, isDay, localSecondsOf, minuteMs, wallMs } from './time.ts';

/** A moved or cancelled instance of a series (RECURRENCE-ID). */
export interface Override {
  /** The local start that the rule gives. */
  readonly recurrenceId: string;
  /** The local start it has instead; null: this one does not take place. */
  readonly start: string | null;
  readonly minutes: number;
}

export interface Series {
  /** Local start of the first, 'YYYY-MM-DDTHH:MM'. */
  readonly start: string;
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
  /** RRULE value without its name; null: it takes place once (and on `rdates`). */
  readonly rule: string | null;
  readonly exdates: readonly string[];
  readonly rdates: readonly string[];
  readonly overrides: readonly Override[];
}

export interface Occurrence {
  readonly start: Date;
  readonly end: Date;
  readonly recurrenceId: string;
}

/** The engine looks at so many periods and candidates before it gives up: a rule without an end or a hit must not hang. */
const maxIterations = 20_000;

/**
 * Occurrences that begin in [from, to), soonest first, at most `limit`. The rule counts in local wall time; a time skipped by a
 * clock change moves forward. Minutes of an all-day series are whole days of the calendar, not 24 hours.
 */
export function occurrencesOf(
  series: Series,
  from: Date,
  to: Date,
  limit: number
): { occurrences: Occurrence[]; truncated: boolean } {
  const excluded = new Set(series.exdates.map((local) => local.slice(0, 16)));
  const moved = new Map(series.overrides.map((override) => [override.recurrenceId.slice(0, 16), override]));
  const starts = new Set([...ruleStarts(series, to, limit), ...series.rdates.map((local) => local.slice(0, 16))]);
  const occurrences: Occurrence[] = [];
  for (const recurrenceId of starts) {
    if (excluded.has(recurrenceId)) continue;
    const override = moved.get(recurrenceId);
    if (override?.start === null) continue;
    const local = override?.start ?? recurrenceId;
    const start = instantOf(local, series.zone);
    if (start < from || start >= to) continue;
    const minutes = override?.minutes ?? series.minutes;
    occurrences.push({ start, end: endOf(local, start, minutes, series), recurrenceId });
  }
  occurrences.sort((a, b) => a.start.getTime() - b.start.getTime());
  return { occurrences: occurrences.slice(0, limit), truncated: occurrences.length > limit };
}

function endOf(local: string, start: Date, minutes: number, { allDay, zone }: Series): Date {
  if (!allDay) return new Date(start.getTime() + minutes * minuteMs);
  const wall = new Date(wallMs(local) + minutes * minuteMs).toISOString();
  return instantOf(wall.slice(0, 16), zone);
}

/** Wall times are handed to the engine as if they were UTC: there every day has 24 hours and no hour is missing. */
function ruleStarts(series: Series, to: Date, limit: number): string[] {
  const first = series.start.slice(0, 16);
  if (series.rule === null) return [first];
  const until = new Date(wallMs(localSecondsOf(to, series.zone)) + dayMs);
  const starts: string[] = [];
  engine(localUntil(series.rule, series.zone), first).all((date) => {
    const wall = date.toPlainDateTime().toString();
    if (Date.parse(`${wall.slice(0, 16)}Z`) > until.getTime() || starts.length > limit) return false;
    starts.push(wall.slice(0, 16));
    return true;
  });
  return starts;
}

function engine(rule: string, start: string): RRuleTemporal {
  return new RRuleTemporal({
    rruleString: `DTSTART:${start.replace(/[-:]/g, '')}00Z\nRRULE:${rule}`,
    maxIterations,
    includeDtstart: true
  });
}

/** UNTIL in UTC belongs to the zone of the series: as wall time, like everything that the engine is given. */
function localUntil(rule: string, zone: string): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?/i, (_all, y, m, d, h, min, s, utc) => {
    if (!h) return `UNTIL=${y}${m}${d}T235959Z`;
    if (!utc) return `UNTIL=${y}${m}${d}T${h}${min}${s}Z`;
    const local = localSecondsOf(new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`), zone);
    return `UNTIL=${local.replace(/[-:]/g, '')}Z`;
  });
}

/** Whether a rule is one that the calendar can keep: understood, and not more often than daily. */
export function checkRule(rule: string): { ok: true } | { ok: false; reason: 'not_understood' | 'too_often' } {
  if (!/^[A-Z0-9=;,+\-:]{1,500}$/i.test(rule) || !/(^|;)FREQ=/i.test(rule)) return { ok: false, reason: 'not_understood' };
  if (/FREQ=(SECONDLY|MINUTELY|HOURLY)/i.test(rule)) return { ok: false, reason: 'too_often' };
  try {
    engine(localUntil(rule, 'UTC'), '2026-01-01T09:00').all((_date, index) => index < 2);
    return { ok: true };
  } catch {
    return { ok: false, reason: 'not_understood' };
  }
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The rules that the form offers; `until` is the last day, or null. */
export type RuleChoice =
  | { readonly kind: 'weekly'; readonly every: number; readonly weekdays: readonly Weekday[]; readonly until: string | null }
  | {
      readonly kind: 'monthly_weekday';
      readonly every: number;
      /** 1 to 4, or −1 for the last. */
      readonly nth: number;
      readonly weekday: Weekday;
      readonly until: string | null;
    }
  | { readonly kind: 'monthly_day'; readonly every: number; readonly day: number; readonly until: string | null }
  | { readonly kind: 'yearly'; readonly every: number; readonly until: string | null }
  | { readonly kind: 'raw' };

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export function ruleOf(choice: Exclude<RuleChoice, { kind: 'raw' }>): string {
  const frequency = { weekly: 'WEEKLY', monthly_weekday: 'MONTHLY', monthly_day: 'MONTHLY', yearly: 'YEARLY' }[choice.kind];
  return [
    `FREQ=${frequency}`,
    choice.every > 1 ? `INTERVAL=${choice.every}` : '',
    choice.kind === 'weekly' ? `BYDAY=${[...choice.weekdays].sort().map((day) => codes[day - 1]).join(',')}` : '',
    choice.kind === 'monthly_weekday' ? `BYDAY=${choice.nth}${codes[choice.weekday - 1]}` : '',
    choice.kind === 'monthly_day' ? `BYMONTHDAY=${choice.day}` : '',
    choice.until ? `UNTIL=${choice.until.replaceAll('-', '')}T235959` : ''
  ]
    .filter(Boolean)
    .join(';');
}

/** The choice behind a rule; 'raw' when the form has no words for it. */
export function choiceIn(rule: string): RuleChoice {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=') as [string, string])
  );
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL', 'WKST'];
  if ([...parts.keys()].some((name) => !known.includes(name))) return { kind: 'raw' };
  const every = Number(parts.get('INTERVAL') ?? 1);
  const written = parts.get('UNTIL');
  const until = written ? `${written.slice(0, 4)}-${written.slice(4, 6)}-${written.slice(6, 8)}` : null;
  if (until !== null && !isDay(until)) return { kind: 'raw' };
  const days = parts.get('BYDAY')?.split(',') ?? [];
  const monthDay = Number(parts.get('BYMONTHDAY') ?? Number.NaN);
  switch (parts.get('FREQ')) {
    case 'WEEKLY': {
      const weekdays = days.map((code) => codes.indexOf(code as (typeof codes)[number]) + 1);
      if (weekdays.includes(0) || parts.has('BYMONTHDAY')) return { kind: 'raw' };
      return { kind: 'weekly', every, weekdays: weekdays as Weekday[], until };
    }
    case 'MONTHLY': {
      if (days.length === 0 && monthDay > 0) return { kind: 'monthly_day', every, day: monthDay, until };
      const [, nth, code] = /^(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(days[0] ?? '') ?? [];
      if (days.length !== 1 || !nth || !code || parts.has('BYMONTHDAY')) return { kind: 'raw' };
      const weekday = (codes.indexOf(code as (typeof codes)[number]) + 1) as Weekday;
      return { kind: 'monthly_weekday', every, nth: Number(nth), weekday, until };
    }
    case 'YEARLY':
      return days.length === 0 && !parts.has('BYMONTHDAY') ? { kind: 'yearly', every, until } : { kind: 'raw' };
    default:
      return { kind: 'raw' };
  }
}
