// Decides what one VEVENT says: its times, its texts, and what of it cannot be used.
import type { Point } from './geo.ts';
import type { Component, Property } from './icalendar-components.ts';
import type { ProblemCode } from './icalendar-problems.ts';
import { instantBy, localBy, type Clock } from './icalendar-timezone.ts';
import { readDuration, readMoment, readPoint, readText, splitList, type Moment } from './icalendar-values.ts';
import type { ZoneFinder } from './icalendar-zones.ts';
import { parseRule } from './recurrence-rule.ts';
import { addDays, daysBetween, minuteMs, wallMs } from './time.ts';

export interface EventTexts {
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly geo: Point | null;
  readonly categories: readonly string[];
  /** An http or https address. */
  readonly url: string | null;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED' | null;
  /** The organiser's name; never the address. */
  readonly organizer: string | null;
  /** CLASS other than PUBLIC: not meant for everybody. */
  readonly private: boolean;
  readonly sequence: number;
  readonly lastModified: Date | null;
}

/** A day (as its midnight) or a wall time, 'YYYY-MM-DDTHH:MM[:SS]', and the clock it is on. */
export interface Placed {
  readonly allDay: boolean;
  readonly local: string;
  readonly clock: Clock;
}

export interface RawEvent extends EventTexts {
  readonly uid: string;
  /** Which VEVENT of the file, from 1. */
  readonly component: number;
  readonly line: number;
  readonly start: Placed;
  /** Null: a single instance that is as long as those of its series. */
  readonly minutes: number | null;
  readonly rule: string | null;
  readonly exdates: readonly Placed[];
  readonly rdates: readonly { readonly at: Placed; readonly minutes: number | null }[];
  readonly recurrenceId: Placed | null;
}

export interface Reading {
  readonly defaultZone: string;
  readonly clockOf: ZoneFinder;
  /** Tells of a problem of this event. */
  readonly problem: (
    code: ProblemCode,
    details: { line?: number; detail?: string; rejected?: boolean; uid?: string }
  ) => void;
}

/** Ten years. */
const maxMinutes = 3660 * 1440;
const maxDates = 5_000;
const lengths = {
  SUMMARY: 1_000,
  LOCATION: 1_000,
  DESCRIPTION: 20_000,
  CATEGORIES: 1_000,
  ORGANIZER: 500,
  URL: 2_000
};

/** Undefined when the event cannot be used; the problem has been told then. */
export function readEvent(event: Component, component: number, reading: Reading): RawEvent | undefined {
  const uid = readText(first(event, 'UID')?.value ?? '').slice(0, 500);
  const problem: Reading['problem'] = (code, details) =>
    reading.problem(code, { line: event.line, ...(uid !== '' && { uid }), ...details });
  const unknown = new Set<string>();
  const told: Reading = {
    ...reading,
    problem,
    clockOf: (tzid) => {
      const clock = reading.clockOf(tzid);
      if (clock === undefined && !unknown.has(tzid)) problem('zone_unknown', { detail: tzid });
      if (clock === undefined) unknown.add(tzid);
      return clock;
    }
  };

  const startProperty = first(event, 'DTSTART');
  if (startProperty === undefined) {
    problem('start_missing', { rejected: true });
    return undefined;
  }
  const start = placed(startProperty, startProperty.value, told);
  if (start === undefined) {
    problem('start_wrong', { line: startProperty.line, detail: startProperty.value, rejected: true });
    return undefined;
  }
  const recurrenceProperty = first(event, 'RECURRENCE-ID');
  const recurrenceId = recurrenceProperty ? placed(recurrenceProperty, recurrenceProperty.value, told) : null;
  if (recurrenceProperty && !recurrenceId) {
    problem('instance_wrong', {
      line: recurrenceProperty.line,
      detail: recurrenceProperty.value,
      rejected: true
    });
    return undefined;
  }
  const length = readLength(event, start, told);
  if (length === undefined) return undefined;

  const texts = readTexts(event, told);
  if (uid === '') problem('uid_missing', { detail: texts.summary });
  if (recurrenceProperty?.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE')
    problem('later_instances_ignored', { line: recurrenceProperty.line });
  return {
    uid: uid === '' ? madeUpUid(`${startProperty.value}\n${texts.summary}\n${texts.location ?? ''}`) : uid,
    component,
    line: event.line,
    ...(length.allDay
      ? { start: asDay(start), minutes: length.minutes }
      : { start, minutes: length.minutes }),
    rule: readRule(event, told),
    exdates: readDates(event, 'EXDATE', told).map(({ at }) => at),
    rdates: readDates(event, 'RDATE', told),
    recurrenceId: recurrenceId ?? null,
    ...texts
  };
}

function first(component: Component, name: string): Property | undefined {
  return component.properties.get(name)?.[0];
}

function placed(property: Property, text: string, reading: Reading): Placed | undefined {
  const moment = readMoment(text);
  return moment && placedMoment(moment, property, reading);
}

function placedMoment(
  moment: Moment,
  property: Property,
  { clockOf, defaultZone, problem }: Reading
): Placed {
  const home: Clock = { kind: 'named', zone: defaultZone };
  if (moment.kind === 'day') return { allDay: true, local: `${moment.day}T00:00`, clock: home };
  const local = shortest(moment.local);
  if (moment.kind === 'utc') return { allDay: false, local, clock: { kind: 'named', zone: 'UTC' } };
  const tzid = property.parameters.get('TZID') ?? '';
  if (tzid === '') return { allDay: false, local, clock: home };
  return { allDay: false, local, clock: clockOf(tzid) ?? home };
}

function asDay(start: Placed): Placed {
  return { ...start, allDay: true, local: `${start.local.slice(0, 10)}T00:00` };
}

/** Undefined when the event cannot be used. */
function readLength(
  event: Component,
  start: Placed,
  reading: Reading
): { minutes: number | null; allDay: boolean } | undefined {
  const { problem } = reading;
  const property = first(event, 'DTEND') ?? first(event, 'DURATION');
  const usual = { minutes: start.allDay ? 1440 : 0, allDay: start.allDay };
  if (property === undefined) return usual;
  const { line, value: detail } = property;

  const minutes =
    property.name === 'DTEND' ? minutesToEnd(start, property, reading) : minutesOf(start, property.value);
  if (minutes === undefined) {
    problem('end_wrong', { line, detail });
    return usual;
  }
  if (minutes < 0) {
    const isInstance = first(event, 'RECURRENCE-ID') !== undefined;
    problem('end_before_start', { line, detail, rejected: !isInstance });
    return isInstance ? { minutes: null, allDay: start.allDay } : undefined;
  }
  if (minutes > maxMinutes) {
    problem('duration_wrong', { line, detail, rejected: true });
    return undefined;
  }
  if (start.allDay) return { minutes: Math.max(1440, Math.ceil(minutes / 1440) * 1440), allDay: true };
  // Outlook writes whole days as midnights and says so beside.
  const days = minutesOnTheWall(start, property, minutes, reading);
  const whole = days > 0 && days % 1440 === 0 && start.local.endsWith('T00:00');
  return whole && /^TRUE$/i.test(first(event, 'X-MICROSOFT-CDO-ALLDAYEVENT')?.value ?? '')
    ? { minutes: days, allDay: true }
    : { minutes, allDay: false };
}

function minutesToEnd(start: Placed, property: Property, reading: Reading): number | undefined {
  const end = placed(property, property.value, reading);
  if (end === undefined) return undefined;
  if (start.allDay) {
    const days = daysBetween(start.local.slice(0, 10), end.local.slice(0, 10));
    // An end at a time of the day makes that day the last one.
    return (end.allDay || end.local.endsWith('T00:00') ? days : days + 1) * 1440;
  }
  // A mere day as the end of something with a time: until that day begins, or ends where it is the same day.
  const day = end.local.slice(0, 10);
  const sameDay = end.allDay && day === start.local.slice(0, 10);
  const until = end.allDay
    ? instantBy(start.clock, `${sameDay ? addDays(day, 1) : day}T00:00`)
    : instantOf(end);
  return wholeMinutes(until.getTime() - instantOf(start).getTime());
}

function minutesOf(start: Placed, text: string): number | undefined {
  const duration = readDuration(text);
  if (duration === undefined) return undefined;
  const { days, seconds } = duration;
  if (Math.abs(days) > 4000) return Math.sign(days) * Number.MAX_SAFE_INTEGER;
  if (start.allDay) return days * 1440 + wholeMinutes(seconds * 1000);
  const wall = `${addDays(start.local.slice(0, 10), days)}${start.local.slice(10)}`;
  return wholeMinutes(instantBy(start.clock, wall).getTime() - instantOf(start).getTime() + seconds * 1000);
}

function minutesOnTheWall(start: Placed, property: Property, minutes: number, reading: Reading): number {
  const end = property.name === 'DTEND' ? placed(property, property.value, reading) : undefined;
  return end === undefined ? minutes : (wallMs(end.local) - wallMs(start.local)) / minuteMs;
}

export function instantOf({ clock, local }: Placed): Date {
  return instantBy(clock, local);
}

/** The wall time on another clock; days and times already on it stay as they are written. */
export function localOn(clock: Clock, at: Placed): string {
  const same =
    at.allDay ||
    (at.clock.kind === 'named' ? clock.kind === 'named' && at.clock.zone === clock.zone : at.clock === clock);
  return same ? at.local : shortest(localBy(clock, instantOf(at)));
}

function wholeMinutes(ms: number): number {
  return Math.round(ms / minuteMs);
}

function shortest(local: string): string {
  return local.endsWith(':00') && local.length === 19 ? local.slice(0, 16) : local;
}

function readRule(event: Component, { problem }: Reading): string | null {
  const rules = event.properties.get('RRULE') ?? [];
  const [property, another] = rules;
  if (property === undefined) return null;
  if (another) problem('rule_repeated', { line: another.line, detail: another.value });
  const parsed = parseRule(property.value);
  if (!parsed.ok) {
    problem('rule_not_understood', {
      line: property.line,
      detail: `${property.value.slice(0, 60)} (${parsed.part})`
    });
    return null;
  }
  return property.value.toUpperCase().replaceAll(/\s/g, '').split(';').filter(Boolean).join(';');
}

function readDates(
  event: Component,
  name: 'EXDATE' | 'RDATE',
  reading: Reading
): { at: Placed; minutes: number | null }[] {
  const dates: { at: Placed; minutes: number | null }[] = [];
  for (const property of event.properties.get(name) ?? [])
    for (const text of property.value.split(',')) {
      if (text.trim() === '') continue;
      if (dates.length >= maxDates) {
        reading.problem('too_many_dates', { line: property.line, detail: name });
        return dates;
      }
      const [from = '', to] = text.split('/');
      const at = placed(property, from, reading);
      if (at === undefined) reading.problem('date_wrong', { line: property.line, detail: `${name} ${text}` });
      else dates.push({ at, minutes: to === undefined ? null : periodMinutes(at, to, property, reading) });
    }
  return dates;
}

function periodMinutes(at: Placed, to: string, property: Property, reading: Reading): number | null {
  const end = to.includes('P') ? undefined : placed(property, to, reading);
  const minutes = end ? wholeMinutes(instantOf(end).getTime() - instantOf(at).getTime()) : minutesOf(at, to);
  return minutes !== undefined && minutes >= 0 && minutes <= maxMinutes ? minutes : null;
}

function readTexts(event: Component, { problem }: Reading): EventTexts {
  const text = (name: keyof typeof lengths): string | null => {
    const property = first(event, name);
    if (property === undefined) return null;
    const read = readText(property.value);
    if (read.length > lengths[name]) problem('text_cut', { line: property.line, detail: name });
    return read.slice(0, lengths[name]) || null;
  };
  const summary = text('SUMMARY');
  if (summary === null) problem('summary_missing', {});
  const status = first(event, 'STATUS');
  const known = (['TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const).find(
    (each) => each === status?.value.trim().toUpperCase()
  );
  if (status && !known) problem('status_unknown', { line: status.line, detail: status.value });
  const geo = first(event, 'GEO');
  const point = geo && readPoint(geo.value);
  if (geo && !point) problem('position_wrong', { line: geo.line, detail: geo.value });
  const url = text('URL');
  const address = url?.startsWith('www.') ? `https://${url}` : (url ?? '');
  if (url !== null && !isWebAddress(address)) problem('address_wrong', { detail: url });
  const sequence = Number(first(event, 'SEQUENCE')?.value.trim() ?? 0);
  const stamp = readMoment(first(event, 'LAST-MODIFIED')?.value ?? first(event, 'DTSTAMP')?.value ?? '');
  const categories = (event.properties.get('CATEGORIES') ?? []).flatMap(({ value }) => splitList(value));
  return {
    summary: summary ?? '',
    description: text('DESCRIPTION'),
    location: text('LOCATION'),
    geo: point === 'nowhere' ? null : (point ?? null),
    categories: [...new Set(categories.map((each) => readText(each).slice(0, 100)).filter(Boolean))].slice(
      0,
      50
    ),
    url: isWebAddress(address) ? address : null,
    status: known ?? null,
    organizer:
      readText(first(event, 'ORGANIZER')?.parameters.get('CN') ?? '').slice(0, lengths.ORGANIZER) || null,
    private: !/^(PUBLIC)?$/i.test(first(event, 'CLASS')?.value.trim() ?? ''),
    sequence: Number.isInteger(sequence) && sequence > 0 && sequence < 2 ** 31 ? sequence : 0,
    lastModified: stamp && stamp.kind !== 'day' ? new Date(`${stamp.local}Z`) : null
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/** The same event without a UID gets the same one at each reading (FNV-1a, twice 32 bits). */
function madeUpUid(text: string): string {
  const hash = (seed: number): string => {
    let h = seed;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    return (h >>> 0).toString(16).padStart(8, '0');
  };
  return `without-uid-${hash(0x811c9dc5)}${hash(0x050c5d1f)}`;
}
