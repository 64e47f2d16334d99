// Decides where in time a date or date-time of an event lies, and on which clock it was written.
import type { Property } from './icalendar-components.ts';
import type { ProblemCode } from './icalendar-problems.ts';
import { instantBy, localBy, type Clock } from './icalendar-timezone.ts';
import { readMoment, type Moment } from './icalendar-values.ts';
import type { ZoneFinder } from './icalendar-zones.ts';

/** A day (as its midnight) or a wall time, 'YYYY-MM-DDTHH:MM[:SS]', and the clock it is on. */
export interface Placed {
  readonly allDay: boolean;
  readonly local: string;
  readonly clock: Clock;
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

/** Undefined when it is neither a date nor a date-time. */
export function placed(property: Property, text: string, reading: Reading): Placed | undefined {
  const moment = readMoment(text);
  return moment && placedMoment(moment, property, reading);
}

function placedMoment(moment: Moment, property: Property, { clockOf, defaultZone }: Reading): Placed {
  const home: Clock = { kind: 'named', zone: defaultZone };
  if (moment.kind === 'day') return { allDay: true, local: `${moment.day}T00:00`, clock: home };
  const local = shortest(moment.local);
  if (moment.kind === 'utc') return { allDay: false, local, clock: { kind: 'named', zone: 'UTC' } };
  const tzid = property.parameters.get('TZID') ?? '';
  if (tzid === '') return { allDay: false, local, clock: home };
  return { allDay: false, local, clock: clockOf(tzid) ?? home };
}

export function asDay(start: Placed): Placed {
  return { ...start, allDay: true, local: `${start.local.slice(0, 10)}T00:00` };
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

function shortest(local: string): string {
  return local.endsWith(':00') && local.length === 19 ? local.slice(0, 16) : local;
}
