// Reads and writes files of HSDS: the package of tables in a ZIP archive, and JSON.
import { strToU8, zipSync } from 'fflate';
import { parseJson, type JsonValue } from '#lib/platform/db/json.ts';
import { contentOf, entriesOf } from '#lib/platform/tabular/archive.server.ts';
import { readTable } from '#lib/platform/tabular/read.server.ts';
import { writeCsv, type Cell } from '#lib/platform/tabular/write.server.ts';
import {
  rowsOfJson,
  rowsOfTables,
  tableOfObject,
  tables,
  tablesOf,
  joined,
  NotARecord,
  type Fields,
  type HsdsRow
} from './rows.ts';

const maxRows = 200_000;

/** Null when the file is none of HSDS. */
export async function readHsds(bytes: Uint8Array): Promise<HsdsRow[] | null> {
  try {
    const rows = bytes[0] === 0x50 && bytes[1] === 0x4b ? await readPackage(bytes) : readJson(bytes);
    return rows && rows.length <= maxRows ? rows : null;
  } catch (error) {
    if (error instanceof NotARecord || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The description of the package beside its tables (specs.frictionlessdata.io/tabular-data-package). */
export function writePackage(rows: readonly HsdsRow[]): Uint8Array<ArrayBuffer> {
  const written = [...tablesOf(rows)].map(([table, records]) => ({
    table,
    columns: [...new Set(records.flatMap(Object.keys))],
    records
  }));
  const description = {
    profile: 'tabular-data-package',
    name: 'kalaka-hsds',
    title: 'Human Services Data Specification 3.1',
    resources: written.map(({ table, columns }) => ({
      profile: 'tabular-data-resource',
      name: table,
      path: `${table}.csv`,
      format: 'csv',
      encoding: 'utf-8',
      schema: { primaryKey: 'id', fields: columns.map((name) => ({ name, type: 'string' })) }
    }))
  };
  return new Uint8Array(
    zipSync({
      'datapackage.json': strToU8(JSON.stringify(description, null, 2)),
      ...Object.fromEntries(
        written.map(({ table, columns, records }) => [
          `${table}.csv`,
          writeCsv(
            { columns, rows: records.map((record) => columns.map((name) => cellOf(record[name]))) },
            ','
          )
        ])
      )
    })
  );
}

/** Tables that are not of HSDS are passed over. */
async function readPackage(bytes: Uint8Array): Promise<HsdsRow[] | null> {
  const entries = entriesOf(bytes);
  if (!Array.isArray(entries)) return null;
  const read: Record<string, Fields[]> = {};
  for (const entry of entries.slice(0, 200)) {
    const name = entry.name
      .replace(/^.*\//, '')
      .replace(/\.csv$/i, '')
      .toLowerCase();
    const table = name === 'service_at_locations' ? 'service_at_location' : name;
    if (!/\.csv$/i.test(entry.name) || !tables.includes(table)) continue;
    const content = contentOf(bytes, entry);
    const found =
      content && content.length > 0
        ? await readTable(content, { name: entry.name, maxBytes: content.length })
        : null;
    if (!found?.ok) continue;
    const { columns, rows } = found.value;
    read[table] = rows.map(({ cells }) =>
      Object.fromEntries(
        columns.map((column, i) => [column, cells[i] ?? '']).filter(([, cell]) => cell !== '')
      )
    );
  }
  return Object.keys(read).length > 0 ? rowsOfTables(read) : null;
}

/** One object, a list of them, a page of a list, or lists by table. */
function readJson(bytes: Uint8Array): HsdsRow[] | null {
  const read = parseJson(new TextDecoder('utf-8', { fatal: false }).decode(bytes));
  if (typeof read !== 'object' || read === null) return null;
  const named = Object.entries(read).flatMap(([name, value]) => {
    const table = name.replace(/\.csv$/, '').replace('service_at_locations', 'service_at_location');
    return tables.includes(table) && Array.isArray(value) && !('id' in read)
      ? [[table, value.filter(isObject)] as const]
      : [];
  });
  if (named.length > 0) {
    // Flat records point to each other as tables do; nested ones hold each other.
    const flat = named.every(([, all]) =>
      all.every((each) => Object.values(each).every((value) => typeof value !== 'object'))
    );
    return flat
      ? rowsOfTables(Object.fromEntries(named))
      : joined(...named.map(([table, all]) => rowsOfJson(table, all)));
  }
  const contents = (read as Fields)['contents'];
  const objects = (Array.isArray(read) ? read : Array.isArray(contents) ? contents : [read]).filter(isObject);
  const lists = Map.groupBy(objects, tableOfObject);
  if (objects.length === 0 || lists.has(null)) return null;
  return joined(...[...lists].map(([table, all]) => rowsOfJson(table ?? '', all)));
}

function cellOf(value: JsonValue | undefined): Cell {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: JsonValue): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
