// Tells calendars, JSON and tables from each other by what the file holds, whatever it is called.
import type { ImportFile, ImportTable } from '#lib/platform/domain.ts';
import { encodingOf } from '#lib/platform/tabular/encoding.server.ts';
import { tableOfCalendar } from './import-calendar.ts';
import { tableOfJson } from './import-json.ts';

/** Null when the file is a table, or nothing that we know. */
export function readEventFile({ name, bytes }: ImportFile): ImportTable | null {
  const beginning = textOf(bytes.subarray(0, 2000)).trimStart();
  if (/^BEGIN ?:/i.test(beginning)) return tableOfCalendar(bytes);
  if (/^[[{]/.test(beginning)) return tableOfJson(textOf(bytes));
  const extension = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === 'ics' || extension === 'ical') return tableOfCalendar(bytes);
  return extension === 'json' && beginning !== '' ? tableOfJson(textOf(bytes)) : null;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
