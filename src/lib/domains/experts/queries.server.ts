// Reads experts: one, and lists that begin from what the reader may see. Nothing is shown without a consent that holds.
import { sql, type InferResult, type RawBuilder } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import { earthRadius, type Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import {
  pageOf,
  patternsOf,
  usualPageSize,
  type Named,
  type Page
} from '#lib/domains/registry/listing.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Nearness } from './filter.ts';
import type { Expert, Field, Offer, Reach } from './model.ts';
import { canSeeExpert, selfOf, visibleTo } from './policy.ts';

export interface ListedExpert extends Expert {
  /** From the settlement that was asked for, as the crow flies; null when none was, or nobody knows. */
  readonly km: number | null;
}

/** The settlement to which somebody should come. */
export interface Place {
  readonly id: string;
  readonly county: string | null;
  readonly point: Point | null;
}

export interface ExpertQuery {
  /** Words that all have to occur. */
  readonly text?: string;
  /** For each of the words, in order, the fields that are called so. */
  readonly fieldsCalled?: readonly (readonly Field[])[];
  readonly field?: Field | null;
  readonly offer?: Offer | null;
  readonly place?: Place | null;
  readonly how?: Nearness;
  readonly organisation?: string;
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
}

/** Nearest first where a settlement was asked for, then by name. */
export async function listExperts(
  db: Database,
  actor: Actor,
  query: ExpertQuery
): Promise<Page<ListedExpert>> {
  const { text = '', fieldsCalled = [], field, offer, place = null, how = 'comes', organisation } = query;
  const { page = 1, pageSize = usualPageSize } = query;
  let found = expertsIn(db, place)
    .where('consent.id', 'is not', null)
    .where('expert.visibility', 'in', visibleTo(actor));
  patternsOf(text).forEach((pattern, index) => {
    const called = fieldsCalled[index] ?? [];
    found = found.where(
      sql<boolean>`(expert.folded like ${pattern} or expert.fields && ${[...called]}::text[])`
    );
  });
  if (field) found = found.where(sql<boolean>`${field} = any(expert.fields)`);
  if (offer) found = found.where(sql<boolean>`${offer} = any(expert.offers)`);
  if (place) found = found.where(near(place, how));
  if (organisation)
    found = found.where('expert.id', 'in', (eb) =>
      eb
        .selectFrom('expert_organisation')
        .select('expert_id')
        .where('organisation_id', '=', organisation as Id<'organisation'>)
    );
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .orderBy(place ? sql`km nulls last` : sql`expert.name`)
    .orderBy('expert.name')
    .orderBy('expert.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return pageOf(await expertsFrom(db, rows), Number(total), page, pageSize);
}

/** Null also when it is not for this actor. */
export async function findExpertBySlug(db: Database, actor: Actor, slug: string): Promise<Expert | null> {
  const rows = await expertsIn(db, null).where('expert.slug', '=', slug).execute();
  const [expert] = await expertsFrom(db, rows);
  return expert && canSeeExpert(actor, expert) ? expert : null;
}

/** For operations, which judge by themselves who may. */
export async function findExpert(db: Database, id: string): Promise<Expert | null> {
  return (await findExpertsByIds(db, [id])).get(id) ?? null;
}

export async function findExpertsByIds(db: Database, ids: readonly string[]): Promise<Map<string, Expert>> {
  if (ids.length === 0) return new Map();
  const rows = await expertsIn(db, null)
    .where(sql<boolean>`expert.id = any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map((await expertsFrom(db, rows)).map((expert) => [expert.id, expert]));
}

/** One's own entry, or that of the person in whose name one acts. */
export async function findOwnExpert(db: Database, actor: Actor): Promise<Expert | null> {
  const self = selfOf(actor);
  if (self === null) return null;
  const rows = await expertsIn(db, null)
    .where('expert.person_id', '=', self as Id<'person'>)
    .execute();
  return (await expertsFrom(db, rows))[0] ?? null;
}

const mostKept = 50;

/** The entries that the actor keeps for others, those first that nobody sees yet. */
export async function listKeptExperts(db: Database, actor: Actor): Promise<Expert[]> {
  if (actor.kind !== 'person') return [];
  const tended = actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  const rows = await expertsIn(db, null)
    .where('expert.own', '=', false)
    .where(sql<boolean>`(expert.kept_by = ${actor.id} or expert.settlement_id = any(${tended}::uuid[]))`)
    .orderBy((eb) => eb('consent.id', 'is not', null))
    .orderBy('expert.name')
    .orderBy('expert.id')
    .limit(mostKept)
    .execute();
  const experts = await expertsFrom(db, rows);
  return experts.filter((expert) => expert.person !== selfOf(actor));
}

/** Those whose entry is shown to everyone, after one, in order of their ids. */
export async function listPublicIds(db: Database, after: string | null, limit: number): Promise<string[]> {
  const rows = await expertsIn(db, null)
    .where('consent.id', 'is not', null)
    .where('expert.visibility', '=', 'public')
    .$if(after !== null, (query) => query.where('expert.id', '>', after as Id<'expert'>))
    .orderBy('expert.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** How many of an expert's newer messages nobody has answered: for their own page. */
export async function countOpenInquiries(db: Database, expert: string): Promise<number> {
  const { count } = await db
    .selectFrom('expert_inquiry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('expert_id', '=', expert as Id<'expert'>)
    .where('state', '=', 'sent')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether somebody whose home is `home` comes to the place, or lives near it. */
function near(place: Place, how: Nearness): RawBuilder<boolean> {
  const km = kilometresFrom(place);
  if (how !== 'comes' && how !== 'comes_or_online')
    return sql<boolean>`coalesce(${km} <= ${Number(how)}, false)`;
  const comes = sql<boolean>`(expert.reach = 'country'
    or (expert.reach = 'county' and home.county = ${place.county}::text)
    or (expert.reach = 'distance' and coalesce(${km} <= expert.reach_km, false)))`;
  return how === 'comes' ? comes : sql<boolean>`(${comes} or expert.online)`;
}

/** Great-circle distance as in `core/geo.ts`; within one settlement 0, also where nobody knows where it lies. */
function kilometresFrom({ id, point }: Place): RawBuilder<number | null> {
  if (!point) return sql`case when home.id = ${id} then 0 end`;
  const { lat, lon } = point;
  return sql`case when home.id = ${id} then 0 else ${2 * earthRadius}::float8 * asin(least(1, sqrt(
    power(sin(radians(home.lat - ${lat}::float8) / 2), 2)
    + cos(radians(${lat}::float8)) * cos(radians(home.lat)) * power(sin(radians(home.lon - ${lon}::float8) / 2), 2)
  ))) end`;
}

/** `consent` is there only while it holds. */
function expertsIn(db: Database, place: Place | null) {
  return db
    .selectFrom('expert')
    .innerJoin('settlement as home', 'home.id', 'expert.settlement_id')
    .leftJoin('consent', (join) =>
      join.onRef('consent.id', '=', 'expert.consent_id').on('consent.withdrawn_at', 'is', null)
    )
    .leftJoin('person as keeper', 'keeper.id', 'expert.kept_by')
    .selectAll('expert')
    .select([
      'home.slug as home_slug',
      'home.name as home_name',
      'home.county as home_county',
      'keeper.name as keeper_name',
      'consent.given_at',
      'consent.how as consent_how',
      'consent.id as valid_consent'
    ])
    .select((place ? kilometresFrom(place) : sql<number | null>`null::float8`).as('km'));
}

type Row = InferResult<ReturnType<typeof expertsIn>>[number];

async function expertsFrom(db: Database, rows: readonly Row[]): Promise<ListedExpert[]> {
  const organisations = await organisationsOf(
    db,
    rows.map(({ id }) => id)
  );
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    person: row.person_id,
    email: row.email,
    own: row.own,
    keptBy: row.kept_by ? { id: row.kept_by, name: row.keeper_name ?? '' } : null,
    reachedBy: row.reached_by,
    consent:
      row.valid_consent && row.given_at && row.consent_how
        ? { id: row.valid_consent, givenAt: row.given_at, how: row.consent_how }
        : null,
    askedAt: row.asked_at,
    visibility: row.visibility,
    name: row.name,
    headline: row.headline,
    fields: row.fields,
    skills: row.skills,
    languages: row.languages,
    standing: row.standing,
    offers: row.offers,
    settlement: {
      id: row.settlement_id,
      slug: row.home_slug,
      name: row.home_name,
      county: row.home_county
    },
    reach: reachFrom(row.reach, row.reach_km),
    online: row.online,
    conditions: row.conditions,
    conditionNote: row.condition_note,
    introduction: row.introduction,
    links: row.links,
    organisations: organisations.get(row.id) ?? [],
    source: row.source,
    updatedAt: row.updated_at,
    km: row.km
  }));
}

async function organisationsOf(db: Database, ids: readonly string[]): Promise<Map<string, Named[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('expert_organisation')
    .innerJoin('organisation', 'organisation.id', 'expert_organisation.organisation_id')
    .select(['expert_id', 'organisation.id', 'organisation.slug', 'organisation.name'])
    .where(sql<boolean>`expert_id = any(${[...ids]}::uuid[])`)
    .orderBy('organisation.name')
    .execute();
  const all = new Map<string, Named[]>();
  for (const { expert_id, ...organisation } of rows)
    all.set(expert_id, [...(all.get(expert_id) ?? []), organisation]);
  return all;
}

function reachFrom(kind: Reach['kind'], km: number | null): Reach {
  return kind === 'distance' ? { kind, km: km ?? 0 } : { kind };
}

/** The fields that are called by a word, in the reader's words: «zene» finds the field of music. */
export function fieldsCalledBy(
  text: string,
  labels: ReadonlyMap<Field, string>
): readonly (readonly Field[])[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => [...labels].flatMap(([field, label]) => (fold(label).includes(word) ? [field] : [])));
}
