// Reads settlements: one by its address, lists, search, and what lies around a point.
import { sql } from 'kysely';
import { didYouMean } from '#lib/core/hungarian.ts';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { boxAround, straightLine, type Distance } from './distance.ts';
import { settlementFinder, type FindableSettlement, type SettlementFinder } from './finder.ts';
import {
  nameKey,
  pointOf,
  properName,
  townStatuses,
  type LegalStatus,
  type Settlement,
  type SettlementDetails
} from './model.ts';

const listed = [
  'settlement.id',
  'settlement.slug',
  'settlement.name',
  'settlement.county',
  'settlement.district',
  'settlement.population',
  'settlement.lat',
  'settlement.lon'
] as const;

interface ListedRow {
  id: Id<'settlement'>;
  slug: string;
  name: string;
  county: string | null;
  district: string | null;
  population: number | null;
  lat: number | null;
  lon: number | null;
}

export async function findSettlementBySlug(db: Database, slug: string): Promise<SettlementDetails | null> {
  const row = await db.selectFrom('settlement').selectAll().where('slug', '=', slug).executeTakeFirst();
  if (!row) return null;
  const codes = await db
    .selectFrom('settlement_postal_code')
    .select('postal_code')
    .where('settlement_id', '=', row.id)
    .orderBy('postal_code')
    .execute();
  const microRegions = await db
    .selectFrom('micro_region')
    .innerJoin('micro_region_settlement', 'micro_region_id', 'micro_region.id')
    .select(['name', 'slug'])
    .where('settlement_id', '=', row.id)
    .orderBy('name')
    .execute();
  return {
    ...settlementOf(row),
    kshCode: row.ksh_code,
    legalStatus: row.legal_status,
    districtCode: row.district_code,
    areaHa: row.area_ha,
    dwellings: row.dwellings,
    postalCodes: codes.map(({ postal_code }) => postal_code),
    microRegions,
    source: row.source,
    updatedAt: row.updated_at
  };
}

/** The address that took the place of `old`; null when no settlement ever had it. */
export async function findNewSettlementSlug(db: Database, old: string): Promise<string | null> {
  const found = await db
    .selectFrom('old_slug')
    .innerJoin('settlement', (join) => join.on(sql<boolean>`settlement.id = old_slug.object_id`))
    .select('settlement.slug')
    .where('old_slug.kind', '=', 'settlement')
    .where('old_slug.slug', '=', old)
    .executeTakeFirst();
  return found?.slug ?? null;
}

export interface SettlementFilter {
  readonly county?: string;
  /** Slug of a micro-region. */
  readonly microRegion?: string;
  /** Beginning of the name, with or without accents. */
  readonly prefix?: string;
}

/** In alphabetical order. @param page from 1 */
export async function listSettlements(
  db: Database,
  filter: SettlementFilter,
  { page, size }: { page: number; size: number }
): Promise<{ rows: Settlement[]; total: number }> {
  let query = db.selectFrom('settlement');
  const { county, microRegion, prefix } = filter;
  if (county) query = query.where('county', '=', county);
  if (prefix) query = query.where('folded', 'like', `${likeText(nameKey(prefix))}%`);
  if (microRegion)
    query = query.where('settlement.id', 'in', (eb) =>
      eb
        .selectFrom('micro_region_settlement')
        .innerJoin('micro_region', 'micro_region.id', 'micro_region_id')
        .select('settlement_id')
        .where('micro_region.slug', '=', microRegion)
    );
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select(listed)
    .orderBy('name')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(settlementOf), total: Number(total) };
}

export async function listSettlementsById(
  db: Database,
  ids: readonly string[]
): Promise<Map<string, Settlement>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('settlement')
    .select(listed)
    .where(sql<boolean>`settlement.id = any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id as string, settlementOf(row)]));
}

/** By id: the KSH code, and the first of the postal codes. */
export async function listSettlementCodes(
  db: Database,
  ids: readonly string[]
): Promise<Map<string, { readonly kshCode: string | null; readonly postalCode: string | null }>> {
  const rows = await db
    .selectFrom('settlement')
    .leftJoin('settlement_postal_code', 'settlement_postal_code.settlement_id', 'settlement.id')
    .select(({ fn }) => [
      'settlement.id',
      'settlement.ksh_code as kshCode',
      fn.min('settlement_postal_code.postal_code').as('postalCode')
    ])
    .where(sql<boolean>`settlement.id = any(${[...new Set(ids)]}::uuid[])`)
    .groupBy(['settlement.id', 'settlement.ksh_code'])
    .execute();
  return new Map(rows.map(({ id, ...codes }) => [id as string, codes]));
}

/** Counties that have settlements here, with how many. */
export async function listCounties(db: Database): Promise<{ county: string; count: number }[]> {
  const rows = await db
    .selectFrom('settlement')
    .select(['county', ({ fn }) => fn.countAll<number>().as('count')])
    .where('county', 'is not', null)
    .groupBy('county')
    .orderBy('county')
    .execute();
  return rows.flatMap(({ county, count }) => (county ? [{ county, count: Number(count) }] : []));
}

export interface MicroRegion {
  readonly slug: string;
  readonly name: string;
  readonly settlements: readonly Settlement[];
}

/** Micro-regions with their settlements, both in alphabetical order. */
export async function listMicroRegions(db: Database): Promise<MicroRegion[]> {
  const rows = await db
    .selectFrom('micro_region')
    .innerJoin('micro_region_settlement', 'micro_region_id', 'micro_region.id')
    .innerJoin('settlement', 'settlement.id', 'settlement_id')
    .select(['micro_region.slug as region', 'micro_region.name as region_name', ...listed])
    .orderBy('region_name')
    .orderBy('settlement.name')
    .execute();
  return [...Map.groupBy(rows, ({ region }) => region)].map(([slug, members]) => ({
    slug,
    name: members[0]?.region_name ?? slug,
    settlements: members.map(settlementOf)
  }));
}

export interface SettlementSearch {
  readonly found: readonly Settlement[];
  /** When nothing was found: names that the reader may have meant. */
  readonly suggestions: readonly string[];
}

/**
 * What a reader who typed `text` looks for: names beginning with it, the whole name first and larger places before smaller
 * ones; or the places of a postal code; or, when there are none, near misses.
 */
export async function searchSettlements(db: Database, text: string, limit = 20): Promise<SettlementSearch> {
  const key = nameKey(text).slice(0, 100);
  if (key === '') return { found: [], suggestions: [] };
  const query = db.selectFrom('settlement').select(listed);
  const rows = /^[0-9]{4}$/.test(key)
    ? await query
        .innerJoin('settlement_postal_code', 'settlement_id', 'settlement.id')
        .where('postal_code', '=', key)
        .orderBy('name')
        .limit(limit)
        .execute()
    : await query
        .where('folded', 'like', `${likeText(key)}%`)
        .orderBy(sql`(folded <> ${key})`)
        .orderBy(sql`(name <> ${properName(text)})`)
        .orderBy(sql`population desc nulls last`)
        .orderBy('name')
        .limit(limit)
        .execute();
  if (rows.length > 0) return { found: rows.map(settlementOf), suggestions: [] };
  const names = await db.selectFrom('settlement').select('name').orderBy('id').execute();
  const suggestions = didYouMean(
    text.slice(0, 100),
    names.map(({ name }) => name),
    5
  );
  return { found: [], suggestions };
}

export interface Nearby extends Settlement {
  readonly point: Point;
  readonly legalStatus: LegalStatus | null;
  readonly km: number;
}

/** Settlements at most `km` from the point, nearest first; the one standing on the point is among them, at 0 km. */
export async function settlementsWithin(
  db: Database,
  center: Point,
  km: number,
  distance: Distance = straightLine
): Promise<Nearby[]> {
  const { south, north, west, east } = boxAround(center, km);
  const rows = await db
    .selectFrom('settlement')
    .select([...listed, 'legal_status'])
    .where('lat', '>=', south)
    .where('lat', '<=', north)
    .where('lon', '>=', west)
    .where('lon', '<=', east)
    .execute();
  return rows
    .flatMap((row) => {
      const point = pointOf(row);
      const away = point && distance(center, point);
      return point && away !== null && away <= km
        ? [{ ...settlementOf(row), point, legalStatus: row.legal_status, km: away }]
        : [];
    })
    .sort((a, b) => a.km - b.km || (a.id < b.id ? -1 : 1));
}

/** The nearest town within 60 km, other than the place itself: «12 km from Szentes». */
export function nearestTown(around: readonly Nearby[], self: string): Nearby | null {
  return (
    around.find(({ id, legalStatus }) => id !== self && legalStatus && townStatuses.includes(legalStatus)) ??
    null
  );
}

/** Everything that is needed to recognise settlements, in two queries; for imports, where one by one would be slow. */
export async function loadFindableSettlements(db: Database): Promise<FindableSettlement[]> {
  const rows = await db
    .selectFrom('settlement')
    .select([...listed, 'ksh_code'])
    .orderBy('name')
    .orderBy('id')
    .execute();
  const codes = await db.selectFrom('settlement_postal_code').selectAll().orderBy('postal_code').execute();
  const codesOf = Map.groupBy(codes, ({ settlement_id }) => settlement_id);
  return rows.map((row) => ({
    ...settlementOf(row),
    kshCode: row.ksh_code,
    postalCodes: (codesOf.get(row.id) ?? []).map(({ postal_code }) => postal_code)
  }));
}

export async function loadSettlementFinder(db: Database): Promise<SettlementFinder> {
  return settlementFinder(await loadFindableSettlements(db));
}

function settlementOf(row: ListedRow): Settlement {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    county: row.county,
    district: row.district,
    population: row.population,
    point: pointOf(row)
  };
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
