// What is open, as those who look for matches need it: one light row for each, with the beginnings of its words.
import { sql, type RawBuilder } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { pointOf } from '#lib/domains/places/model.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { snowballStem } from '#lib/platform/search/snowball.ts';
import { isEmptyWord, tokensOf } from '#lib/platform/search/terms.ts';
import type { Category, Condition, Side } from './model.ts';

export interface OpenOffering {
  readonly id: Id<'offering'>;
  readonly slug: string;
  readonly side: Side;
  readonly category: Category;
  readonly title: string;
  /** Whose it is: the organisation; where there is none, the expert, else the entry itself stands for its owner. */
  readonly owner: string;
  readonly organisation: Id<'organisation'> | null;
  readonly organisationName: string | null;
  readonly expert: Id<'expert'> | null;
  readonly settlement: Id<'settlement'>;
  readonly settlementName: string;
  readonly point: Point | null;
  /** How far it can be brought; null where nobody has said. */
  readonly reachKm: number | null;
  /** First and last day 'YYYY-MM-DD', both included; null: open. */
  readonly from: string | null;
  readonly until: string | null;
  readonly weekdays: readonly number[];
  readonly conditions: Condition;
  readonly inReturn: string | null;
  readonly inReturnCategories: readonly Category[];
  /** Of title, text, curriculum and topics, each once, by rule alone. */
  readonly stems: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Where something is, and how many degrees north and south, east and west of it others of its category are asked for. */
export interface Surroundings {
  readonly category: Category;
  readonly point: Point;
  readonly reach: { readonly lat: number; readonly lon: number };
}

export interface OpenQuery {
  readonly today: string;
  readonly side?: Side;
  readonly category?: Category;
  readonly ids?: readonly string[];
  /** As `owner` names them. */
  readonly owners?: readonly string[];
  /** In at least one of them; or nobody knows where. */
  readonly around?: readonly Surroundings[];
}

/** By id; what is not over on `today`, of organisations that are there. Read in parts: others have their turn between. */
export async function listOpenOfferings(db: Database, query: OpenQuery): Promise<OpenOffering[]> {
  const all: OpenOffering[] = [];
  for (;;) {
    const part = await openAfter(db, query, all.at(-1)?.id ?? null);
    all.push(...part);
    if (part.length < portion) return all;
  }
}

const portion = 1_000;

async function openAfter(
  db: Database,
  query: OpenQuery,
  after: Id<'offering'> | null
): Promise<OpenOffering[]> {
  const { today, side, category, ids, owners, around } = query;
  let found = db
    .selectFrom('offering')
    .innerJoin('settlement', 'settlement.id', 'offering.settlement_id')
    .leftJoin('organisation', 'organisation.id', 'offering.organisation_id')
    .select([
      'offering.id',
      'offering.slug',
      'offering.side',
      'offering.category',
      'offering.title',
      'offering.text',
      'offering.curriculum',
      'offering.topics',
      'offering.organisation_id',
      'organisation.name as organisation_name',
      'offering.expert_id',
      'offering.settlement_id',
      'settlement.name as settlement_name',
      'settlement.lat',
      'settlement.lon',
      'offering.reach_km',
      'offering.from_day',
      'offering.until_day',
      'offering.weekdays',
      'offering.conditions',
      'offering.in_return',
      'offering.in_return_categories',
      'offering.created_at',
      'offering.updated_at'
    ])
    .where('offering.state', '=', 'open')
    .where('offering.expires_on', '>=', today)
    .where(sql<boolean>`coalesce(offering.until_day, 'infinity') >= ${today}::date`)
    .where('organisation.closed_on', 'is', null);
  if (side) found = found.where('offering.side', '=', side);
  if (category) found = found.where('offering.category', '=', category);
  if (ids) found = found.where('offering.id', '=', anyOf<'offering'>(ids));
  if (owners) found = found.where(ownedBy(owners));
  if (around)
    found = found.where(
      sql<boolean>`exists (
        select from jsonb_to_recordset(${JSON.stringify(around.map(flat))}::jsonb)
          as near(category text, lat float8, lon float8, north float8, east float8)
        where near.category = offering.category and (settlement.lat is null or settlement.lon is null
          or (abs(settlement.lat - near.lat) <= near.north and abs(settlement.lon - near.lon) <= near.east)))`
    );
  if (after !== null) found = found.where('offering.id', '>', after);
  const rows = await found.orderBy('offering.id').limit(portion).execute();
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    side: row.side,
    category: row.category,
    title: row.title,
    owner: row.organisation_id ?? row.expert_id ?? row.id,
    organisation: row.organisation_id,
    organisationName: row.organisation_name,
    expert: row.expert_id,
    settlement: row.settlement_id,
    settlementName: row.settlement_name,
    point: pointOf(row),
    reachKm: row.reach_km,
    from: row.from_day,
    until: row.until_day,
    weekdays: row.weekdays,
    conditions: row.conditions,
    inReturn: row.in_return,
    inReturnCategories: row.in_return_categories,
    stems: stemsOf([row.title, row.text, row.curriculum, row.topics.map((topic) => `topic_${topic}`)]),
    createdAt: row.created_at,
    updatedAt: row.updated_at
  }));
}

export interface OwnedOffering {
  readonly id: Id<'offering'>;
  readonly owner: string;
  readonly side: Side;
  readonly category: Category;
  readonly inReturnCategories: readonly Category[];
}

/** What these have open, without the words of it. */
export async function listOwnedOfferings(
  db: Database,
  { today, owners }: { readonly today: string; readonly owners: readonly string[] }
): Promise<OwnedOffering[]> {
  const { rows } = await sql<OwnedOffering>`
    select offering.id, coalesce(offering.organisation_id, offering.expert_id, offering.id) as owner, offering.side,
      offering.category, offering.in_return_categories as "inReturnCategories"
    from offering left join organisation on organisation.id = offering.organisation_id
    where offering.state = 'open' and offering.expires_on >= ${today}::date
      and coalesce(offering.until_day, 'infinity') >= ${today}::date and organisation.closed_on is null
      and ${ownedBy(owners)} order by offering.id`.execute(db);
  return rows;
}

/** Each part by its own index. */
function ownedBy(owners: readonly string[]): RawBuilder<boolean> {
  const all = sql`any(${[...owners]}::uuid[])`;
  return sql<boolean>`(offering.organisation_id = ${all}
    or (offering.organisation_id is null and (offering.expert_id = ${all} or (offering.expert_id is null and offering.id = ${all}))))`;
}

function flat({ category, point, reach }: Surroundings) {
  return { category, lat: point.lat, lon: point.lon, north: reach.lat, east: reach.lon };
}

/** Words that every offer and need has, and that tell nothing of what it is about. */
const common: ReadonlySet<string> = new Set(
  'kölcsönad ad kap kér keres kínál ajánl szíves szükség van lehet helyszín alkalom díjmentes ingyen'.split(
    ' '
  )
);
const longestStem = 60;

/** Codes of topics stay whole: a topic in common says more than a word. */
function stemsOf([title, text, curriculum, topics]: readonly [
  string,
  string | null,
  string | null,
  readonly string[]
]): string[] {
  const words = [title, text, curriculum]
    .flatMap((each) => tokensOf(each ?? ''))
    .map(({ text: word }) => word.toLocaleLowerCase('hu'))
    .filter((word) => word.length > 2 && !isEmptyWord(word))
    .map(stemOf)
    .filter((stem) => stem !== '' && !common.has(stem));
  return [...new Set([...words, ...topics])];
}

/** People use the same words again and again: 8,000 offerings take 0.3 s, and 3 s without remembering them. */
const remembered = new Map<string, string>();
const mostRemembered = 50_000;

function stemOf(word: string): string {
  let stem = remembered.get(word);
  if (stem === undefined) {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(word, (stem = snowballStem(word.slice(0, longestStem))));
  }
  return stem;
}
