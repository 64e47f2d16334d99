// Tells calendars, JSON and tables from each other by what the file holds, whatever it is called.
import type { ImportFile, ImportTable } from '#lib/platform/domain.ts';
import { encodingOf } from '#lib/platform/tabular/encoding.server.ts';
import { tableOfCalendar } from './import-calendar.ts';
import { tableOfJson } from './import-json.ts';

/** Null when it is a table, or nothing that we know. */
export function eventFileKind({ name, bytes }: ImportFile): 'calendar' | 'json' | null {
  const beginning = textOf(bytes.subarray(0, 2000)).trimStart();
  if (/^BEGIN ?:/i.test(beginning)) return 'calendar';
  if (/^[[{]/.test(beginning)) return 'json';
  const extension = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === 'ics' || extension === 'ical') return 'calendar';
  return extension === 'json' && beginning !== '' ? 'json' : null;
}

export function readEventFile(file: ImportFile): ImportTable | null {
  const kind = eventFileKind(file);
  if (kind === null) return null;
  return kind === 'calendar' ? tableOfCalendar(file.bytes) : tableOfJson(textOf(file.bytes));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
