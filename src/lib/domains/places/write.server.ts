// Writes facts about many settlements at once, whoever brings them: the supply, the sample or an imported list.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { slugOf } from '#lib/core/hungarian.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { nameKey, pointOf, type SettlementFacts } from './model.ts';

export interface KnownSettlement {
  readonly id: Id<'settlement'>;
  readonly slug: string;
  readonly facts: SettlementFacts;
}

/** All settlements as they are now, in two queries. */
export async function loadKnownSettlements(db: Database): Promise<KnownSettlement[]> {
  const rows = await db.selectFrom('settlement').selectAll().orderBy('id').execute();
  const codes = await db.selectFrom('settlement_postal_code').selectAll().orderBy('postal_code').execute();
  const codesOf = Map.groupBy(codes, ({ settlement_id }) => settlement_id);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    facts: {
      name: row.name,
      kshCode: row.ksh_code,
      legalStatus: row.legal_status,
      county: row.county,
      district: row.district,
      districtCode: row.district_code,
      areaHa: row.area_ha,
      population: row.population,
      dwellings: row.dwellings,
      postalCodes: (codesOf.get(row.id) ?? []).map(({ postal_code }) => postal_code),
      point: pointOf(row)
    }
  }));
}

/** @returns the ids, in the order of the facts */
export async function insertSettlements(
  tx: Database,
  all: readonly SettlementFacts[],
  { source, now }: { source: string; now: Date }
): Promise<Id<'settlement'>[]> {
  const ids = all.map(() => newId<'settlement'>(now));
  const slugs = await freeSlugs(
    tx,
    'settlement',
    all.map(({ name }) => slugOf(name))
  );
  const rows = all.map((facts, index) => ({
    id: ids[index] ?? newId<'settlement'>(now),
    slug: slugs[index] ?? '',
    ...columnsOf(facts),
    source,
    updated_at: now
  }));
  for (const part of inParts(rows)) await tx.insertInto('settlement').values(part).execute();
  await insertPostalCodes(
    tx,
    rows.map(({ id }, index) => ({ id, codes: all[index]?.postalCodes ?? [] }))
  );
  return ids;
}

export interface SettlementUpdate {
  readonly id: string;
  readonly before: SettlementFacts;
  readonly after: SettlementFacts;
}

/** One statement for any number of settlements; those renamed get a new address, and the old one leads to it. */
export async function updateSettlements(
  tx: Database,
  updates: readonly SettlementUpdate[],
  { source, now }: { source: string; now: Date }
): Promise<void> {
  for (const part of inParts(updates, 5000)) {
    const rows = JSON.stringify(part.map(({ id, after }) => ({ id, ...columnsOf(after) })));
    await sql`
      update settlement set
        name = given.name, folded = given.folded, ksh_code = given.ksh_code, legal_status = given.legal_status,
        county = given.county, district = given.district, district_code = given.district_code,
        area_ha = given.area_ha, population = given.population, dwellings = given.dwellings,
        lat = given.lat, lon = given.lon, source = ${source}, updated_at = ${now}
      from jsonb_to_recordset(${rows}::jsonb) as given(
        id uuid, name text, folded text, ksh_code text, legal_status text, county text, district text,
        district_code text, area_ha integer, population integer, dwellings integer,
        lat double precision, lon double precision)
      where settlement.id = given.id`.execute(tx);
  }
  const recoded = updates.filter(
    ({ before, after }) => before.postalCodes.join() !== after.postalCodes.join()
  );
  for (const part of inParts(recoded, 10_000))
    await tx
      .deleteFrom('settlement_postal_code')
      .where(sql<boolean>`settlement_id = any(${part.map(({ id }) => id)}::uuid[])`)
      .execute();
  await insertPostalCodes(
    tx,
    recoded.map(({ id, after }) => ({ id, codes: after.postalCodes }))
  );
  await renameAddresses(
    tx,
    updates.filter(({ before, after }) => before.name !== after.name)
  );
}

async function insertPostalCodes(
  tx: Database,
  all: readonly { id: string; codes: readonly string[] }[]
): Promise<void> {
  const rows = all.flatMap(({ id, codes }) =>
    [...new Set(codes)].map((postal_code) => ({ settlement_id: id as Id<'settlement'>, postal_code }))
  );
  for (const part of inParts(rows)) await tx.insertInto('settlement_postal_code').values(part).execute();
}

/** A settlement is renamed once in a generation, so one by one is quick enough. */
async function renameAddresses(tx: Database, renamed: readonly SettlementUpdate[]): Promise<void> {
  for (const { id, after } of renamed) {
    const settlement = tx
      .selectFrom('settlement')
      .select('slug')
      .where('id', '=', id as Id<'settlement'>);
    const { slug: old } = await settlement.executeTakeFirstOrThrow();
    const [slug] = await freeSlugs(tx, 'settlement', [slugOf(after.name)]);
    if (!slug || slug === old) continue;
    await tx
      .updateTable('settlement')
      .set({ slug })
      .where('id', '=', id as Id<'settlement'>)
      .execute();
    await tx.insertInto('old_slug').values({ kind: 'settlement', slug: old, object_id: id }).execute();
  }
}

function columnsOf(facts: SettlementFacts) {
  return {
    name: facts.name,
    folded: nameKey(facts.name),
    ksh_code: facts.kshCode,
    legal_status: facts.legalStatus,
    county: facts.county,
    district: facts.district,
    district_code: facts.districtCode,
    area_ha: facts.areaHa,
    population: facts.population,
    dwellings: facts.dwellings,
    lat: facts.point?.lat ?? null,
    lon: facts.point?.lon ?? null
  };
}
