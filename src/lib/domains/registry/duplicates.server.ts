// Which records may be one and the same: found settlement by settlement whenever a record changes, and at once for one that is entered.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { findPairs, judge, maybe, readPlace, type Place, type SuspectedPair } from '#lib/core/same-place.ts';
import { inParts, type Activity } from '#lib/platform/activity.server.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { anyOf, pageOf, type Page } from './listing.server.ts';
import { mergeables, type Mergeable } from './merge-schema.server.ts';

export interface Suspected extends SuspectedPair {
  readonly kind: Mergeable;
}

/** Records compared with one that is being entered: so many of a settlement, those with the likeliest names first. */
const mostCompared = 2000;
/** Settlements looked at in one run of the schedule. */
const atOnce = 400;
export const pairsPerPage = 20;

/** As a subscriber: the settlement is looked at once for all that changed in it before. */
export async function lookAround(db: Database, activity: Activity, now: Date): Promise<void> {
  const table = mergeables.find((kind) => kind === activity.object_kind);
  if (!table) return;
  const record = await db
    .selectFrom(table)
    .select(['settlement_id', 'updated_at'])
    .where('id', '=', activity.object_id as never)
    .executeTakeFirst();
  if (!record?.settlement_id) return;
  const looked = await db
    .selectFrom('duplicate_look')
    .select('at')
    .where('settlement_id', '=', record.settlement_id)
    .executeTakeFirst();
  const latest = activity.at > record.updated_at ? activity.at : record.updated_at;
  if (looked && looked.at > latest) return;
  await lookAt(db, record.settlement_id, now);
}

/** As a schedule: the settlements that nobody looked at since something changed there, as after an upgrade. */
export async function lookWhereMissing(db: Database, now: Date): Promise<void> {
  const { rows } = await sql<{ id: Id<'settlement'> }>`
    select changed.settlement_id as id from (
      select settlement_id, max(updated_at) as at from (
        select settlement_id, updated_at from organisation where settlement_id is not null
        union all select settlement_id, updated_at from venue
      ) record group by settlement_id
    ) changed left join duplicate_look on duplicate_look.settlement_id = changed.settlement_id
    where duplicate_look.at is null or duplicate_look.at < changed.at
    order by duplicate_look.at nulls first, changed.settlement_id limit ${atOnce}`.execute(db);
  for (const { id } of rows) await lookAt(db, id, now);
}

export async function lookAt(db: Database, settlement: Id<'settlement'>, now: Date): Promise<void> {
  const found = new Map<Mergeable, SuspectedPair[]>();
  for (const kind of mergeables) found.set(kind, findPairs(await placesIn(db, kind, [settlement])));
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('duplicate_look')
      .values({ settlement_id: settlement, at: now })
      .onConflict((conflict) => conflict.column('settlement_id').doUpdateSet({ at: now }))
      .execute();
    await tx.deleteFrom('suspected_duplicate').where('settlement_id', '=', settlement).execute();
    for (const [kind, pairs] of found) {
      const rows = pairs.map(({ first, second, score, name, metres, address }) => ({
        kind,
        first_id: first,
        second_id: second,
        settlement_id: settlement,
        score,
        name_likeness: name,
        metres,
        address
      }));
      for (const part of inParts(rows)) await tx.insertInto('suspected_duplicate').values(part).execute();
    }
  });
}

/** The likeliest first, of the settlements that the actor takes care of, without those that somebody judged to be different. */
export async function listSuspected(db: Database, actor: Actor, page: number): Promise<Page<Suspected>> {
  const settlements = territoryOf(actor);
  const open = db
    .selectFrom('suspected_duplicate as pair')
    .$if(settlements !== null, (query) =>
      query.where('pair.settlement_id', '=', anyOf<'settlement'>(settlements ?? []))
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('not_same')
            .select('not_same.kind')
            .whereRef('not_same.kind', '=', 'pair.kind')
            .whereRef('not_same.first_id', '=', 'pair.first_id')
            .whereRef('not_same.second_id', '=', 'pair.second_id')
        )
      )
    );
  const { total } = await open.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await open
    .selectAll('pair')
    .orderBy('pair.score', 'desc')
    .orderBy('pair.first_id')
    .orderBy('pair.second_id')
    .limit(pairsPerPage)
    .offset((page - 1) * pairsPerPage)
    .execute();
  const pairs = rows.map((row): Suspected => ({
    kind: row.kind,
    first: row.first_id,
    second: row.second_id,
    score: row.score,
    name: row.name_likeness,
    metres: row.metres,
    address: row.address
  }));
  return pageOf(pairs, Number(total), page, pairsPerPage);
}

/** Ids of the settlements whose records the actor may merge; null for all. */
export function territoryOf(actor: Actor): readonly string[] | null {
  if (isAdministrator(actor)) return null;
  if (actor.kind !== 'person') return [];
  return actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
}

/** Records already there that may be the one described, likeliest first, at most five. */
export async function findLikely(
  db: Database,
  kind: Mergeable,
  draft: Omit<Place, 'id' | 'settlement'> & { readonly settlement: Place['settlement'] | null }
): Promise<readonly SuspectedPair[]> {
  const { settlement } = draft;
  if (!settlement) return [];
  const wanted = readPlace({ ...draft, settlement, id: '' });
  return (await placesIn(db, kind, [settlement.id], mostCompared))
    .map((place) => ({ first: '', second: place.id, ...judge(wanted, readPlace(place)) }))
    .filter(({ score }) => score >= maybe)
    .sort((a, b) => b.score - a.score || (a.second < b.second ? -1 : 1))
    .slice(0, 5);
}

/** The pair is not asked about again. */
export async function rememberNotSame(
  tx: Database,
  actor: Actor,
  { kind, ids }: { kind: Mergeable; ids: readonly (readonly [string, string])[] },
  now: Date
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insertInto('not_same')
    .values(
      ids.map((pair) => {
        const [first_id = '', second_id = ''] = [...pair].sort();
        return { kind, first_id, second_id, person_id: actor.kind === 'person' ? actor.id : null, at: now };
      })
    )
    .onConflict((conflict) => conflict.columns(['kind', 'first_id', 'second_id']).doNothing())
    .execute();
}

/** As they are compared. */
export async function placesIn(
  db: Database,
  kind: Mergeable,
  settlements: readonly string[],
  most?: number
): Promise<(Place & { readonly slug: string })[]> {
  const point = kind === 'venue' ? sql`record.lat, record.lon` : sql`null as lat, null as lon`;
  const limit = most === undefined ? sql`` : sql`limit ${most}`;
  const { rows } = await sql<{
    id: string;
    slug: string;
    name: string;
    street: string | null;
    settlement_id: string;
    settlement: string;
    lat: number | null;
    lon: number | null;
  }>`select record.id, record.slug, record.name, record.street, record.settlement_id,
      settlement.name as settlement, ${point}
    from ${sql.table(kind)} record join settlement on settlement.id = record.settlement_id
    where record.settlement_id = any(${settlements}::uuid[]) order by record.id ${limit}`.execute(db);
  return rows.map(({ id, slug, name, street, settlement_id, settlement, lat, lon }) => ({
    id,
    slug,
    name,
    street,
    settlement: { id: settlement_id, name: settlement },
    point: lat !== null && lon !== null ? { lat, lon } : null
  }));
}
