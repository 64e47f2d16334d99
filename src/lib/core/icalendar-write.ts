// Writes events as an iCalendar file (RFC 5545, RFC 7986) that other programs read with the right times.
import type { Point } from './geo.ts';
import { foldedLine, quoted, textValue } from './icalendar-lines.ts';
import { timezoneLines } from './icalendar-write-timezone.ts';
import { parseRule } from './recurrence-rule.ts';
import { ruleGivesStart, type Override, type Series } from './recurrence.ts';
import { addDays, addMinutes, defaultZone, instantOf, localSecondsOf } from './time.ts';

export interface CalendarEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly series: Series;
  readonly description?: string | null;
  readonly location?: string | null;
  readonly geo?: Point | null;
  readonly categories?: readonly string[];
  readonly url?: string | null;
  readonly status?: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED' | null;
  /** `address` is a URI: mailto: or the organisation's page. */
  readonly organizer?: { readonly name: string; readonly address: string } | null;
  /** When the event was last changed; the same until then, so that an unchanged feed is the same file. */
  readonly lastModified?: Date | null;
}

export interface CalendarToWrite {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
  readonly now: Date;
  readonly description?: string | null;
  /** Address of the feed's page. */
  readonly url?: string | null;
  readonly prodId?: string;
  /** How often a subscriber should look again: six hours unless told. */
  readonly refreshMinutes?: number;
  /** For a file that comes with a mail (RFC 5546 §3.2.1): what is in it takes the place of what is known under the same UID. */
  readonly method?: 'PUBLISH';
}

/**
 * Lines end with CRLF and are folded at 75 octets. Every zone used comes with its VTIMEZONE. An instance that does not take place
 * is an EXDATE, a moved one an event of its own with RECURRENCE-ID; a start that its rule does not give is an RDATE as well. UNTIL is turned into what RFC 5545 §3.3.10 wants for the
 * start: a day, or UTC.
 */
export function writeCalendar(calendar: CalendarToWrite): string {
  const {
    name,
    events,
    now,
    description,
    url,
    prodId = '-//Kaláka//Kaláka//HU',
    refreshMinutes = 360,
    method
  } = calendar;
  const zones = zonesOf(events);
  // A calendar has at least one component, also one without events.
  if (events.length === 0) zones.set(defaultZone, [now]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${textValue(prodId)}`,
    'CALSCALE:GREGORIAN',
    ...(method ? [`METHOD:${method}`] : []),
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    ...(description
      ? [`DESCRIPTION:${textValue(description)}`, `X-WR-CALDESC:${textValue(description)}`]
      : []),
    ...(url ? [`URL:${uriValue(url)}`] : []),
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMinutes}M`,
    `X-PUBLISHED-TTL:PT${refreshMinutes}M`,
    ...[...zones].flatMap(([zone, starts]) => timezoneLines(zone, starts, now)),
    ...events.flatMap((event) => eventLines(event, now)),
    'END:VCALENDAR'
  ];
  return lines.map(foldedLine).join('');
}

/** The zones that a calendar has to describe, with the starts in each. */
export function zonesOf(events: readonly Pick<CalendarEvent, 'series'>[]): Map<string, Date[]> {
  const zones = new Map<string, Date[]>();
  for (const { series } of events)
    if (!series.allDay && !isUtc(series.zone))
      zones.set(series.zone, [...(zones.get(series.zone) ?? []), instantOf(series.start, series.zone)]);
  return zones;
}

/** A series and its moved instances. @param more lines that each of them has as well, such as who is invited */
export function eventLines(event: CalendarEvent, now: Date, more: readonly string[] = []): string[] {
  const { series } = event;
  const moved = series.overrides.filter(({ start }) => start !== null);
  const cancelled = series.overrides
    .filter(({ start }) => start === null)
    .map(({ recurrenceId }) => recurrenceId);
  const exdates = [...new Set([...series.exdates.map((local) => fullLocal(local, series)), ...cancelled])];
  const rdates = [...(ruleGivesStart(series) ? [] : [series.start]), ...series.rdates];
  const times = [
    ...timeLines(series, series.start, series.minutes),
    ...(series.rule ? [`RRULE:${ruleToWrite(series.rule, series)}`] : []),
    ...(exdates.length > 0 ? [`EXDATE${timeList(exdates, series)}`] : []),
    ...(rdates.length > 0 ? [`RDATE${timeList(rdates, series)}`] : [])
  ];
  return [
    ...componentLines(event, now, times, more),
    ...moved.flatMap((override) => componentLines(event, now, instanceLines(series, override), more))
  ];
}

function instanceLines(series: Series, { recurrenceId, start, minutes }: Override): string[] {
  return [
    `RECURRENCE-ID${timeValue(recurrenceId, series)}`,
    ...timeLines(series, start ?? recurrenceId, minutes)
  ];
}

/** One VEVENT. */
export function componentLines(
  event: CalendarEvent,
  now: Date,
  times: readonly string[],
  more: readonly string[] = []
): string[] {
  const { uid, sequence, summary, description, location, geo, categories, url, status, organizer } = event;
  const stamp = utc(event.lastModified ?? now);
  return [
    'BEGIN:VEVENT',
    `UID:${textValue(uid)}`,
    `DTSTAMP:${stamp}`,
    ...(event.lastModified ? [`LAST-MODIFIED:${stamp}`] : []),
    `SEQUENCE:${sequence}`,
    ...times,
    `SUMMARY:${textValue(summary)}`,
    ...(status ? [`STATUS:${status}`] : []),
    ...(location ? [`LOCATION:${textValue(location)}`] : []),
    ...(geo ? [`GEO:${geo.lat.toFixed(6)};${geo.lon.toFixed(6)}`] : []),
    ...(categories && categories.length > 0 ? [`CATEGORIES:${categories.map(textValue).join(',')}`] : []),
    ...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:${uriValue(organizer.address)}`] : []),
    ...(url ? [`URL:${uriValue(url)}`] : []),
    ...(description ? [`DESCRIPTION:${textValue(description)}`] : []),
    ...more,
    'END:VEVENT'
  ];
}

export function timeLines(series: Series, start: string, minutes: number): string[] {
  const { allDay, zone } = series;
  if (allDay) {
    const end = addDays(start.slice(0, 10), Math.max(1, Math.ceil(minutes / 1440)));
    return [`DTSTART${time(start, series)}`, `DTEND${time(end, series)}`];
  }
  const dtstart = `DTSTART${time(start, series)}`;
  if (minutes <= 0) return [dtstart];
  const end = addMinutes(instantOf(start, zone), minutes);
  const local = localSecondsOf(end, zone);
  // An end in the second half of a repeated hour has no wall time of its own.
  const exact = instantOf(local, zone).getTime() === end.getTime();
  return [dtstart, exact ? `DTEND${time(local, series)}` : `DURATION:PT${minutes}M`];
}

/** The rest of a property after its name: the instance that a local start names. */
export function timeValue(local: string, series: Series): string {
  return time(fullLocal(local, series), series);
}

function time(local: string, series: Series): string {
  return timeList([local], series);
}

function timeList(locals: readonly string[], { allDay, zone }: Series): string {
  if (allDay) return `;VALUE=DATE:${locals.map((local) => compact(local.slice(0, 10))).join(',')}`;
  const values = locals.map((local) => compact(local.length === 16 ? `${local}:00` : local));
  return isUtc(zone)
    ? `:${values.map((value) => `${value}Z`).join(',')}`
    : `;TZID=${zone}:${values.join(',')}`;
}

/** An exception that names only the day means the instance at the usual time. */
function fullLocal(local: string, { start }: Series): string {
  return local.length === 10 ? `${local}${start.slice(10)}` : local;
}

function ruleToWrite(rule: string, { allDay, zone }: Series): string {
  const parsed = parseRule(rule);
  if (!parsed.ok || parsed.value.until === null) return rule;
  const { until } = parsed.value;
  const last =
    until.kind === 'utc'
      ? until.instant
      : instantOf(until.kind === 'day' ? `${until.day}T23:59:59` : until.local, zone);
  const text = allDay ? compact(localSecondsOf(last, zone).slice(0, 10)) : utc(last);
  return rule.toUpperCase().replace(/UNTIL=[0-9TZ]*/, `UNTIL=${text}`);
}

function isUtc(zone: string): boolean {
  return zone === 'UTC' || zone === 'Etc/UTC';
}

function utc(instant: Date): string {
  return `${compact(instant.toISOString().slice(0, 19))}Z`;
}

function compact(text: string): string {
  return text.replace(/[-:]/g, '');
}

function uriValue(uri: string): string {
  return uri.replace(/[\u0000-\u0020\u007f]/g, (character) => encodeURIComponent(character));
}
