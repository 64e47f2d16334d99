// Reads packages: one, and the menu, which begins from what the reader may see.
import { sql, type InferResult } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Audience } from '#lib/domains/calendar/model.ts';
import {
  pageOf,
  patternsOf,
  usualPageSize,
  type Named,
  type Page
} from '#lib/domains/registry/listing.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PackageFacts } from './model.ts';
import { canSeePackage } from './policy.ts';

export interface TouringPackage extends Omit<PackageFacts, 'organisation' | 'home'> {
  readonly id: Id<'package'>;
  readonly slug: string;
  readonly organisation: Named & { readonly id: Id<'organisation'> };
  readonly home: Named & { readonly id: Id<'settlement'>; readonly point: Point | null };
  readonly source: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface PackageQuery {
  readonly text?: string;
  readonly audience?: Audience | null;
  readonly organisation?: string;
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
}

/** The open ones, by title. */
export async function listPackages(db: Database, query: PackageQuery): Promise<Page<TouringPackage>> {
  const { text = '', audience = null, organisation, page = 1, pageSize = usualPageSize } = query;
  let found = packagesIn(db).where('package.state', '=', 'open');
  for (const pattern of patternsOf(text)) found = found.where('package.folded', 'like', pattern);
  if (audience) found = found.where(sql<boolean>`${audience} = any(package.audiences)`);
  if (organisation) found = found.where('package.organisation_id', '=', organisation as Id<'organisation'>);
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .orderBy('package.title')
    .orderBy('package.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return pageOf(rows.map(packageFrom), Number(total), page, pageSize);
}

/** All that the actor may change, whatever their state, the newest first. */
export async function listOwnPackages(
  db: Database,
  organisations: readonly string[]
): Promise<TouringPackage[]> {
  if (organisations.length === 0) return [];
  const rows = await packagesIn(db)
    .where('package.organisation_id', 'in', organisations as Id<'organisation'>[])
    .orderBy('package.created_at', 'desc')
    .orderBy('package.id')
    .limit(100)
    .execute();
  return rows.map(packageFrom);
}

/** Null also when it is not for this actor. */
export async function findPackageBySlug(
  db: Database,
  actor: Actor,
  slug: string
): Promise<TouringPackage | null> {
  const row = await packagesIn(db).where('package.slug', '=', slug).executeTakeFirst();
  const pack = row ? packageFrom(row) : null;
  return pack && canSeePackage(actor, pack) ? pack : null;
}

/** For operations, which judge by themselves who may. */
export async function findPackage(db: Database, id: string): Promise<TouringPackage | null> {
  return (await findPackagesByIds(db, [id])).get(id) ?? null;
}

export async function findPackagesByIds(
  db: Database,
  ids: readonly string[]
): Promise<Map<string, TouringPackage>> {
  const wanted = [...new Set(ids.filter(isUuid))];
  if (wanted.length === 0) return new Map();
  const rows = await packagesIn(db)
    .where(sql<boolean>`package.id = any(${wanted}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, packageFrom(row)]));
}

/** The open ones after one, in order of their ids: for the search. */
export async function listOpenIds(db: Database, after: string | null, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('package')
    .select('id')
    .where('state', '=', 'open')
    .$if(after !== null, (query) => query.where('id', '>', after as Id<'package'>))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

function packagesIn(db: Database) {
  return db
    .selectFrom('package')
    .innerJoin('organisation', 'organisation.id', 'package.organisation_id')
    .innerJoin('settlement as home', 'home.id', 'package.home_settlement_id')
    .selectAll('package')
    .select([
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name',
      'home.slug as home_slug',
      'home.name as home_name',
      'home.lat as home_lat',
      'home.lon as home_lon'
    ]);
}

function packageFrom(row: InferResult<ReturnType<typeof packagesIn>>[number]): TouringPackage {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    organisation: { id: row.organisation_id, slug: row.organisation_slug, name: row.organisation_name },
    text: row.text,
    minutes: row.minutes,
    setup: row.setup_minutes,
    teardown: row.teardown_minutes,
    crew: row.crew,
    minWidth: row.min_width_m,
    minDepth: row.min_depth_m,
    minHeight: row.min_height_m,
    power: row.power,
    amps: row.amps,
    capacity: row.capacity_min,
    darkening: row.darkening,
    needs: row.needs,
    audiences: row.audiences,
    themes: row.themes,
    fee: row.fee_huf,
    perKm: row.per_km_huf,
    perNight: row.per_night_huf,
    home: {
      id: row.home_settlement_id,
      slug: row.home_slug,
      name: row.home_name,
      point: row.home_lat === null || row.home_lon === null ? null : { lat: row.home_lat, lon: row.home_lon }
    },
    twoADay: row.two_a_day,
    restAfter: row.rest_after_days,
    earliest: row.earliest,
    latest: row.latest,
    weekdays: row.weekdays,
    available: row.available,
    state: row.state,
    source: row.source,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}
