// Which territories an actor may have timed anew, and which settlements and what span of the map a territory is.
import { sql } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { boxAround, type Box } from '#lib/domains/places/distance.ts';
import {
  findSettlementBySlug,
  listMicroRegions,
  searchSettlements,
  settlementsWithin
} from '#lib/domains/places/queries.server.ts';
import { canRetime, isEverywhere, type Home } from './policy.ts';

export interface Territory {
  /** As it is called, in every language. */
  readonly name: string;
  readonly settlements: readonly string[];
}

export interface TerritoryOption {
  /** `micro_region:szentes`, `district:Csongrád-Csanád/Szentes`, `county:Csongrád-Csanád`. */
  readonly value: string;
  readonly kind: 'micro_region' | 'district' | 'county';
  readonly name: string;
}

export const radii = [10, 15, 20, 30] as const;
/** Neighbours of the territory count as rivals as far as anything clashes. */
const reachKm = 25;

interface Member {
  readonly id: string;
  readonly county: string | null;
  readonly district: string | null;
}

/** Micro-regions first, then districts, then counties, each in alphabetical order. */
export async function listTerritories(db: Database, actor: Actor): Promise<TerritoryOption[]> {
  const home = await homeOf(db, actor);
  const regions = (await listMicroRegions(db))
    .filter(({ settlements }) => canRetime(actor, settlements, home))
    .map(({ slug, name }) => ({ value: `micro_region:${slug}`, kind: 'micro_region' as const, name }));
  const members = await allMembers(db);
  const grouped = (key: (member: Member) => string | null): [string, readonly Member[]][] =>
    [...Map.groupBy(members, key)].flatMap(([name, group]) =>
      name !== null && canRetime(actor, group, home) ? [[name, group]] : []
    );
  const districts = grouped(districtKey).map(([key, [first]]) => ({
    value: `district:${key}`,
    kind: 'district' as const,
    name: first?.district ?? key
  }));
  const counties = grouped(({ county }) => county).map(([name]) => ({
    value: `county:${name}`,
    kind: 'county' as const,
    name
  }));
  const inOrder = <T extends { name: string }>(list: T[]): T[] =>
    list.sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
  return [...regions, ...inOrder(districts), ...inOrder(counties)];
}

/**
 * @param chosen value of an option, or `around` with a settlement by slug, name or postal code
 * @returns null where there is none such, or it is not for this actor to have timed anew
 */
export async function findTerritory(
  db: Database,
  actor: Actor,
  chosen: { readonly value: string; readonly near: string; readonly within: number }
): Promise<Territory | null> {
  const found = chosen.value === 'around' ? await around(db, chosen) : await named(db, chosen.value);
  if (!found || !canRetime(actor, found.members, await homeOf(db, actor))) return null;
  return { name: found.name, settlements: found.members.map(({ id }) => id) };
}

async function around(
  db: Database,
  { near, within }: { readonly near: string; readonly within: number }
): Promise<{ name: string; members: readonly Member[] } | null> {
  const text = near.trim();
  if (text === '' || !(radii as readonly number[]).includes(within)) return null;
  const centre = (await findSettlementBySlug(db, text)) ?? (await searchSettlements(db, text, 1)).found[0];
  if (!centre?.point) return null;
  return {
    name: `${centre.name} + ${within} km`,
    members: await settlementsWithin(db, centre.point, within)
  };
}

async function named(
  db: Database,
  value: string
): Promise<{ name: string; members: readonly Member[] } | null> {
  const [kind, key] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)];
  if (kind === 'micro_region') {
    const region = (await listMicroRegions(db)).find(({ slug }) => slug === key);
    return region ? { name: region.name, members: region.settlements } : null;
  }
  const members = (await allMembers(db)).filter((member) =>
    kind === 'district' ? districtKey(member) === key : kind === 'county' && member.county === key
  );
  const [first] = members;
  if (!first) return null;
  return { name: (kind === 'district' ? first.district : first.county) ?? key, members };
}

/** Districts of two counties may have one name. */
function districtKey({ county, district }: Member): string | null {
  return district === null ? null : `${county ?? ''}/${district}`;
}

function allMembers(db: Database): Promise<Member[]> {
  return db.selectFrom('settlement').select(['id', 'county', 'district']).orderBy('id').execute();
}

async function homeOf(db: Database, actor: Actor): Promise<Home> {
  if (actor.kind !== 'person' || isEverywhere(actor)) return { settlements: new Set(), counties: new Set() };
  const organisations = actor.roles.flatMap((role) =>
    role.kind === 'owner' || role.kind === 'editor' ? [role.organisation] : []
  );
  const rows =
    organisations.length === 0
      ? []
      : await db
          .selectFrom('organisation')
          .select('settlement_id')
          .where('id', 'in', organisations as Id<'organisation'>[])
          .execute();
  const tended = actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  return {
    settlements: new Set([...tended, ...rows.flatMap(({ settlement_id }) => settlement_id ?? [])]),
    counties: new Set(actor.roles.flatMap((role) => (role.kind === 'coordinator' ? (role.county ?? []) : [])))
  };
}

/** The span of the map that holds whatever the territory's events may clash with; null where no settlement is placed. */
export async function boxOf(db: Database, settlements: readonly string[]): Promise<Box | null> {
  const placed = await db
    .selectFrom('settlement')
    .select(({ fn }) => [
      fn.min('lat').as('south'),
      fn.max('lat').as('north'),
      fn.min('lon').as('west'),
      fn.max('lon').as('east')
    ])
    .where(sql<boolean>`id = any(${[...settlements]}::uuid[])`)
    .executeTakeFirst();
  if (placed?.south == null || placed.north == null || placed.west == null || placed.east == null)
    return null;
  const corners = [
    boxAround({ lat: placed.south, lon: placed.west }, reachKm),
    boxAround({ lat: placed.north, lon: placed.east }, reachKm)
  ];
  return {
    south: Math.min(...corners.map(({ south }) => south)),
    north: Math.max(...corners.map(({ north }) => north)),
    west: Math.min(...corners.map(({ west }) => west)),
    east: Math.max(...corners.map(({ east }) => east))
  };
}
