// How many needs are answered, and how soon: by month and by territory, each number with the records behind it.
import { sql } from 'kysely';
import { findOfferingsByIds, type Offering } from '#lib/domains/exchange/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { medianOf } from './model.ts';

export interface Territory {
  /** Null: everywhere. */
  readonly county?: string | null;
}

export interface MonthFigures {
  /** 'YYYY-MM' in which they were entered. */
  readonly month: string;
  readonly needs: number;
  readonly answered: number;
  /** From the entry to the first word of somebody who has it; null where none is answered. */
  readonly medianDays: number | null;
}

interface Row {
  readonly id: string;
  readonly month: string;
  readonly county: string | null;
  readonly days: number | null;
}

/** The newest month first, two years at most. */
export async function countByMonth(db: Database, territory: Territory, now: Date): Promise<MonthFigures[]> {
  const rows = await rowsOf(db, territory, now);
  return [...Map.groupBy(rows, ({ month }) => month)]
    .map(([month, list]) => ({ month, ...figuresOf(list) }))
    .sort((a, b) => (a.month < b.month ? 1 : -1));
}

/** Counties in which there is some need, by name. */
export async function countByCounty(
  db: Database,
  now: Date
): Promise<{ county: string; needs: number; answered: number; medianDays: number | null }[]> {
  const rows = (await rowsOf(db, {}, now)).filter(({ county }) => county !== null);
  return [...Map.groupBy(rows, ({ county }) => county ?? '')]
    .map(([county, list]) => ({ county, ...figuresOf(list) }))
    .sort((a, b) => a.county.localeCompare(b.county, 'hu'));
}

export async function countAll(
  db: Database,
  territory: Territory,
  now: Date
): Promise<Omit<MonthFigures, 'month'>> {
  return figuresOf(await rowsOf(db, territory, now));
}

/** The needs behind a number. */
export async function listBehind(
  db: Database,
  asked: Territory & { readonly month?: string | null; readonly answered?: boolean | null },
  now: Date,
  limit = 200
): Promise<{ need: Offering; days: number | null }[]> {
  const rows = (await rowsOf(db, asked, now))
    .filter(({ month }) => !asked.month || month === asked.month)
    .filter(
      ({ days }) =>
        asked.answered === undefined || asked.answered === null || (days !== null) === asked.answered
    )
    .slice(0, limit);
  const needs = await findOfferingsByIds(
    db,
    rows.map(({ id }) => id)
  );
  return rows.flatMap(({ id, days }) => {
    const need = needs.get(id);
    return need ? [{ need, days }] : [];
  });
}

function figuresOf(rows: readonly Row[]): Omit<MonthFigures, 'month'> {
  const days = rows.flatMap((row) => (row.days === null ? [] : [row.days]));
  return { needs: rows.length, answered: days.length, medianDays: medianOf(days) };
}

/** Answered: both sides said yes, or its enterer says that somebody has it. */
async function rowsOf(db: Database, { county }: Territory, now: Date): Promise<Row[]> {
  const { rows } = await sql<{ id: string; month: string; county: string | null; days: string | null }>`
    select offering.id, to_char(offering.created_at at time zone 'Europe/Budapest', 'YYYY-MM') as month,
      settlement.county,
      extract(epoch from least(
        case when offering.state = 'answered' then offering.closed_at end,
        (select min(greatest(offer_said_at, need_said_at)) from match_word
          where need_id = offering.id and offer_word = 'yes' and need_word = 'yes'),
        (select min(agreement.created_at) from ring_member join agreement on agreement.ring_id = ring_member.ring_id
          where ring_member.gets_offering_id = offering.id and agreement.state <> 'cancelled')
      ) - offering.created_at) / 86400 as days
    from offering join settlement on settlement.id = offering.settlement_id
    where offering.side = 'need' and offering.created_at > ${new Date(now.getTime() - 730 * 86_400_000)}
      ${county ? sql`and settlement.county = ${county}` : sql``}
    order by offering.created_at desc, offering.id`.execute(db);
  return rows.map(({ days, ...row }) => ({ ...row, days: days === null ? null : Math.max(0, Number(days)) }));
}
