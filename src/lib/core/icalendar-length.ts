// Decides how long an event lasts, from its DTEND or DURATION (RFC 5545 §3.6.1).
import { propertyOf, type Component, type Property } from './icalendar-components.ts';
import { instantOf, localOn, placed, type Placed, type Reading } from './icalendar-placed.ts';
import { instantBy } from './icalendar-timezone.ts';
import { readDuration } from './icalendar-values.ts';
import { addDays, daysBetween, minuteMs, wallMs } from './time.ts';

/** Ten years. */
const maxMinutes = 3660 * 1440;
/** Undefined when the event cannot be used; `minutes` null: an instance that is as long as its series. */
export function readLength(
  event: Component,
  start: Placed,
  reading: Reading
): { minutes: number | null; allDay: boolean } | undefined {
  const { problem } = reading;
  const property = propertyOf(event, 'DTEND') ?? propertyOf(event, 'DURATION');
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
    const isInstance = propertyOf(event, 'RECURRENCE-ID') !== undefined;
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
  return whole && /^TRUE$/i.test(propertyOf(event, 'X-MICROSOFT-CDO-ALLDAYEVENT')?.value ?? '')
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
  const clock = start.clock.kind === 'named' && start.clock.zone === 'UTC' ? end.clock : start.clock;
  const sameDay = day === localOn(clock, start).slice(0, 10);
  const until = end.allDay ? instantBy(clock, `${sameDay ? addDays(day, 1) : day}T00:00`) : instantOf(end);
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

/** Minutes of a PERIOD value's second half, null where it says nothing usable. */
export function periodMinutes(at: Placed, to: string, property: Property, reading: Reading): number | null {
  const end = to.includes('P') ? undefined : placed(property, to, reading);
  const minutes = end ? wholeMinutes(instantOf(end).getTime() - instantOf(at).getTime()) : minutesOf(at, to);
  return minutes !== undefined && minutes >= 0 && minutes <= maxMinutes ? minutes : null;
}

function wholeMinutes(ms: number): number {
  return Math.round(ms / minuteMs);
}
