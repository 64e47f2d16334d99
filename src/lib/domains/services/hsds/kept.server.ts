// Keeps what came in as HSDS, column by column, so that nothing of it is lost; and gives out everything as HSDS.
import { sql } from 'kysely';
import { listSettlementCodes } from '#lib/domains/places/queries.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { eachOrganisation, findFullOrganisations } from '#lib/domains/registry/queries.server.ts';
import { eachVenue, findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import {
  hsdsLocation,
  hsdsOrganisation,
  hsdsService,
  hsdsTaxonomy,
  hsdsTerms,
  type HsdsContext
} from '../hsds.server.ts';
import { findServicesByIds, type FullService } from '../queries.server.ts';
import { merged, writtenOf, type KeptRow, type Written } from './merge.ts';
import { joined, partsOf, rowsOfJson, type Fields, type HsdsRow } from './rows.ts';

/** So many services go into one package; a region has some thousands. */
const most = 20_000;

/** What objects of the whole region need for their texts. */
export async function wholeContext(db: Database, words: Words, origin: string): Promise<HsdsContext> {
  const settlements = await db.selectFrom('settlement').select('id').execute();
  const codes = await listSettlementCodes(
    db,
    settlements.map(({ id }) => id)
  );
  const postalCodes = [...codes].flatMap(([id, { postalCode }]) =>
    postalCode ? [[id, postalCode] as const] : []
  );
  return { words, origin, postalCodes: new Map(postalCodes) };
}

/** Everything that is known here, joined with what came in as HSDS. @param source only what came from it */
export async function everythingAsHsds(
  db: Database,
  context: HsdsContext,
  source: string | null = null
): Promise<HsdsRow[]> {
  const kept = await listKept(db, source);
  const records = source === null ? null : kept.flatMap(({ record }) => record ?? []);
  const ours = await oursAsHsds(db, context, records);
  return merged(source === null ? joined(ours, vocabularyAsHsds(context)) : ours, kept);
}

export function vocabularyAsHsds({ words }: HsdsContext): HsdsRow[] {
  return joined(
    rowsOfJson('taxonomies', [hsdsTaxonomy(words)]),
    rowsOfJson('taxonomy_terms', hsdsTerms(words))
  );
}

/** Our own records as rows of HSDS, whole. @param ids of organisations, venues and services; null for all */
export async function oursAsHsds(
  db: Database,
  context: HsdsContext,
  ids: readonly string[] | null
): Promise<HsdsRow[]> {
  const services: FullService[] = [];
  const wanted =
    ids ??
    (await db.selectFrom('service').select('id').orderBy('id').limit(most).execute()).map(({ id }) => id);
  for (const part of inParts(wanted, 1000)) services.push(...(await findServicesByIds(db, part)).values());
  const organisations = ids
    ? await findFullOrganisations(db, ids)
    : (await all(eachOrganisation(db, { settlements: null, closed: true }, ['public']))).flat();
  const venues = ids
    ? [...(await findVenuesByIds(db, ids)).values()]
    : (await all(eachVenue(db, { settlements: null, closed: true }))).flat();
  // A service names its organisation in short: what the organisation says of itself comes after that.
  return joined(
    rowsOfJson(
      'services',
      services.map((each) => hsdsService(each, context))
    ),
    rowsOfJson(
      'organizations',
      organisations.map((each) => hsdsOrganisation(each, context))
    ),
    rowsOfJson(
      'locations',
      venues.map((each) => hsdsLocation(each, context))
    )
  );
}

export async function listKept(db: Database, source: string | null): Promise<KeptRow[]> {
  let query = db
    .selectFrom('hsds_row')
    .select(['table_name', 'external_id', 'fields', 'places', 'record_id', 'written']);
  if (source !== null) query = query.where('source', '=', source);
  const rows = await query.orderBy('source').orderBy('table_name').orderBy('external_id').execute();
  return rows.map((row) => ({
    table: row.table_name,
    id: row.external_id,
    fields: row.fields as Fields,
    places: row.places,
    record: row.record_id,
    written: row.written as unknown as Written | null
  }));
}

export async function keepRows(
  tx: Database,
  rows: readonly (HsdsRow & { readonly record: string | null })[],
  { source, now }: { readonly source: string; readonly now: Date }
): Promise<void> {
  for (const part of inParts(rows, 1000))
    await tx
      .insertInto('hsds_row')
      .values(
        part.map(({ table, id, fields, places, record }) => ({
          source,
          table_name: table,
          external_id: id,
          fields: sql<JsonValue>`${JSON.stringify(fields)}::jsonb`,
          places: [...places],
          record_id: record,
          written: null,
          updated_at: now
        }))
      )
      .onConflict((conflict) =>
        conflict.columns(['source', 'table_name', 'external_id']).doUpdateSet((eb) => ({
          fields: eb.ref('excluded.fields'),
          places: eb.ref('excluded.places'),
          record_id: eb.ref('excluded.record_id'),
          updated_at: eb.ref('excluded.updated_at')
        }))
      )
      .execute();
}

/** Remembers what we say of these records now: what differs from it later was changed here. */
export async function rememberWritten(
  tx: Database,
  context: HsdsContext,
  { source, records }: { readonly source: string; readonly records: readonly string[] }
): Promise<void> {
  for (const some of inParts([...new Set(records)], 500)) {
    const ours = await oursAsHsds(tx, context, some);
    const parts = partsOf(ours);
    const written = ours
      .filter(({ id }) => some.includes(id))
      .map((row) => [row.id, writtenOf(row, parts)] as const);
    if (written.length === 0) continue;
    await sql`
      update hsds_row set written = said.written
      from jsonb_to_recordset(${JSON.stringify(written.map(([id, each]) => ({ id, written: each })))}::jsonb) as said(id uuid, written jsonb)
      where hsds_row.record_id = said.id and hsds_row.source = ${source}`.execute(tx);
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
