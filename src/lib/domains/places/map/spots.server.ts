// Reads what a map shows of any records that have a place: how many are where, and which they are.
import { sql, type RawBuilder } from 'kysely';
import type { Spot } from '#lib/core/map/drawing.ts';
import { boxOf, widthKm, type Box } from '#lib/core/map/view.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/**
 * A query for records with a place, as other domains give it: `id, slug, name, kind, street, settlement_id`, and `lat, lon` where
 * a record has a point of its own; those that have none stand in the middle of their settlement.
 */
export type PlacedRecords = RawBuilder<unknown>;

export interface SettlementSpot extends Spot {
  /** The settlements whose records these are. */
  readonly settlements: readonly string[];
  /** The box that holds them all; a point when no map could draw them apart. */
  readonly box: Box;
  /** Where there is one record only. */
  readonly only: { readonly slug: string; readonly name: string; readonly kind: string } | null;
}

export interface PlacedRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly street: string | null;
  readonly settlement: { readonly id: string; readonly slug: string; readonly name: string };
  /** Which spot of the map it belongs to. */
  readonly spot: string;
}

/** Records that a map of this width could not tell apart are one spot: so many parts of its width. */
const cellsAcross = 120;

/** With the middle of its settlement for whoever has no point of its own; what has neither is left out. */
function placed(records: PlacedRecords, box: Box): RawBuilder<unknown> {
  const cell = (box.east - box.west) / cellsAcross;
  return sql`
    select *, floor(lat / ${cell}::float8) || ' ' || floor(lon / ${cell}::float8) as spot from (
      select record.id, record.slug, record.name, record.kind, record.street,
        settlement.id as settlement_id, settlement.slug as settlement_slug, settlement.name as settlement_name,
        coalesce(record.lat, settlement.lat) as lat, coalesce(record.lon, settlement.lon) as lon
      from (${records}) as record
      join settlement on settlement.id = record.settlement_id
    ) as somewhere
    where lat between ${box.south}::float8 and ${box.north}::float8
      and lon between ${box.west}::float8 and ${box.east}::float8`;
}

/** Where they are, in as many spots as the map can show: the answer is bounded by the map, not by the number of records. */
export async function findSpots(db: Database, records: PlacedRecords, box: Box): Promise<SettlementSpot[]> {
  const { rows } = await sql<{
    spot: string;
    count: string;
    lat: number;
    lon: number;
    south: number;
    north: number;
    west: number;
    east: number;
    settlements: string[];
    slug: string;
    name: string;
    kind: string;
  }>`
    select spot, count(*) as count, avg(lat) as lat, avg(lon) as lon, min(lat) as south, max(lat) as north,
      min(lon) as west, max(lon) as east, array_agg(distinct settlement_id::text) as settlements,
      min(slug) as slug, min(name) as name, min(kind) as kind
    from (${placed(records, box)}) as placed
    group by spot order by spot`.execute(db);
  return rows.map(({ spot, count, lat, lon, south, north, west, east, settlements, slug, name, kind }) => ({
    key: spot,
    count: Number(count),
    point: { lat, lon },
    box: { south, north, west, east },
    settlements,
    only: Number(count) === 1 ? { slug, name, kind } : null
  }));
}

export interface ListedPart {
  readonly records: PlacedRecords;
  readonly box: Box;
  /** Settlements in the order of `countPlacedBySettlement`, with how many each has. */
  readonly counts: readonly { readonly id: string; readonly count: number }[];
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/**
 * By settlement, then by name. Only the settlements that the page falls upon are sorted: sorting 20,000 names by the Hungarian
 * alphabet for one page took most of its time.
 */
export async function listPlaced(
  db: Database,
  { records, box, counts, page, pageSize }: ListedPart
): Promise<PlacedRecord[]> {
  const first = (page - 1) * pageSize;
  const upon: string[] = [];
  let before = 0;
  let skipped = 0;
  for (const { id, count } of counts) {
    if (before + count <= first) skipped += count;
    else if (before < first + pageSize) upon.push(id);
    before += count;
  }
  const { rows } = await sql<
    Omit<PlacedRecord, 'settlement'> & {
      settlement_id: string;
      settlement_slug: string;
      settlement_name: string;
    }
  >`
    select id, slug, name, kind, street, settlement_id, settlement_slug, settlement_name, spot
    from (${placed(records, box)}) as placed
    where settlement_id = any(${upon}::uuid[])
    order by settlement_name, settlement_id, name, id
    limit ${pageSize} offset ${first - skipped}`.execute(db);
  return rows.map(({ id, slug, name, kind, street, spot, ...row }) => ({
    id,
    slug,
    name,
    kind,
    street,
    spot,
    settlement: { id: row.settlement_id, slug: row.settlement_slug, name: row.settlement_name }
  }));
}

/** How many of them each settlement has within the box, in the order of the list. */
export async function countPlacedBySettlement(
  db: Database,
  records: PlacedRecords,
  box: Box
): Promise<{ readonly id: string; readonly count: number }[]> {
  const { rows } = await sql<{ id: string; count: string }>`
    select settlement_id as id, count(*) as count from (${placed(records, box)}) as placed
    group by settlement_id, settlement_name order by settlement_name, settlement_id`.execute(db);
  return rows.map(({ id, count }) => ({ id, count: Number(count) }));
}

export interface Extent {
  /** Null when none of them has a place. */
  readonly box: Box | null;
  /** How many have no place that anyone knows. */
  readonly unplaced: number;
}

export async function extentOf(db: Database, records: PlacedRecords): Promise<Extent> {
  const { rows } = await sql<{
    south: number | null;
    north: number;
    west: number;
    east: number;
    unplaced: string;
  }>`
    select min(lat) as south, max(lat) as north, min(lon) as west, max(lon) as east,
      count(*) filter (where lat is null) as unplaced
    from (
      select coalesce(record.lat, settlement.lat) as lat, coalesce(record.lon, settlement.lon) as lon
      from (${records}) as record
      left join settlement on settlement.id = record.settlement_id
    ) as somewhere`.execute(db);
  const [row] = rows;
  if (!row || row.south === null) return { box: null, unplaced: Number(row?.unplaced ?? 0) };
  const { south, north, west, east } = row;
  return {
    box: boxOf([
      { lat: south, lon: west },
      { lat: north, lon: east }
    ]),
    unplaced: Number(row.unplaced)
  };
}

/** A box in which things lie so near each other that going closer would not part them. */
export function isOnePlace(box: Box): boolean {
  return widthKm(box) < 0.05 && box.north - box.south < 0.0005;
}
