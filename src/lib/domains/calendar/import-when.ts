// Decides when an event of a table takes place: from a day and times in as many columns as somebody chose to use.
import { checkRule, type Override } from '#lib/core/recurrence.ts';
import {
  addDays,
  addLocalMinutes,
  canonicalZone,
  daysBetween,
  defaultZone,
  instantOf,
  isLocal
} from '#lib/core/time.ts';
import { yesOrNo } from '#lib/domains/registry/import-words.ts';
import type { EventRowFault, RowFault } from './import-faults.ts';
import type { EventField } from './import-fields.ts';
import { isFault, readMoment, type Moment } from './import-moment.ts';

export interface When {
  /** Local, 'YYYY-MM-DDTHH:MM'. */
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
  readonly rdates: readonly string[];
  readonly overrides: readonly Override[];
}

/** Ten years: a permanent exhibition is still an event. The database has the same bound. */
export const longestMinutes = 3660 * 24 * 60;

type Cell = (field: EventField) => string;
type Wrong = (field: EventField, code: RowFault, value?: string) => null;

/**
 * Without a time it lasts all day, to its last day inclusive; without an end, as long as nobody says. A timed end before the
 * start, on no day of its own, is after midnight when the event begins in the evening.
 * @returns null when `faults` tell why not
 */
export function readWhen(cell: Cell, faults: EventRowFault[]): When | null {
  const wrong: Wrong = (field, code, value = cell(field)) => {
    faults.push({ field, code, value });
    return null;
  };
  const zone = cell('zone') === '' ? defaultZone : canonicalZone(cell('zone'));
  if (zone === undefined) return wrong('zone', 'unknown_zone');
  const moment = (field: EventField): Moment | null => {
    if (cell(field) === '') return nothing;
    const read = readMoment(cell(field), zone);
    return isFault(read) ? wrong(field, read) : read;
  };
  const [date, start, endDate, end] = [moment('date'), moment('start'), moment('end_date'), moment('end')];
  if (!date || !start || !endDate || !end) return null;

  const day = start.day ?? date.day;
  if (day === null)
    return wrong(cell('start') === '' ? 'date' : 'start', cell('date') === '' ? 'missing_day' : 'not_a_date');
  const time = start.time ?? date.time;
  const said = cell('all_day') === '' ? null : yesOrNo(cell('all_day'));
  if (cell('all_day') !== '' && said === null) return wrong('all_day', 'not_yes_or_no');
  const allDay = said === true || time === null;
  if (time === '24:00') return wrong('start', 'not_a_time');
  if (allDay && said !== true && end.time !== null) return wrong('start', 'missing_time', '');
  const starts = `${day}T${allDay || time === null ? '00:00' : time}`;

  const last = { day: end.day ?? endDate.day, time: end.time ?? endDate.time ?? start.until ?? date.until };
  const minutes = readMinutes({ cell, wrong, starts, allDay, zone, last });
  if (minutes === null) return null;
  const series = readSeries({ cell, wrong, starts, zone });
  return series && { starts, minutes, zone, allDay, ...series };
}

const nothing: Moment = { day: null, time: null, until: null };

interface Known {
  readonly cell: Cell;
  readonly wrong: Wrong;
  readonly starts: string;
  readonly zone: string;
}

function readMinutes(
  known: Known & { allDay: boolean; last: { day: string | null; time: string | null } }
): number | null {
  const { cell, wrong, starts, zone, allDay, last } = known;
  const field = cell('end') !== '' ? 'end' : cell('end_date') !== '' ? 'end_date' : 'start';
  const bounded = (minutes: number): number | null => {
    if (minutes < 0) return wrong(field, 'end_before_start');
    return minutes > longestMinutes ? wrong(field, 'lasts_too_long') : minutes;
  };
  if (cell('minutes') !== '') {
    const minutes = minutesFrom(cell('minutes'));
    if (minutes === null) return wrong('minutes', 'not_minutes');
    return minutes > longestMinutes ? wrong('minutes', 'lasts_too_long') : minutes;
  }
  const day = starts.slice(0, 10);
  if (allDay) {
    const days = daysBetween(day, last.day ?? day) + 1;
    return days <= 0 ? wrong(field, 'end_before_start') : bounded(days * 24 * 60);
  }
  if (last.day === null && last.time === null) return 0;
  const [lastDay, time] = [last.day ?? day, last.time ?? starts.slice(11)];
  const written = time === '24:00' ? `${addDays(lastDay, 1)}T00:00` : `${lastDay}T${time}`;
  const overnight = last.day === null && written < starts && starts.slice(11) >= '17:00' && time <= '06:00';
  const end = overnight ? addLocalMinutes(written, 24 * 60) : written;
  return bounded((instantOf(end, zone).getTime() - instantOf(starts, zone).getTime()) / 60_000);
}

/** «90», «90 perc», «1,5 óra», «2 hours»; null when it is no length of time. */
function minutesFrom(text: string): number | null {
  const [, number = '', unit = ''] = /^([0-9]{1,7}(?:[.,][0-9]{1,2})?) ?([a-zó]{0,7})\.?$/i.exec(text) ?? [];
  const factor = /^(|p|perc|min|mins|minutes?)$/i.test(unit)
    ? 1
    : /^(h|ó|óra|hours?)$/i.test(unit)
      ? 60
      : null;
  if (number === '' || factor === null) return null;
  const minutes = Number(number.replace(',', '.')) * factor;
  return Number.isInteger(minutes) ? minutes : null;
}

function readSeries({
  cell,
  wrong,
  starts,
  zone
}: Known): Pick<When, 'rule' | 'exdates' | 'rdates' | 'overrides'> | null {
  const rule = cell('rule').replace(/^RRULE:/i, '') || null;
  if (rule !== null) {
    const checked = checkRule(rule);
    if (!checked.ok) return wrong('rule', `rule_${checked.reason}`, 'part' in checked ? checked.part : rule);
  }
  const locals = (field: EventField): string[] | null => {
    const found: string[] = [];
    for (const text of cell(field).split(/[;,|\n]/)) {
      if (text.trim() === '') continue;
      const read = readMoment(text.trim(), zone);
      if (isFault(read)) return wrong(field, read, text.trim());
      if (read.day === null) return wrong(field, 'not_a_date', text.trim());
      found.push(`${read.day}T${read.time ?? starts.slice(11)}`);
    }
    return [...new Set(found)].sort();
  };
  const [exdates, rdates] = [locals('exdates'), locals('rdates')];
  const overrides = overridesFrom(cell('overrides'));
  if (overrides === null) return wrong('overrides', 'not_understood');
  return exdates && rdates && { rule, exdates, rdates, overrides };
}

/** As our own reader of calendars writes them: a JSON list of `recurrenceId`, `start` and `minutes`. */
function overridesFrom(text: string): Override[] | null {
  if (text === '') return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(list)) return null;
  const overrides = list.map((each: unknown): Override | null => {
    const { recurrenceId, start, minutes } = (each ?? {}) as Partial<Record<keyof Override, unknown>>;
    if (typeof recurrenceId !== 'string' || !isLocal(recurrenceId)) return null;
    if (start !== null && (typeof start !== 'string' || !isLocal(start))) return null;
    return typeof minutes === 'number' && minutes >= 0 ? { recurrenceId, start, minutes } : null;
  });
  if (overrides.includes(null)) return null;
  return [
    ...new Map((overrides as Override[]).map((override) => [override.recurrenceId, override])).values()
  ];
}
