// Decides what one VEVENT says: its times, its texts, and what of it cannot be used.
import { propertyOf, type Component } from './icalendar-components.ts';
import { periodMinutes, readLength } from './icalendar-length.ts';
import { asDay, placed, type Placed, type Reading } from './icalendar-placed.ts';
import { madeUpUid, readTexts, type EventTexts } from './icalendar-texts.ts';
import { readText } from './icalendar-values.ts';
import { parseRule } from './recurrence-rule.ts';

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

const maxDates = 5_000;
/** Undefined when the event cannot be used; the problem has been told then. */
export function readEvent(event: Component, component: number, reading: Reading): RawEvent | undefined {
  const uid = readText(propertyOf(event, 'UID')?.value ?? '').slice(0, 500);
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

  const startProperty = propertyOf(event, 'DTSTART');
  if (startProperty === undefined) {
    problem('start_missing', { rejected: true });
    return undefined;
  }
  const start = placed(startProperty, startProperty.value, told);
  if (start === undefined) {
    problem('start_wrong', { line: startProperty.line, detail: startProperty.value, rejected: true });
    return undefined;
  }
  const recurrenceProperty = propertyOf(event, 'RECURRENCE-ID');
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
