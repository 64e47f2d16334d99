// Turns HSDS objects into the tables of the specification's tabular form: one table for each kind, joined by ids.
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { Cell } from '#lib/platform/tabular/write.server.ts';
import type { HsdsObject } from './hsds.server.ts';

export interface HsdsTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Which table a nested field goes to, and by which column its rows point back to what they belong to. */
const nested: Readonly<Record<string, string>> = {
  phones: 'phones',
  schedules: 'schedules',
  service_areas: 'service_areas',
  languages: 'languages',
  cost_options: 'cost_options',
  required_documents: 'required_documents',
  service_at_locations: 'service_at_locations',
  attributes: 'attributes',
  addresses: 'addresses',
  accessibility: 'accessibility',
  organization: 'organizations',
  location: 'locations',
  taxonomy_term: 'taxonomy_terms'
};
const pointers: Readonly<Record<string, string>> = {
  services: 'service_id',
  organizations: 'organization_id',
  locations: 'location_id',
  service_at_locations: 'service_at_location_id'
};
/** What a row is a part of, it points to; what a row has one of, it names by its id. */
const owned: Readonly<Record<string, string>> = {
  organization: 'organization_id',
  location: 'location_id',
  taxonomy_term: 'taxonomy_term_id'
};

/** @param objects by table: services with everything that belongs to them, organisations, locations, the vocabulary */
export function hsdsTables(objects: Readonly<Record<string, readonly HsdsObject[]>>): HsdsTable[] {
  const tables = new Map<string, Map<string, Record<string, Cell>>>();
  const put = (
    table: string,
    object: Readonly<Record<string, JsonValue>>,
    parent: Record<string, Cell>
  ): void => {
    const rows = tables.get(table) ?? new Map<string, Record<string, Cell>>();
    tables.set(table, rows);
    const row: Record<string, Cell> = { ...rows.get(String(object['id'])), ...parent };
    rows.set(String(object['id']), row);
    const pointer = pointers[table];
    for (const [field, value] of Object.entries(object)) {
      const target = nested[field];
      if (!target) row[field] = cellOf(value);
      else if (Array.isArray(value))
        for (const each of value)
          if (isObject(each)) put(target, each, pointer ? { [pointer]: String(object['id']) } : {});
      if (target && isObject(value)) {
        const own = owned[field];
        if (own) row[own] = String(value['id']);
        put(target, value, {});
      }
    }
  };
  for (const [table, all] of Object.entries(objects)) for (const each of all) put(table, each, {});
  return [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rows]) => {
      const columns = [...new Set([...rows.values()].flatMap(Object.keys))];
      return {
        name,
        columns,
        rows: [...rows.values()].map((row) => columns.map((each) => row[each] ?? null))
      };
    });
}

/** The description of the package (specs.frictionlessdata.io/tabular-data-package). */
export function dataPackage(tables: readonly HsdsTable[]): Record<string, JsonValue> {
  return {
    profile: 'tabular-data-package',
    name: 'kalaka-hsds',
    title: 'Human Services Data Specification 3.1',
    resources: tables.map(({ name, columns }) => ({
      profile: 'tabular-data-resource',
      name,
      path: `${name}.csv`,
      format: 'csv',
      encoding: 'utf-8',
      schema: {
        primaryKey: 'id',
        fields: columns.map((column) => ({ name: column, type: 'string' }))
      }
    }))
  };
}

function cellOf(value: JsonValue): Cell {
  return value === null || typeof value === 'number'
    ? value
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

function isObject(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
