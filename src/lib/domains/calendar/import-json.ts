// Makes a table of a JSON file: each event is a row, each fact that it holds, however deep, a column.
import { lineOfJsonFault } from '#lib/core/json-fault.ts';
import type { ImportTable } from '#lib/platform/domain.ts';
import { unreadable } from './import-unreadable.ts';

const maxColumns = 300;
/** Of a list of things that have parts, so many become columns. */
const maxListed = 5;
const maxDepth = 6;

/**
 * The file is a list of events, or holds one under `events`, `items`, `data`, `results`, or as its only list. A part is called by
 * its way: `location.city`, `timings.0.begin`; a list of plain values is one text with semicolons. A row's number is the
 * event's position in the list.
 */
export function tableOfJson(text: string): ImportTable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('broken_json', lineOfJsonFault(text));
  }
  const list = listIn(value);
  if (!list) return unreadable('no_events_in_json', 1);
  const columns = new Map<string, number>();
  const rows = list.map((event, index) => ({ line: index + 1, cells: cellsOf(event, columns) }));
  return {
    columns: [...columns.keys()],
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: Array.from({ length: columns.size }, (_, column) => cells[column] ?? '')
    }))
  };
}

function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value.some(isObject) || value.length === 0 ? value : null;
  if (!isObject(value)) return null;
  for (const key of ['events', 'items', 'data', 'results', '@graph']) {
    const list = value[key];
    if (Array.isArray(list) && list.some(isObject)) return list;
  }
  const lists = Object.values(value).filter((each) => Array.isArray(each) && each.some(isObject));
  return lists.length === 1 ? (lists[0] as unknown[]) : null;
}

function cellsOf(event: unknown, columns: Map<string, number>): string[] {
  const cells: string[] = [];
  const put = (path: string, value: unknown, depth: number): void => {
    if (value === null || value === undefined || depth > maxDepth) return;
    if (Array.isArray(value) && value.some((each) => typeof each === 'object' && each !== null))
      return value.slice(0, maxListed).forEach((each, index) => put(`${path}.${index}`, each, depth + 1));
    if (isObject(value))
      return Object.entries(value).forEach(([key, each]) =>
        put(path ? `${path}.${key}` : key, each, depth + 1)
      );
    let column = columns.get(path);
    if (column === undefined) {
      if (columns.size >= maxColumns) return;
      columns.set(path, (column = columns.size));
    }
    cells[column] = Array.isArray(value) ? value.map(String).join('; ') : String(value);
  };
  put('', isObject(event) ? event : { value: event }, 0);
  return cells;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
