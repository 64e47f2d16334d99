// What is open, as those who look for matches need it: one light row for each, with the beginnings of its words.
import { sql } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { pointOf } from '#lib/domains/places/model.ts';
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

/** By id; what is not over on `today`, of organisations that are there. */
export async function listOpenOfferings(
  db: Database,
  { today, side, category }: { readonly today: string; readonly side?: Side; readonly category?: Category }
): Promise<OpenOffering[]> {
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
  const rows = await found.orderBy('offering.id').execute();
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
