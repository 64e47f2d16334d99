// Makes a table of a calendar file: each event is a row, with the columns that our own fields have.
import { readCalendar, type ReadEvent } from '#lib/core/icalendar-read.ts';
import { defaultZone } from '#lib/core/time.ts';
import type { ImportTable } from '#lib/platform/domain.ts';
import type { EventFileFault } from './import-faults.ts';
import type { EventField } from './import-fields.ts';

const maxEvents = 50_000;

/**
 * What its owner marked as private or confidential stays out. `ORGANIZER CN` is a column that fills no field by itself: in most calendars it is a person, not an organisation of the register.
 * A row's number is the line of the file on which the event begins.
 */
export function tableOfCalendar(bytes: Uint8Array): ImportTable {
  const { events, problems } = readCalendar(bytes, { defaultZone, maxEvents, maxBytes: 20 * 1024 * 1024 });
  const [shared, hidden] = [
    events.filter((event) => !event.private),
    events.filter((event) => event.private)
  ];
  const told = problems.map(({ code, line, detail, rejected }) => ({
    rejected: rejected || code === 'too_many_events' || (code === 'cut_off' && events.length === 0),
    error: {
      line: line ?? 1,
      field: null,
      code: `calendar_${code}`,
      value: detail ?? ''
    } satisfies EventFileFault
  }));
  return {
    columns: [...Object.keys(cells), 'ORGANIZER CN'],
    rows: shared.map((event) => ({
      line: event.line,
      cells: [...Object.values(cells).map((cell) => cell(event)), event.organizer ?? '']
    })),
    refused: told.flatMap(({ rejected, error }) => (rejected ? [error] : [])),
    warnings: [
      ...told.flatMap(({ rejected, error }) => (rejected ? [] : [error])),
      ...(events.length === 0 && problems.length === 0 ? [noEvents] : []),
      ...hidden.map(({ line, summary }): EventFileFault => ({
        line,
        field: null,
        code: 'calendar_private',
        value: summary
      }))
    ]
  };
}

const noEvents: EventFileFault = { line: 1, field: null, code: 'calendar_no_events', value: '' };

const cells = {
  uid: ({ uid }) => uid,
  sequence: ({ sequence }) => String(sequence ?? 0),
  title: ({ summary }) => summary,
  description: ({ description }) => description ?? '',
  start: ({ series }) => series.start.slice(0, 16),
  minutes: ({ series }) => String(Math.round(series.minutes)),
  all_day: ({ series }) => String(series.allDay),
  zone: ({ series }) => series.zone,
  rule: ({ series }) => series.rule ?? '',
  exdates: ({ series }) => series.exdates.map(toMinutes).join(';'),
  rdates: ({ series }) => series.rdates.map(toMinutes).join(';'),
  overrides: ({ series }) =>
    series.overrides.length === 0
      ? ''
      : JSON.stringify(
          series.overrides.map(({ recurrenceId, start, minutes }) => ({
            recurrenceId: toMinutes(recurrenceId),
            start: start === null ? null : toMinutes(start),
            minutes: Math.round(minutes)
          }))
        ),
  place: ({ location }) => location ?? '',
  lat: ({ geo }) => (geo ? String(geo.lat) : ''),
  lon: ({ geo }) => (geo ? String(geo.lon) : ''),
  status: ({ status }) => status ?? '',
  categories: ({ categories }) => categories.join(';'),
  website: ({ url }) => (url && /^https?:\/\//i.test(url) ? url : '')
} satisfies Partial<Record<EventField, (event: ReadEvent) => string>>;

/** Nobody meets at a second. */
function toMinutes(local: string): string {
  return local.slice(0, 16);
}
