// Reads matches: one, those of an offer or need, those of whoever answers for some of both.
import { sql, type InferResult } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { findOfferingsByIds, type Offering } from '#lib/domains/exchange/queries.server.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { End, MatchBars, MatchFacts, Word } from './model.ts';

export interface MatchWord {
  readonly id: Id<'match_word'>;
  readonly offer: Offering;
  readonly need: Offering;
  readonly score: number;
  readonly bars: MatchBars;
  readonly facts: MatchFacts;
  readonly offerPlace: number | null;
  readonly needPlace: number | null;
  readonly offerWord: Word | null;
  readonly needWord: Word | null;
  /** For the eyes of the two. */
  readonly offerReason: string | null;
  readonly needReason: string | null;
  readonly offerToldAt: Date | null;
  readonly needToldAt: Date | null;
  readonly foundAt: Date;
  readonly updatedAt: Date;
  /** What both agreed on, once there is something. */
  readonly agreement: Id<'agreement'> | null;
}

export async function findMatch(db: Database, id: string): Promise<MatchWord | null> {
  if (!isUuid(id)) return null;
  const rows = await matchesIn(db)
    .where('match_word.id', '=', id as Id<'match_word'>)
    .execute();
  return (await withOfferings(db, rows))[0] ?? null;
}

/** Nobody else answers it until the transaction ends. */
export async function lockMatch(tx: Database, id: string): Promise<MatchWord | null> {
  if (!isUuid(id)) return null;
  await tx
    .selectFrom('match_word')
    .select('id')
    .where('id', '=', id as Id<'match_word'>)
    .forUpdate()
    .execute();
  return findMatch(tx, id);
}

/** The best of it, as its own search ranks them; then what somebody has said yes to and is no more among the best. */
export async function listMatchesOf(
  db: Database,
  { id, side }: { readonly id: string; readonly side: End },
  limit: number
): Promise<MatchWord[]> {
  const rows = await matchesIn(db)
    .where(sql<boolean>`${sql.ref(`match_word.${side}_id`)} = ${id}`)
    .where(
      sql<boolean>`(${sql.ref(`match_word.${side}_place`)} is not null or match_word.offer_word = 'yes' or match_word.need_word = 'yes')`
    )
    .orderBy(sql.ref(`match_word.${side}_place`), (order) => order.asc().nullsLast())
    .orderBy('match_word.score', 'desc')
    .orderBy('match_word.id')
    .limit(limit)
    .execute();
  return withOfferings(db, rows);
}

/** The best first; what waits for one's word before what does not. */
export async function listMatchesAmong(
  db: Database,
  offerings: readonly string[],
  limit = 400
): Promise<MatchWord[]> {
  if (offerings.length === 0) return [];
  const own = anyOf<'offering'>(offerings);
  const rows = await matchesIn(db)
    .where((or) => or.or([or('match_word.offer_id', '=', own), or('match_word.need_id', '=', own)]))
    .where(
      sql<boolean>`(match_word.offer_place is not null or match_word.need_place is not null
        or match_word.offer_word is not null or match_word.need_word is not null)`
    )
    .orderBy('match_word.score', 'desc')
    .orderBy('match_word.id')
    .limit(limit)
    .execute();
  return withOfferings(db, rows);
}

/** How many wait for a word of those who answer for these: the other side has said yes. */
export async function countWaitingAmong(db: Database, offerings: readonly string[]): Promise<number> {
  if (offerings.length === 0) return 0;
  const own = anyOf<'offering'>(offerings);
  const row = await db
    .selectFrom('match_word')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where((or) =>
      or.or([
        or.and([or('offer_id', '=', own), or('offer_word', 'is', null), or('need_word', '=', 'yes')]),
        or.and([or('need_id', '=', own), or('need_word', 'is', null), or('offer_word', '=', 'yes')])
      ])
    )
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** When matches were last looked for. */
export async function lastSearch(
  db: Database
): Promise<{ at: Date; offers: number; needs: number; seconds: number } | null> {
  const row = await db
    .selectFrom('match_search')
    .select(['finished_at as at', 'offers', 'needs', 'seconds'])
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export function matchesIn(db: Database) {
  return db
    .selectFrom('match_word')
    .leftJoin('agreement', 'agreement.match_id', 'match_word.id')
    .selectAll('match_word')
    .select('agreement.id as agreement');
}

export async function withOfferings(
  db: Database,
  rows: InferResult<ReturnType<typeof matchesIn>>
): Promise<MatchWord[]> {
  const offerings = await findOfferingsByIds(
    db,
    rows.flatMap((row) => [row.offer_id, row.need_id])
  );
  return rows.flatMap((row): MatchWord[] => {
    const [offer, need] = [offerings.get(row.offer_id), offerings.get(row.need_id)];
    if (!offer || !need) return [];
    return [
      {
        id: row.id,
        offer,
        need,
        score: row.score,
        bars: row.bars,
        facts: row.facts,
        offerPlace: row.offer_place,
        needPlace: row.need_place,
        offerWord: row.offer_word,
        needWord: row.need_word,
        offerReason: row.offer_reason,
        needReason: row.need_reason,
        offerToldAt: row.offer_told_at,
        needToldAt: row.need_told_at,
        foundAt: row.found_at,
        updatedAt: row.updated_at,
        agreement: row.agreement
      }
    ];
  });
}
