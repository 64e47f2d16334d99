// How much begins when in half a year: by day, and by settlement and week.
import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { defaultZone, startOfDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { noFilter, queryOf, type EventFilter } from './filter.ts';
import { visibleStatuses } from './policy.ts';
import { filtered } from './occurrences.server.ts';
import { territoryOf } from './territory.server.ts';

interface Span {
  /** Days, half-open. */
  readonly from: string;
  readonly to: string;
}

/** How many occurrences that are not cancelled begin by local day; days with none are left out. */
export async function countByDay(
  db: Database,
  actor: Actor,
  filter: EventFilter,
  span: Span
): Promise<Map<string, number>> {
  // Text, because drivers make a Date of a date.
  const day = sql<string>`(${localDay})::text`;
  const counts = await countBy(db, actor, { filter, span, settlement: sql<null>`null::uuid`, by: day });
  return new Map(counts.map(({ by, count }) => [by, count]));
}

export interface SettlementSeason {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** By week of the span, from 0. */
  readonly weeks: ReadonlyMap<number, number>;
}

/** The settlements of the filter's territory, the most populous first, with what begins there in each week. */
export async function countBySettlement(
  db: Database,
  actor: Actor,
  filter: EventFilter,
  { page, size, ...span }: Span & { page: number; size: number }
): Promise<{ rows: SettlementSeason[]; hasNext: boolean }> {
  const settlements = await territoryOf(db, filter);
  const shown = settlements.slice((page - 1) * size, page * size);
  if (shown.length === 0) return { rows: [], hasNext: false };
  const counts = await countBy(db, actor, {
    ...{ filter: { ...filter, ...noTerritory }, span, only: shown.map(({ id }) => id) },
    settlement: sql<string | null>`occurrence.settlement_id`,
    by: sql<number>`(${localDay} - ${sql.lit(span.from)}::date) / 7`
  });
  const found = new Map<string | null, Map<number, number>>();
  for (const { settlement, by: week, count } of counts) {
    const weeks = found.get(settlement) ?? new Map<number, number>();
    found.set(settlement, weeks.set(week, count));
  }
  const rows = shown.map(({ id, slug, name }) => ({ id, slug, name, weeks: found.get(id) ?? new Map() }));
  return { rows, hasNext: settlements.length > page * size };
}

const noTerritory = { near: noFilter.near, within: noFilter.within, region: noFilter.region };
const localDay = sql`(occurrence.starts_at at time zone ${sql.lit(defaultZone)})::date`;

interface Counting<By extends string | number> {
  readonly filter: EventFilter;
  readonly span: Span;
  /** Only in these settlements. */
  readonly only?: readonly string[];
  readonly settlement: RawBuilder<string | null>;
  readonly by: RawBuilder<By>;
}

interface Counted<By> {
  readonly settlement: string | null;
  readonly by: By;
  readonly count: number;
}

/**
 * Without a filter it is all occurrences less the few that are not shown, read from an index alone: asking each of 20,000 for its
 * event's state takes four times as long.
 */
async function countBy<By extends string | number>(
  db: Database,
  actor: Actor,
  counting: Counting<By>
): Promise<Counted<By>[]> {
  const filter = { ...counting.filter, from: null, to: null };
  if (queryOf(filter) !== '') {
    const query = (await filtered(db, actor, filter)).clearSelect().where('event.status', '!=', 'cancelled');
    return count(query as unknown as Occurrences, counting);
  }
  const shown = visibleStatuses(actor).filter((status) => status !== 'cancelled');
  const [all, hidden] = await Promise.all([
    count(db.selectFrom('occurrence'), counting),
    db.selectFrom('event').select('id').where('status', 'not in', shown).execute()
  ]);
  if (hidden.length === 0) return all;
  const ids = hidden.map(({ id }) => id);
  const hiddenOnes = sql<SqlBool>`occurrence.event_id = any(${ids}::uuid[])`;
  const less = await count(db.selectFrom('occurrence').where(hiddenOnes), counting);
  const keyOf = ({ settlement, by }: Counted<By>): string => `${settlement} ${by}`;
  const taken = new Map(less.map((row) => [keyOf(row), row.count]));
  return all
    .map((row) => ({ ...row, count: row.count - (taken.get(keyOf(row)) ?? 0) }))
    .filter((row) => row.count > 0);
}

type Occurrences = SelectQueryBuilder<Tables, 'occurrence', object>;

async function count<By extends string | number>(
  occurrences: Occurrences,
  { span, only, settlement, by }: Counting<By>
): Promise<Counted<By>[]> {
  return occurrences
    .select([settlement.as('settlement'), by.as('by'), sql<number>`count(*)::int`.as('count')])
    .where('occurrence.starts_at', '>=', startOfDay(span.from, defaultZone))
    .where('occurrence.starts_at', '<', startOfDay(span.to, defaultZone))
    .$if(only !== undefined, (query) =>
      query.where(sql<SqlBool>`occurrence.settlement_id = any(${[...(only ?? [])]}::uuid[])`)
    )
    .groupBy([settlement, by])
    .execute() as Promise<Counted<By>[]>;
}
