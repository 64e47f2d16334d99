// Reads when an event takes place: its day and hours, how it repeats, how far it may move.
import { checkRule } from '#lib/core/recurrence.ts';
import { ruleOf, type RuleChoice } from '#lib/core/recurrence-choice.ts';
import {
  addLocalMinutes,
  daysBetween,
  isDay,
  isLocal,
  wallMs,
  weekdayOf,
  type Weekday
} from '#lib/core/time.ts';
import type { ErrorCode } from './input.ts';
import type { Flexibility } from './model.ts';

export const repeats = ['none', 'weekly', 'monthly_weekday', 'monthly_day', 'yearly', 'other'] as const;
export type Repeat = (typeof repeats)[number];

/** A series without an end is asked for one; ten years are more than anybody plans. */
const longestSeriesDays = 3660;
const longestEventDays = 366;

export type Wrong = (field: string, code: ErrorCode, value?: string) => void;
export type Text = (name: string) => string;

export function readWhen(
  text: Text,
  wrong: Wrong
): { starts: string; minutes: number; allDay: boolean } | null {
  const allDay = text('all_day') !== '';
  const day = text('date');
  const time = allDay ? '00:00' : clockTime(text('time'));
  if (day === '') wrong('date', 'date_missing');
  else if (!isDay(day)) wrong('date', 'date_wrong', day);
  if (text('time') === '' && !allDay) wrong('time', 'time_missing');
  else if (time === null) wrong('time', 'time_wrong', text('time'));
  if (!isDay(day) || time === null || !isLocal(`${day}T${time}`)) return null;

  const starts = `${day}T${time}`;
  const endDay = text('end_date') || day;
  if (!isDay(endDay)) {
    wrong('end_date', 'date_wrong', endDay);
    return null;
  }
  if (daysBetween(day, endDay) > longestEventDays) {
    wrong('end_date', 'end_too_far', endDay);
    return null;
  }
  if (allDay) {
    const minutes = (daysBetween(day, endDay) + 1) * 24 * 60;
    if (minutes <= 0) wrong('end_date', 'end_before_start', endDay);
    return minutes > 0 ? { starts, minutes, allDay } : null;
  }
  const end = endTime(text, { day, starts, endDay }, wrong);
  return end === null ? null : { starts, minutes: (wallMs(end) - wallMs(starts)) / 60_000, allDay };
}

/** Without an end an event lasts as long as nobody says; one that ends before it starts, on no other day, ends after midnight. */
function endTime(
  text: Text,
  { day, starts, endDay }: { day: string; starts: string; endDay: string },
  wrong: Wrong
): string | null {
  if (text('end_time') === '') return endDay === day ? starts : `${endDay}T${starts.slice(11)}`;
  const time = clockTime(text('end_time'));
  if (time === null) {
    wrong('end_time', 'time_wrong', text('end_time'));
    return null;
  }
  const end = `${endDay}T${time}`;
  if (end >= starts) return end;
  if (text('end_date') === '' && starts.slice(11) >= '17:00' && time <= '06:00')
    return addLocalMinutes(end, 24 * 60);
  wrong('end_time', 'end_before_start', text('end_time'));
  return null;
}

export function readSeries(
  form: FormData,
  text: Text,
  starts: string,
  wrong: Wrong
): { rule: string | null; exdates: string[] } | null {
  const repeat = repeats.find((each) => each === text('repeat')) ?? 'none';
  if (repeat === 'none') return { rule: null, exdates: [] };
  const day = starts.slice(0, 10);
  const exdates = readDays(text('except'), wrong)?.map((each) => `${each}T${starts.slice(11)}`);
  if (!exdates) return null;
  if (repeat === 'other') {
    const rule = text('rule').replace(/^RRULE:/i, '');
    if (checkRule(rule).ok) return { rule, exdates };
    wrong('rule', 'rule_wrong', rule);
    return null;
  }
  const until = text('until');
  if (until === '') wrong('until', 'repeat_until_missing');
  else if (!isDay(until)) wrong('until', 'date_wrong', until);
  else if (until < day) wrong('until', 'repeat_until_before_start', until);
  else if (daysBetween(day, until) > longestSeriesDays) wrong('until', 'repeat_until_far', until);
  else {
    const weekdays = form.getAll('weekday').map(Number).filter(isWeekday);
    const every = Math.min(52, Math.max(1, Math.floor(Number(text('every')) || 1)));
    return { rule: ruleOf(choiceOf(repeat, { day, every, weekdays, until })), exdates };
  }
  return null;
}

/** What a choice of the form means for a series that begins on `day`. */
export function choiceOf(
  repeat: Exclude<Repeat, 'none' | 'other'>,
  {
    day,
    every,
    weekdays,
    until
  }: { day: string; every: number; weekdays: readonly Weekday[]; until: string | null }
): Exclude<RuleChoice, { kind: 'raw' }> {
  const weekday = weekdayOf(day);
  const dayOfMonth = Number(day.slice(8));
  if (repeat === 'weekly')
    return { kind: 'weekly', every, weekdays: weekdays.length > 0 ? weekdays : [weekday], until };
  if (repeat === 'monthly_day') return { kind: 'monthly_day', every, day: dayOfMonth, until };
  if (repeat === 'yearly') return { kind: 'yearly', every, until };
  // The fifth Tuesday is the last one: a month without a fifth would have none.
  const nth = Math.ceil(dayOfMonth / 7);
  return { kind: 'monthly_weekday', every, nth: nth === 5 ? -1 : nth, weekday, until };
}

export function readFlexibility(text: Text, starts: string, wrong: Wrong): Flexibility | null {
  const kind = text('flexibility');
  if (kind === 'days') {
    const days = Number(text('flexible_days'));
    if (Number.isInteger(days) && days >= 1 && days <= 60) return { kind: 'days', days };
    wrong('flexible_days', 'flexible_days_wrong', text('flexible_days'));
    return null;
  }
  if (kind !== 'window') return { kind: 'fixed' };
  const [from, to] = [text('window_from'), text('window_to')];
  const earliest = text('window_earliest') === '' ? starts.slice(11) : clockTime(text('window_earliest'));
  const latest = text('window_latest') === '' ? starts.slice(11) : clockTime(text('window_latest'));
  if (!isDay(from) || !isDay(to) || from > to || daysBetween(from, to) > 366)
    wrong('window_from', 'window_wrong', `${from} – ${to}`);
  else if (earliest === null || latest === null || earliest > latest)
    wrong('window_earliest', 'window_wrong');
  else return { kind: 'window', from, to, earliest, latest };
  return null;
}

/** «2027-01-05, 2027. 2. 2.»: one day or many, by comma, space or line. */
function readDays(text: string, wrong: Wrong): string[] | null {
  const written = /(\d{4})[-.] ?(\d{1,2})[-.] ?(\d{1,2})\.?/g;
  const days = [...text.matchAll(written)].map(
    ([, year = '', month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  );
  const rest = text
    .replace(written, '')
    .replace(/[\s,;]+/g, ' ')
    .trim();
  const bad = rest === '' ? days.find((day) => !isDay(day)) : rest;
  if (bad === undefined) return [...new Set(days)].sort();
  wrong('except', 'except_wrong', bad);
  return null;
}

/** «9», «9.30», «09:30» → '09:30'; null when it is no time of day. */
function clockTime(text: string): string | null {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hour < 24 && minute < 60
    ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    : null;
}

function isWeekday(day: number): day is Weekday {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}
