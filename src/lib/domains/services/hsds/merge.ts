// Puts together what a file of HSDS said and what is known here now: what nobody has changed since goes out as it came in, what
// was changed here goes out as it is here, and what we have no word for is never lost.
import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isSingle, joined, partsOf, placeFrom, type Fields, type HsdsRow, type Parts } from './rows.ts';

export interface KeptRow extends HsdsRow {
  /** Our record that it became; null for what we have no word for. */
  readonly record: string | null;
  /** What we said of that record right after it came in. */
  readonly written: Written | null;
}

/** What we say of one record: its columns, and what each of the fields with parts held, without ids. */
export interface Written {
  readonly fields: Fields;
  readonly parts: Readonly<Record<string, readonly JsonValue[]>>;
}

/** The fields with parts that we have words for. */
const known: Readonly<Record<string, readonly string[]>> = {
  services: [
    'phones',
    'schedules',
    'service_areas',
    'languages',
    'cost_options',
    'required_documents',
    'attributes',
    'service_at_locations',
    'organization'
  ],
  organizations: ['phones'],
  locations: ['addresses', 'accessibility']
};
const records: ReadonlySet<string> = new Set(['services', 'organizations', 'locations']);
/** What is there without being a part of anything. */
const independent: ReadonlySet<string> = new Set([...records, 'taxonomies', 'taxonomy_terms']);

/** @param rows ours, in which the record is one */
export function writtenOf(row: HsdsRow, parts: Parts): Written {
  return {
    fields: row.fields,
    parts: Object.fromEntries(
      (known[row.table] ?? []).map((field) => [
        field,
        essences(parts.get(placeOf(row, field)) ?? [], field, parts)
      ])
    )
  };
}

/** @param ours as they are now */
export function merged(ours: readonly HsdsRow[], kept: readonly KeptRow[]): HsdsRow[] {
  const theirIds = new Map(
    kept.flatMap(({ id, record }) => (record && record !== id ? [[record, id] as const] : []))
  );
  const now = partsOf(ours);
  const ourRecords = new Map(ours.filter(({ table }) => records.has(table)).map((row) => [row.id, row]));
  const keptParts = partsOf(kept);
  const left = { places: new Set<string>(), rows: new Set<string>() };
  const ourLeft = { places: new Set<string>(), rows: new Set<string>() };
  const changed = new Map<string, Fields>();
  for (const row of kept) {
    if (!row.record || !row.written) continue;
    const own = ourRecords.get(row.record);
    if (!own) {
      left.rows.add(keyOf(row));
      continue;
    }
    changed.set(keyOf(row), fieldsAfter(row, own, row.written));
    for (const field of known[row.table] ?? []) {
      const was = row.written.parts[field] ?? [];
      const mine = now.get(placeOf(own, field)) ?? [];
      if (field === 'service_at_locations') eachPlace(was, mine, keptParts.get(placeOf(row, field)) ?? []);
      else if (same(was, essences(mine, field, now))) ourLeft.places.add(placeOf(own, field));
      else left.places.add(placeOf(row, field));
    }
  }

  /** Places at which a service is are told apart by their locations. */
  function eachPlace(was: readonly JsonValue[], mine: readonly HsdsRow[], theirs: readonly HsdsRow[]): void {
    const locationOf = (row: HsdsRow, parts: Parts): string =>
      String(row.fields['location_id'] ?? parts.get(placeOf(row, 'location'))?.[0]?.id ?? '');
    const before = new Map(was.map((each) => [String((each as Fields)['location']), each]));
    for (const row of theirs) {
      const location = locationOf(row, keptParts);
      const record = kept.find(({ table, id }) => table === 'locations' && id === location)?.record ?? '';
      const old = before.get(record);
      if (old === undefined) continue;
      const own = mine.find((each) => locationOf(each, now) === record);
      const [essence] = own ? essences([own], 'service_at_locations', now) : [];
      if (own && isDeepStrictEqual(essence, old)) ourLeft.rows.add(keyOf(own));
      else left.rows.add(keyOf(row));
    }
  }

  const theirs = kept.flatMap((row) =>
    withoutLeft({ ...row, fields: changed.get(keyOf(row)) ?? row.fields }, left)
  );
  const mine = ours
    .flatMap((row) => withoutLeft(row, ourLeft))
    .map((row) => renamed(row, theirIds))
    // What a file said is told in its own columns.
    .map((row) => (changed.has(keyOf(row)) ? { ...row, fields: {} } : row));
  const came = new Set(kept.map(keyOf));
  const free = kept.filter(({ places }) => !places.some((place) => came.has(ownerOf(place))));
  return grounded(joined(mine, theirs), new Set(free.map(keyOf)));
}

/** Of the columns that we write, those that have changed since; of all others what came. */
function fieldsAfter(row: KeptRow, own: HsdsRow, written: Written): Fields {
  const columns = new Set([...Object.keys(written.fields), ...Object.keys(own.fields)]);
  const differ = [...columns].filter(
    (field) =>
      !['id', 'last_modified', 'uri'].includes(field) &&
      !isDeepStrictEqual(written.fields[field], own.fields[field])
  );
  const stay = Object.entries(row.fields).filter(([field]) => !differ.includes(field));
  const came = differ.flatMap((field) => {
    const value = own.fields[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  const fields: Fields = Object.fromEntries([...stay, ...came]);
  const modified = own.fields['last_modified'];
  return differ.length > 0 && modified !== undefined ? { ...fields, last_modified: modified } : fields;
}

function withoutLeft(
  row: HsdsRow,
  { places, rows }: { readonly places: ReadonlySet<string>; readonly rows: ReadonlySet<string> }
): HsdsRow[] {
  if (rows.has(keyOf(row))) return [];
  const gone = row.places.filter((place) => places.has(place));
  if (gone.length === 0) return [row];
  const owners = new Set(gone.map((place) => placeFrom(place).id));
  // A table points back by a column: that goes with the place.
  const fields = Object.entries(row.fields).filter(
    ([field, value]) => field === 'id' || !field.endsWith('_id') || !owners.has(String(value))
  );
  const stay = row.places.filter((place) => !places.has(place));
  return stay.length > 0 || independent.has(row.table)
    ? [{ ...row, fields: Object.fromEntries(fields), places: stay }]
    : [];
}

/** Our records under the ids that the file gave them. */
function renamed(row: HsdsRow, ids: ReadonlyMap<string, string>): HsdsRow {
  if (ids.size === 0) return row;
  const theirs = (id: string): string => ids.get(id) ?? id;
  const fields = Object.entries(row.fields).map(([field, value]) => [
    field,
    typeof value === 'string' && (field === 'id' || field.endsWith('_id')) ? theirs(value) : value
  ]);
  return {
    table: row.table,
    id: theirs(row.id),
    fields: Object.fromEntries(fields) as Fields,
    places: row.places.map((place) => {
      const { table, id, field } = placeFrom(place);
      return `${table}/${theirs(id)}/${field}`;
    })
  };
}

/** Without what is a part only of what is no longer there. @param free what came without what it is a part of */
function grounded(rows: readonly HsdsRow[], free: ReadonlySet<string>): HsdsRow[] {
  const there = new Set(rows.map(keyOf));
  const stays = (row: HsdsRow): boolean =>
    independent.has(row.table) ||
    free.has(keyOf(row)) ||
    row.places.some((place) => there.has(ownerOf(place)));
  const staying = rows.filter(stays);
  return staying.length === rows.length ? staying : grounded(staying, free);
}

/** What parts say, without their ids, in an order of its own. */
function essences(rows: readonly HsdsRow[], field: string, parts: Parts): JsonValue[] {
  if (isSingle(field)) return rows.map(({ id }) => id);
  return rows
    .map((row): JsonValue => {
      const { id: _id, ...fields } = row.fields;
      const own = Object.fromEntries(
        Object.entries(fields).filter(([key]) => !key.endsWith('_id') || key === 'taxonomy_term_id')
      );
      const inner = ['schedules', 'location', 'taxonomy_term'].flatMap((each) => {
        const found = parts.get(placeOf(row, each)) ?? [];
        if (found.length === 0) return [];
        return [[each, isSingle(each) ? (found[0]?.id ?? null) : essences(found, each, parts)] as const];
      });
      return { ...own, ...Object.fromEntries(inner) };
    })
    .map((essence) => [JSON.stringify(essence), essence] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, essence]) => essence);
}

function same(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  return isDeepStrictEqual(a, b);
}

function placeOf({ table, id }: HsdsRow, field: string): string {
  return `${table}/${id}/${field}`;
}

function ownerOf(place: string): string {
  const { table, id } = placeFrom(place);
  return `${table}/${id}`;
}

function keyOf({ table, id }: { readonly table: string; readonly id: string }): string {
  return `${table}/${id}`;
}
