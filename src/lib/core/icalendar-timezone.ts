// Decides the instants of wall times in a zone that a calendar file describes itself (VTIMEZONE, RFC 5545 §3.6.5).
import type { Component } from './icalendar-components.ts';
import { readMoment } from './icalendar-values.ts';
import { parseRule } from './recurrence-rule.ts';
import { walkRule } from './recurrence-walk.ts';
import { dayMs, instantOf, localSecondsOf, offsetChanges, offsetMs, wallMs } from './time.ts';
import { windowsZones } from './windows-zones.ts';

/** Offsets from UTC in milliseconds, each from its instant on; the first holds from ever. */
export type OffsetChanges = readonly { readonly at: number; readonly offset: number }[];

/** What a wall time is read by: a zone with a name, or offsets of its own. */
export type Clock =
  | { readonly kind: 'named'; readonly zone: string }
  | { readonly kind: 'rules'; readonly changes: OffsetChanges };

/** As `instantOf`: skipped times move after the gap, repeated ones are the first. */
export function instantBy(clock: Clock, local: string): Date {
  if (clock.kind === 'named') return instantOf(local, clock.zone);
  const wall = wallMs(local);
  const before = offsetAt(clock.changes, wall - dayMs);
  const after = offsetAt(clock.changes, wall + dayMs);
  if (before === after || offsetAt(clock.changes, wall - before) === before) return new Date(wall - before);
  return new Date(offsetAt(clock.changes, wall - after) === after ? wall - after : wall - before);
}

/** Wall time with seconds. */
export function localBy(clock: Clock, instant: Date): string {
  if (clock.kind === 'named') return localSecondsOf(instant, clock.zone);
  const ms = instant.getTime();
  return new Date(ms + offsetAt(clock.changes, ms)).toISOString().slice(0, 19);
}

/** No onset beyond this is worked out; nor more than so many for one STANDARD or DAYLIGHT. */
const lastOnset = wallMs('2100-01-01T00:00') / 1000;
const maxOnsets = 600;
const maxObservances = 200;

/** Undefined when the component holds no usable observance. */
export function observedOffsets(timezone: Component): OffsetChanges | undefined {
  const changes: { at: number; offset: number }[] = [];
  let before: { at: number; offset: number } | undefined;
  for (const observance of timezone.children.slice(0, maxObservances)) {
    const value = (name: string): string => observance.properties.get(name)?.[0]?.value ?? '';
    const [from, offset] = [readOffset(value('TZOFFSETFROM')), readOffset(value('TZOFFSETTO'))];
    const start = readMoment(value('DTSTART'));
    if (offset === undefined || start === undefined || start.kind === 'day') continue;
    for (const wall of onsets(observance, wallMs(start.local) / 1000, from ?? offset)) {
      const at = wall * 1000 - (from ?? offset);
      changes.push({ at, offset });
      if (before === undefined || at < before.at) before = { at, offset: from ?? offset };
    }
  }
  if (before === undefined) return undefined;
  changes.sort((a, b) => a.at - b.at);
  return [{ at: Number.NEGATIVE_INFINITY, offset: before.offset }, ...changes];
}

/**
 * A named zone that has the same offsets as the rules, from the year of an instant on, for eleven years: first the preferred one, then those of
 * Windows, which are one for each set of rules in the world.
 */
export function zoneLike(changes: OffsetChanges, since: Date, preferred: string): string | undefined {
  const year = since.getUTCFullYear();
  const known = zonesLike.get(changes) ?? new Map<number, string | undefined>();
  zonesLike.set(changes, known);
  if (!known.has(year) && known.size < maxSearches)
    known.set(year, findZoneLike(changes, new Date(Date.UTC(year, 0)), preferred));
  return known.get(year);
}

/** Years of first occurrences for which one description is compared with the zones of the world. */
const maxSearches = 12;

const zonesLike = new WeakMap<OffsetChanges, Map<number, string | undefined>>();

function findZoneLike(changes: OffsetChanges, from: Date, preferred: string): string | undefined {
  const to = new Date(from.getTime() + 11 * 366 * dayMs);
  const moments = changes
    .map(({ at }) => at)
    .filter((at) => at > from.getTime() && at < to.getTime())
    .slice(0, 100);
  const samples = [from.getTime(), ...moments, ...moments.map((at) => at - 1)];
  const same = (zone: string): boolean =>
    samples.every((at) => offsetMs(at, zone) === offsetAt(changes, at)) &&
    offsetChanges(from, to, zone).every(({ at, offset }) => offsetAt(changes, at) === offset);
  // Years for which no calendar keeps zones apart are not worth the search.
  const year = from.getUTCFullYear();
  const others = year >= 1950 && year < 2100 ? new Set(windowsZones.values()) : [];
  return [preferred, 'UTC', ...others].find(same);
}

function offsetAt(changes: OffsetChanges, ms: number): number {
  let low = 0;
  let high = changes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.at ?? 0) <= ms) low = middle;
    else high = middle;
  }
  return changes[low]?.offset ?? 0;
}

/** Wall seconds at which an observance begins. */
function onsets(observance: Component, start: number, offsetFrom: number): number[] {
  const found = [start];
  for (const { value } of observance.properties.get('RDATE') ?? [])
    for (const text of value.split(',').slice(0, maxOnsets)) {
      const moment = readMoment(text);
      if (moment && moment.kind !== 'day') found.push(wallMs(moment.local) / 1000);
    }
  const parsed = parseRule(observance.properties.get('RRULE')?.[0]?.value ?? '');
  if (!parsed.ok || !/YEARLY|MONTHLY|WEEKLY|DAILY/.test(parsed.value.frequency)) return found;
  const { until } = parsed.value;
  const last =
    until === null
      ? lastOnset
      : until.kind === 'utc'
        ? (until.instant.getTime() + offsetFrom) / 1000
        : wallMs(until.kind === 'day' ? `${until.day}T23:59:59` : until.local) / 1000;
  walkRule(
    {
      rule: parsed.value,
      start,
      from: start + 1,
      last: Math.min(last, lastOnset),
      allDay: false,
      steps: 20_000
    },
    (wall) => found.push(wall) < maxOnsets
  );
  return found;
}

function readOffset(text: string): number | undefined {
  const [, sign, h, m, s = '0'] = /^([+-])?(\d\d):?(\d\d):?(\d\d)?$/.exec(text.trim()) ?? [];
  if (h === undefined || Number(h) > 23) return undefined;
  return (sign === '-' ? -1000 : 1000) * (Number(h) * 3600 + Number(m) * 60 + Number(s));
}
