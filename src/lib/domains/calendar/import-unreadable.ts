// A file of which nothing could be read, as a table that says so.
import type { ImportTable } from '#lib/platform/domain.ts';
import type { FileFault } from './import-faults.ts';
import { eventFields } from './import-fields.ts';

/** Its columns are our own fields, so that nobody is asked which column is which. */
export function unreadable(code: FileFault, line: number, value = ''): ImportTable {
  return { columns: eventFields, rows: [], refused: [{ line, field: null, code, value }] };
}
