// Decides which VEVENTs of a file are one series, which of repeated ones counts, and on which clock a series runs.
import type { RawEvent } from './icalendar-event.ts';
import { instantOf, localOn, type Placed } from './icalendar-placed.ts';
import type { Problems } from './icalendar-problems.ts';
import { localBy, zoneLike, type Clock } from './icalendar-timezone.ts';
import { readMoment } from './icalendar-values.ts';
import { occurrencesOf, type Override, type Series } from './recurrence.ts';
import { instantOf as instantIn, localSecondsOf } from './time.ts';

export interface Grouped {
  readonly event: RawEvent;
  readonly uid: string;
  readonly series: Series;
}

/** Instances written out of one series whose zone has no name; and how many series of a file are written out at all. */
const maxWrittenOut = 1_000;
const maxSeriesWrittenOut = 500;

/** One entry per series, in the order of the file. */
export function groupSeries(events: readonly RawEvent[], defaultZone: string, problems: Problems): Grouped[] {
  const masters = new Map<string, RawEvent>();
  const instances = new Map<string, Map<string, RawEvent>>();
  for (const event of events) {
    const { uid, recurrenceId } = event;
    if (recurrenceId === null) {
      const kept = masters.get(uid);
      if (kept)
        problems.add('uid_repeated', { ...about(isNewer(event, kept) ? kept : event), rejected: true });
      if (!kept || isNewer(event, kept)) masters.set(uid, event);
      continue;
    }
    const own = instances.get(uid) ?? new Map<string, RawEvent>();
    instances.set(uid, own);
    const key = `${recurrenceId.allDay} ${instantOf(recurrenceId).getTime()}`;
    const kept = own.get(key);
    if (kept)
      problems.add('instance_repeated', { ...about(isNewer(event, kept) ? kept : event), rejected: true });
    if (!kept || isNewer(event, kept)) own.set(key, event);
  }

  const file: FileContext = { defaultZone, problems, writtenOut: 0 };
  const grouped: Grouped[] = [];
  for (const [uid, event] of masters) {
    const own = [...(instances.get(uid)?.values() ?? [])];
    for (const instance of own) tellTexts(event, instance, problems);
    grouped.push({ event, uid, series: seriesOf(event, own, file) });
  }
  for (const [uid, own] of instances) {
    if (masters.has(uid)) continue;
    // Invitations and exports of a span hold single instances without their series: each is an event of its own.
    for (const event of own.values()) {
      problems.add('series_missing', about(event));
      const alone = { ...event, rule: null, exdates: [], rdates: [] };
      const name = event.recurrenceId
        ? `${uid}/${localOn(event.recurrenceId.clock, event.recurrenceId)}`
        : uid;
      grouped.push({ event: alone, uid: name, series: seriesOf(alone, [], file) });
    }
  }
  return grouped.sort((a, b) => a.event.component - b.event.component);
}

/** Higher SEQUENCE, then later LAST-MODIFIED (or DTSTAMP); of equals the first in the file stays. */
function isNewer(event: RawEvent, than: RawEvent): boolean {
  if (event.sequence !== than.sequence) return event.sequence > than.sequence;
  return (event.lastModified?.getTime() ?? 0) > (than.lastModified?.getTime() ?? 0);
}

function about({ component, line, uid, summary }: RawEvent): {
  component: number;
  line: number;
  uid: string;
  detail: string;
} {
  return { component, line, uid, detail: summary };
}

/** A single instance keeps its own time; its own words are not kept, so that is said. */
function tellTexts(event: RawEvent, instance: RawEvent, problems: Problems): void {
  const differs =
    instance.status !== 'CANCELLED' &&
    ((instance.summary !== '' && instance.summary !== event.summary) ||
      (instance.location !== null && instance.location !== event.location));
  if (differs) problems.add('instance_text_ignored', about(instance));
}

interface FileContext {
  readonly defaultZone: string;
  readonly problems: Problems;
  /** Series written out so far. */
  writtenOut: number;
}

function seriesOf(event: RawEvent, instances: readonly RawEvent[], file: FileContext): Series {
  const { start, rule } = event;
  const { defaultZone } = file;
  const clock = start.allDay ? ({ kind: 'named', zone: defaultZone } as const) : start.clock;
  const inClock = seriesOn(clock, event, instances);
  const alone = rule === null && event.rdates.length + event.exdates.length + instances.length === 0;
  if (clock.kind === 'named' && clock.zone !== 'UTC') return { ...inClock, zone: clock.zone };
  if (alone) return { ...inClock, ...homeTime(instantOf(start), defaultZone) };
  if (clock.kind === 'named') return { ...inClock, zone: clock.zone };
  const zone = zoneLike(clock.changes, instantOf(start), defaultZone);
  return zone === undefined ? writtenOut(inClock, clock, { event, file }) : { ...inClock, zone };
}

/** A single time without a zone of its own becomes one of the home zone, but where that would be ambiguous. */
function homeTime(instant: Date, defaultZone: string): { start: string; zone: string } {
  const at = (zone: string): string => withoutSeconds(localSecondsOf(instant, zone));
  const exact = instantIn(at(defaultZone), defaultZone).getTime() === instant.getTime();
  const zone = exact ? defaultZone : 'UTC';
  return { start: at(zone), zone };
}

/** The series in wall times of a clock; its zone is to be said. */
function seriesOn(clock: Clock, event: RawEvent, instances: readonly RawEvent[]): Omit<Series, 'zone'> {
  const start = localOn(clock, event.start);
  const { allDay } = event.start;
  const minutes = event.minutes ?? (allDay ? 1440 : 0);
  const nameOf = (at: Placed): string => {
    if (allDay) return `${localOn(clock, at).slice(0, 10)}T00:00`;
    // A mere day names the instance on that day.
    return at.allDay ? `${at.local.slice(0, 10)}${start.slice(10)}` : localOn(clock, at);
  };
  const overrides: Override[] = instances.map((instance) => ({
    recurrenceId: nameOf(instance.recurrenceId ?? instance.start),
    start:
      instance.status === 'CANCELLED'
        ? null
        : allDay
          ? nameOf(instance.start)
          : localOn(clock, instance.start),
    minutes: instance.minutes ?? minutes
  }));
  for (const { at, minutes: own } of event.rdates)
    if (own !== null && own !== minutes && !overrides.some(({ recurrenceId }) => recurrenceId === nameOf(at)))
      overrides.push({ recurrenceId: nameOf(at), start: nameOf(at), minutes: own });
  return {
    start,
    minutes,
    allDay,
    rule: event.rule,
    exdates: [
      ...new Set(event.exdates.map((at) => (at.allDay && !allDay ? at.local.slice(0, 10) : nameOf(at))))
    ],
    rdates: [...new Set(event.rdates.map(({ at }) => nameOf(at)))],
    overrides
  };
}

/** A series on a clock without a name becomes a list of UTC times: no zone of the world could say the same. */
function writtenOut(
  series: Omit<Series, 'zone'>,
  clock: Clock,
  { event, file }: { event: RawEvent; file: FileContext }
): Series {
  file.writtenOut += 1;
  const most = file.writtenOut > maxSeriesWrittenOut ? 1 : maxWrittenOut;
  const walls: Series = { ...series, rule: ruleOn(clock, series.rule), zone: 'UTC' };
  const span = [new Date('1000-01-02T00:00Z'), new Date('2100-01-01T00:00Z')] as const;
  const { occurrences, truncated } = occurrencesOf(
    most === 1 ? { ...walls, rule: null } : walls,
    ...span,
    most
  );
  if (truncated || most === 1)
    file.problems.add('series_cut', { ...about(event), detail: String(occurrences.length) });
  const times = occurrences.map(({ start, end }) => {
    const instant = instantOf({ allDay: false, local: start.toISOString().slice(0, 19), clock });
    return {
      local: withoutSeconds(instant.toISOString().slice(0, 19)),
      minutes: (end.getTime() - start.getTime()) / 60_000
    };
  });
  const [first, ...rest] = times;
  if (first === undefined) {
    const start = withoutSeconds(instantOf(event.start).toISOString().slice(0, 19));
    return { ...walls, start, rule: null, exdates: [start], rdates: [], overrides: [] };
  }
  return {
    start: first.local,
    minutes: first.minutes,
    zone: 'UTC',
    allDay: false,
    rule: null,
    exdates: [],
    rdates: rest.map(({ local }) => local),
    overrides: rest
      .filter(({ minutes }) => minutes !== first.minutes)
      .map(({ local, minutes }) => ({ recurrenceId: local, start: local, minutes }))
  };
}

/** UNTIL as wall time of the clock. */
function ruleOn(clock: Clock, rule: string | null): string | null {
  const [whole, until = ''] = /UNTIL=(\d{8}T\d{6}Z)/.exec(rule ?? '') ?? [];
  const moment = readMoment(until);
  if (rule === null || whole === undefined || moment?.kind !== 'utc') return rule;
  const local = localBy(clock, new Date(`${moment.local}Z`));
  return rule.replace(whole, `UNTIL=${local.replace(/[-:]/g, '')}`);
}

function withoutSeconds(local: string): string {
  return local.endsWith(':00') && local.length === 19 ? local.slice(0, 16) : local;
}
