// The records of HSDS 3.1 one by one, whichever form they come in or leave in: nested JSON, or tables joined by ids.
import type { JsonValue } from '#lib/platform/db/json.ts';

export type Fields = Readonly<Record<string, JsonValue>>;

export interface HsdsRow {
  /** The table of the specification: `phones`. */
  readonly table: string;
  readonly id: string;
  readonly fields: Fields;
  /** What it is a part of: `services/<id>/phones`. */
  readonly places: readonly string[];
}

/** Fields that hold several records, by the table that these are in. */
const several: Readonly<Record<string, string>> = {
  accessibility: 'accessibility',
  additional_urls: 'url',
  additional_websites: 'url',
  addresses: 'addresses',
  attributes: 'attributes',
  capacities: 'service_capacity',
  contacts: 'contacts',
  cost_options: 'cost_options',
  funding: 'funding',
  languages: 'languages',
  locations: 'locations',
  metadata: 'metadata',
  organization_identifiers: 'organization_identifiers',
  phones: 'phones',
  programs: 'programs',
  required_documents: 'required_documents',
  schedules: 'schedules',
  service_areas: 'service_areas',
  service_at_locations: 'service_at_location',
  services: 'services'
};
/** Fields that hold one record; the table of the whole points to it by `<field>_id`. */
const single: Readonly<Record<string, string>> = {
  location: 'locations',
  organization: 'organizations',
  program: 'programs',
  service: 'services',
  taxonomy_detail: 'taxonomies',
  taxonomy_term: 'taxonomy_terms',
  unit: 'units'
};
/** By which column the parts of a table's records point back to them. */
const pointers: Readonly<Record<string, string>> = {
  contacts: 'contact_id',
  locations: 'location_id',
  organizations: 'organization_id',
  phones: 'phone_id',
  service_at_location: 'service_at_location_id',
  services: 'service_id'
};
/** Which fields the records of a table have, of those above. */
const shapes: Readonly<Record<string, readonly string[]>> = {
  services: [
    'additional_urls',
    'phones',
    'schedules',
    'service_areas',
    'service_at_locations',
    'languages',
    'organization',
    'funding',
    'cost_options',
    'program',
    'required_documents',
    'contacts',
    'capacities',
    'attributes',
    'metadata'
  ],
  organizations: [
    'additional_websites',
    'funding',
    'contacts',
    'phones',
    'locations',
    'programs',
    'organization_identifiers',
    'services',
    'attributes',
    'metadata'
  ],
  locations: [
    'languages',
    'addresses',
    'contacts',
    'accessibility',
    'phones',
    'schedules',
    'attributes',
    'metadata'
  ],
  service_at_location: [
    'service_areas',
    'contacts',
    'phones',
    'schedules',
    'location',
    'service',
    'attributes',
    'metadata'
  ],
  contacts: ['phones', 'attributes', 'metadata'],
  phones: ['languages', 'attributes', 'metadata'],
  service_capacity: ['unit', 'attributes', 'metadata'],
  attributes: ['taxonomy_term', 'metadata'],
  taxonomy_terms: ['taxonomy_detail', 'metadata']
};
const plainShape = ['attributes', 'metadata'];

/** The tables that records can be in, the most independent first. */
export const tables: readonly string[] = [
  'organizations',
  'programs',
  'locations',
  'services',
  'service_at_location',
  'taxonomies',
  'taxonomy_terms',
  'units',
  'url',
  'organization_identifiers',
  'funding',
  'contacts',
  'phones',
  'addresses',
  'accessibility',
  'schedules',
  'service_areas',
  'languages',
  'cost_options',
  'required_documents',
  'service_capacity',
  'attributes',
  'metadata',
  'meta_table_descriptions'
];

/** Thrown where something that should be a record has no id, or is nested without end. */
export class NotARecord extends Error {}

/** One id in one table is one record, whose fields and places add up. */
type Gathered = Map<
  string,
  { table: string; id: string; fields: Record<string, JsonValue>; places: Set<string> }
>;

/** @param objects as the specification nests them */
export function rowsOfJson(table: string, objects: readonly Fields[]): HsdsRow[] {
  const gathered: Gathered = new Map();
  for (const object of objects) take(gathered, { table, object, place: null, depth: 0 });
  return finished(gathered);
}

/** All in one: records that several lists speak of come together. */
export function joined(...lists: readonly (readonly HsdsRow[])[]): HsdsRow[] {
  const gathered: Gathered = new Map();
  for (const rows of lists) for (const row of rows) put(gathered, row);
  return finished(gathered);
}

/** @param read by table, the cells by the names of their columns; empty cells are left out */
export function rowsOfTables(read: Readonly<Record<string, readonly Fields[]>>): HsdsRow[] {
  const gathered: Gathered = new Map();
  for (const [table, rows] of Object.entries(read))
    for (const fields of rows)
      put(gathered, { table, id: idOf(fields), fields, places: placesOf(table, fields) });
  for (const { table, id, fields } of [...gathered.values()])
    for (const field of (shapes[table] ?? plainShape).filter((each) => each in single)) {
      const one = gathered.get(`${single[field]}/${String(fields[pointerTo(field)] ?? '')}`);
      one?.places.add(`${table}/${id}/${field}`);
    }
  return finished(gathered);
}

/** The records of a table as the specification nests them, numbers as numbers. */
export function jsonOf(table: string, rows: readonly HsdsRow[]): Fields[] {
  const parts = partsOf(rows);
  return rows.filter((row) => row.table === table).map((row) => nested(row, parts, [table]));
}

/** By table, each record with the columns that point to what it belongs to. */
export function tablesOf(rows: readonly HsdsRow[]): Map<string, Fields[]> {
  const written = new Map<string, Map<string, Record<string, JsonValue>>>();
  for (const { table, id, fields } of rows) {
    const of = written.get(table) ?? new Map<string, Record<string, JsonValue>>();
    written.set(table, of.set(id, { ...fields }));
  }
  for (const { table, id, places } of rows)
    for (const place of places) {
      const { table: whole, id: wholeId, field } = placeFrom(place);
      if (field in single) {
        const pointing = written.get(whole)?.get(wholeId);
        if (pointing) pointing[pointerTo(field)] ??= id;
        continue;
      }
      const row = written.get(table)?.get(id);
      for (const [column, value] of Object.entries(pointerBack(table, whole, wholeId)))
        if (row) row[column] ??= value;
    }
  return new Map(
    tables.flatMap((table) => {
      const of = written.get(table);
      return of ? [[table, [...of.values()]] as const] : [];
    })
  );
}

/** `services/<id>/phones` taken apart. */
export function placeFrom(place: string): {
  readonly table: string;
  readonly id: string;
  readonly field: string;
} {
  const [first, last] = [place.indexOf('/'), place.lastIndexOf('/')];
  return { table: place.slice(0, first), id: place.slice(first + 1, last), field: place.slice(last + 1) };
}

/** Whether the field holds one record, not several. */
export function isSingle(field: string): boolean {
  return field in single;
}

/** Which table a JSON object's records are in; null where it is none of HSDS. */
export function tableOfObject(object: Fields): string | null {
  const has = (...names: string[]): boolean => names.every((name) => name in object);
  if (has('location_type')) return 'locations';
  if (has('service_id') || has('location', 'service')) return 'service_at_location';
  if (has('name', 'status') || has('organization')) return 'services';
  if (has('taxonomy') || has('taxonomy_detail') || has('term_uri') || has('code', 'name'))
    return 'taxonomy_terms';
  if (has('version', 'name')) return 'taxonomies';
  return has('name', 'description') ? 'organizations' : null;
}

interface Taken {
  readonly table: string;
  readonly object: Fields;
  readonly place: string | null;
  readonly depth: number;
}

function take(gathered: Gathered, { table, object, place, depth }: Taken): void {
  if (depth > 12) throw new NotARecord('too deep');
  const shape = shapes[table] ?? plainShape;
  const id = idOf(object);
  const own = Object.entries(object).filter(([field]) => !shape.includes(field));
  put(gathered, { table, id, fields: Object.fromEntries(own), places: place ? [place] : [] });
  for (const field of shape) {
    const value = object[field];
    const child = several[field] ?? single[field];
    if (value === undefined || value === null || !child) continue;
    const all: readonly JsonValue[] = Array.isArray(value) ? value : [value];
    for (const each of all)
      if (isObject(each))
        take(gathered, { table: child, object: each, place: `${table}/${id}/${field}`, depth: depth + 1 });
  }
}

function put(gathered: Gathered, { table, id, fields, places }: HsdsRow): void {
  const key = `${table}/${id}`;
  const known = gathered.get(key);
  if (!known) gathered.set(key, { table, id, fields: { ...fields }, places: new Set(places) });
  else {
    known.fields = { ...known.fields, ...fields };
    for (const place of places) known.places.add(place);
  }
}

function finished(gathered: Gathered): HsdsRow[] {
  const rank = (table: string): number => tables.indexOf(table);
  return [...gathered.values()]
    .sort((a, b) => rank(a.table) - rank(b.table))
    .map(({ places, ...row }) => ({ ...row, places: [...places] }));
}

function idOf(fields: Fields): string {
  const { id } = fields;
  if ((typeof id !== 'string' && typeof id !== 'number') || String(id) === '') throw new NotARecord('no id');
  return String(id);
}

function placesOf(table: string, fields: Fields): string[] {
  const places: string[] = [];
  for (const [whole, column] of Object.entries(pointers)) {
    const id = fields[column];
    const field = (shapes[whole] ?? []).find((each) => several[each] === table);
    if (id !== undefined && field) places.push(`${whole}/${String(id)}/${field}`);
  }
  const link = table === 'attributes' ? ['link_id', 'link_entity'] : ['resource_id', 'resource_type'];
  const [id, entity] = link.map((column) => fields[column]);
  const whole = tables.find((each) => each === entity || singularOf(each) === entity);
  if ((table === 'attributes' || table === 'metadata') && id !== undefined && whole)
    places.push(`${whole}/${String(id)}/${table}`);
  return places;
}

function pointerBack(table: string, whole: string, id: string): Fields {
  if (table === 'attributes') return { link_id: id, link_entity: singularOf(whole) };
  if (table === 'metadata') return { resource_id: id, resource_type: singularOf(whole) };
  const column = pointers[whole];
  return column ? { [column]: id } : {};
}

function pointerTo(field: string): string {
  return field === 'taxonomy_detail' ? 'taxonomy_id' : `${field}_id`;
}

function singularOf(table: string): string {
  return table === 'taxonomies' ? 'taxonomy' : table === 'addresses' ? 'address' : table.replace(/s$/, '');
}

export type Parts = ReadonlyMap<string, readonly HsdsRow[]>;

/** By place, what stands there. */
export function partsOf(rows: readonly HsdsRow[]): Parts {
  const parts = new Map<string, HsdsRow[]>();
  for (const row of rows)
    for (const place of row.places) parts.set(place, [...(parts.get(place) ?? []), row]);
  return parts;
}

/** @param above the tables of what it is nested in: nothing is written inside itself */
function nested({ table, id, fields }: HsdsRow, parts: Parts, above: readonly string[]): Fields {
  const object: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(fields)) object[field] = asNumber(table, field, value);
  for (const field of shapes[table] ?? plainShape) {
    const child = several[field] ?? single[field] ?? '';
    const found = parts.get(`${table}/${id}/${field}`) ?? [];
    if (found.length === 0 || above.includes(child)) continue;
    const written = found.map((row) => nested(row, parts, [...above, child]));
    object[field] = field in single ? (written[0] ?? null) : written;
  }
  return object;
}

/** The columns that the specification has as numbers; a table knows only text. */
const numbers: Readonly<Record<string, readonly string[]>> = {
  services: ['minimum_age', 'maximum_age'],
  organizations: ['year_incorporated'],
  locations: ['latitude', 'longitude'],
  phones: ['extension'],
  schedules: ['timezone', 'count', 'interval'],
  cost_options: ['amount'],
  service_capacity: ['available', 'maximum']
};

function asNumber(table: string, field: string, value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !numbers[table]?.includes(field)) return value;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function isObject(value: JsonValue): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
