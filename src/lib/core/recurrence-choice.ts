// Turns the choices of a form into a recurrence rule and back; rules that the form has no words for stay raw.
import { parseRule, weekdayCodes, type Rule } from './recurrence-rule.ts';
import { dayOf, defaultZone, type Weekday } from './time.ts';

/** Where a repetition ends: after its last day, after so many times, or (both null) not at all. */
interface End {
  readonly until: string | null;
  readonly count?: number | null;
}

export type RuleChoice =
  | ({ readonly kind: 'weekly'; readonly every: number; readonly weekdays: readonly Weekday[] } & End)
  | ({
      readonly kind: 'monthly_weekday';
      readonly every: number;
      /** 1 to 5, or −1 to −5 from the end: −1 is the last. */
      readonly nth: number;
      readonly weekday: Weekday;
    } & End)
  | ({ readonly kind: 'monthly_day'; readonly every: number; readonly day: number } & End)
  | ({ readonly kind: 'yearly'; readonly every: number } & End)
  | { readonly kind: 'raw' };

/** RRULE value; `until` becomes a whole day, which the writing of iCalendar files turns into what RFC 5545 wants for the start. */
export function ruleOf(choice: Exclude<RuleChoice, { kind: 'raw' }>): string {
  return [
    `FREQ=${frequencyOf[choice.kind]}`,
    choice.every > 1 ? `INTERVAL=${choice.every}` : '',
    patternOf(choice),
    choice.until ? `UNTIL=${choice.until.replaceAll('-', '')}` : '',
    choice.count ? `COUNT=${choice.count}` : ''
  ]
    .filter(Boolean)
    .join(';');
}

/**
 * The choice behind a rule; 'raw' when the form has no words for it.
 * @param zone that an UNTIL written as an instant is read in
 */
export function choiceIn(text: string, zone: string = defaultZone): RuleChoice {
  const parsed = parseRule(text);
  if (!parsed.ok) return { kind: 'raw' };
  const rule = parsed.value;
  const { interval: every, byDay, byMonthDay, bySetPos, byMonth, byYearDay, byWeekNo } = rule;
  const { bySecond, byMinute, byHour } = rule;
  const beyond = [bySetPos, byMonth, byYearDay, byWeekNo, bySecond, byMinute, byHour];
  if (beyond.some((list) => list.length > 0)) return { kind: 'raw' };
  const end = { until: lastDayOf(rule, zone), ...(rule.count !== null && { count: rule.count }) };
  const [day] = byDay;
  const [monthDay] = byMonthDay;

  if (rule.frequency === 'WEEKLY' && monthDay === undefined && (every === 1 || rule.weekStart === 1))
    return { kind: 'weekly', every, weekdays: byDay.map(({ weekday }) => weekday as Weekday), ...end };
  if (rule.frequency === 'MONTHLY' && day && byDay.length === 1 && day.nth !== 0 && monthDay === undefined)
    return { kind: 'monthly_weekday', every, nth: day.nth, weekday: day.weekday as Weekday, ...end };
  if (
    rule.frequency === 'MONTHLY' &&
    !day &&
    byMonthDay.length === 1 &&
    monthDay !== undefined &&
    monthDay > 0
  )
    return { kind: 'monthly_day', every, day: monthDay, ...end };
  if (rule.frequency === 'YEARLY' && !day && monthDay === undefined) return { kind: 'yearly', every, ...end };
  return { kind: 'raw' };
}

const frequencyOf = {
  weekly: 'WEEKLY',
  monthly_weekday: 'MONTHLY',
  monthly_day: 'MONTHLY',
  yearly: 'YEARLY'
} as const;

function patternOf(choice: Exclude<RuleChoice, { kind: 'raw' }>): string {
  switch (choice.kind) {
    case 'weekly': {
      const days = [...new Set(choice.weekdays)].sort((a, b) => a - b);
      return days.length > 0 ? `BYDAY=${days.map((day) => weekdayCodes[day - 1]).join(',')}` : '';
    }
    case 'monthly_weekday':
      return `BYDAY=${choice.nth}${weekdayCodes[choice.weekday - 1]}`;
    case 'monthly_day':
      return `BYMONTHDAY=${choice.day}`;
    case 'yearly':
      return '';
  }
}

function lastDayOf({ until }: Rule, zone: string): string | null {
  if (until === null) return null;
  if (until.kind === 'utc') return dayOf(until.instant, zone);
  return until.kind === 'day' ? until.day : until.local.slice(0, 10);
}
