// Reads re-timings: one in full, the moves that organisers were asked about, and the list of those that concern somebody.
import { sql, type Selectable } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { onceOf } from '#lib/domains/calendar/occurrence.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { Closing, Found, MoveState, RetimingState } from './model.ts';

export interface FullRetiming {
  readonly id: Id<'retiming'>;
  readonly person: { readonly id: Id<'person'>; readonly name: string } | null;
  readonly territory: string;
  readonly settlements: readonly string[];
  readonly month: string;
  readonly state: RetimingState;
  readonly progress: number;
  readonly found: Found | null;
  readonly foundAt: Date | null;
  readonly createdAt: Date;
}

export interface FullMove {
  readonly id: Id<'retiming_move'>;
  readonly retiming: Id<'retiming'>;
  readonly event: FullEvent;
  /** Which occurrence of an event that repeats; null: the event takes place once. */
  readonly occurrence: string | null;
  /** What is asked about as it is now, as an event that takes place once; null: it is not held any more. */
  readonly once: FullEvent | null;
  readonly from: string;
  readonly to: string;
  readonly before: number;
  readonly after: number;
  readonly state: MoveState;
  readonly suggested: string | null;
  /** Of a question that fell away: why. */
  readonly closed: Closing | null;
  readonly note: string | null;
  readonly answeredBy: Id<'person'> | null;
  readonly answeredAt: Date | null;
  readonly expiresAt: Date;
}

export async function findRetiming(db: Database, id: string): Promise<FullRetiming | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('retiming')
    .leftJoin('person', 'person.id', 'retiming.person_id')
    .selectAll('retiming')
    .select('person.name')
    .where('retiming.id', '=', id as Id<'retiming'>)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    person: row.person_id ? { id: row.person_id, name: row.name ?? '' } : null,
    territory: row.territory,
    settlements: row.settlements,
    month: row.month,
    state: row.state,
    progress: row.progress,
    found: row.answer,
    foundAt: row.answered_at,
    createdAt: row.created_at
  };
}

/** In the order in which the events were to take place. */
export async function listMoves(db: Database, retiming: Id<'retiming'>): Promise<FullMove[]> {
  const rows = await db
    .selectFrom('retiming_move')
    .selectAll()
    .where('retiming_id', '=', retiming)
    .orderBy('from_starts')
    .orderBy('id')
    .execute();
  return withEvents(db, rows);
}

/** Waits for whoever is answering it just now. */
export async function lockMove(tx: Database, id: string): Promise<FullMove | null> {
  if (!isUuid(id)) return null;
  const rows = await tx
    .selectFrom('retiming_move')
    .selectAll()
    .where('id', '=', id as Id<'retiming_move'>)
    .forUpdate()
    .execute();
  return (await withEvents(tx, rows))[0] ?? null;
}

export async function findMove(db: Database, id: string): Promise<FullMove | null> {
  if (!isUuid(id)) return null;
  const rows = await db
    .selectFrom('retiming_move')
    .selectAll()
    .where('id', '=', id as Id<'retiming_move'>)
    .execute();
  return (await withEvents(db, rows))[0] ?? null;
}

/** Questions about an event that wait for somebody's word; at most one for each of its occurrences. */
export async function listOpenMoves(db: Database, event: Id<'event'>): Promise<FullMove[]> {
  const rows = await db
    .selectFrom('retiming_move')
    .selectAll()
    .where('event_id', '=', event)
    .where('state', 'in', ['asked', 'suggested'])
    .orderBy('id')
    .limit(200)
    .execute();
  return withEvents(db, rows);
}

type MoveRow = Selectable<Tables['retiming_move']>;

async function withEvents(db: Database, rows: readonly MoveRow[]): Promise<FullMove[]> {
  const events = await findEvents(
    db,
    rows.map(({ event_id }) => event_id)
  );
  return rows.flatMap((row) => {
    const event = events.get(row.event_id);
    return event
      ? [
          {
            id: row.id,
            retiming: row.retiming_id,
            event,
            occurrence: row.occurrence,
            once: row.occurrence === null ? event : onceOf(event, row.occurrence),
            from: row.from_starts,
            to: row.to_starts,
            before: row.clashes_before,
            after: row.clashes_after,
            state: row.state,
            suggested: row.suggested_starts,
            closed: row.closed_because,
            note: row.note,
            answeredBy: row.answered_by,
            answeredAt: row.answered_at,
            expiresAt: row.expires_at
          }
        ]
      : [];
  });
}

export interface ListedRetiming {
  readonly id: string;
  readonly territory: string;
  readonly month: string;
  readonly state: RetimingState;
  readonly by: string | null;
  readonly createdAt: Date;
  /** How many moves were asked about, how many wait for a word, and how many were agreed on. */
  readonly asked: number;
  readonly open: number;
  readonly accepted: number;
}

/** Those that the actor began, and those that ask somebody they work with; the latest first. */
export async function listRetimings(
  db: Database,
  actor: Actor,
  { page = 1, size = 20 }: { page?: number; size?: number } = {}
): Promise<{ rows: ListedRetiming[]; hasNext: boolean }> {
  if (actor.kind !== 'person') return { rows: [], hasNext: false };
  const organisations = [
    ...actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : [])),
    ...(actor.tended ?? [])
  ];
  const concerns = isAdministrator(actor)
    ? sql<boolean>`true`
    : sql<boolean>`(retiming.person_id = ${actor.id} or exists (
        select from retiming_move join event_organiser on event_organiser.event_id = retiming_move.event_id
        where retiming_move.retiming_id = retiming.id
          and event_organiser.organisation_id = any(${organisations}::uuid[])))`;
  const count = (states: readonly MoveState[]) =>
    sql<number>`(select count(*)::integer from retiming_move
      where retiming_id = retiming.id and state = any(${states}::text[]))`;
  const rows = await db
    .selectFrom('retiming')
    .leftJoin('person', 'person.id', 'retiming.person_id')
    .select([
      'retiming.id',
      'territory',
      'month',
      'state',
      'person.name as by',
      'retiming.created_at as createdAt'
    ])
    .select([
      sql<number>`(select count(*)::integer from retiming_move where retiming_id = retiming.id)`.as('asked'),
      count(['asked', 'suggested']).as('open'),
      count(['accepted']).as('accepted')
    ])
    .where(concerns)
    .orderBy('retiming.created_at', 'desc')
    .orderBy('retiming.id')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.slice(0, size), hasNext: rows.length > size };
}

/** Questions that wait for this actor's answer, and suggestions that wait for their decision. */
export async function countWaiting(db: Database, actor: Actor, now: Date): Promise<number> {
  if (actor.kind !== 'person') return 0;
  const own = actor.roles.flatMap((role) =>
    role.kind === 'owner' || role.kind === 'editor' ? [role.organisation] : []
  );
  const tended = [...(actor.tended ?? [])];
  const counted = await db
    .selectFrom('retiming_move')
    .innerJoin('retiming', 'retiming.id', 'retiming_move.retiming_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('retiming_move.expires_at', '>', now)
    .where(
      sql<boolean>`((retiming_move.state = 'suggested' and retiming.person_id = ${actor.id})
        or (retiming_move.state = 'asked' and exists (select from event_organiser
          where event_organiser.event_id = retiming_move.event_id
            and (event_organiser.organisation_id = any(${own}::uuid[])
              or (event_organiser.organisation_id = any(${tended}::uuid[]) and not exists (
                select from event_organiser each join role on role.organisation_id = each.organisation_id
                where each.event_id = retiming_move.event_id and role.kind in ('owner', 'editor')))))))`
    )
    .executeTakeFirst();
  return Number(counted?.count ?? 0);
}
