// The agenda of a meeting: what was gathered for it, what was put on it, in which order and for how long.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { AgendaProposal } from '#lib/platform/domain.ts';
import { seatsOf, type CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { setQuestionOnAgenda } from '#lib/domains/circles/questions.server.ts';
import { findMembers } from '#lib/domains/circles/queries.server.ts';
import { seatName } from '#lib/domains/circles/model.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { recordOfMeeting } from './activity.server.ts';
import { mostItems, moved, type ItemState } from './model.ts';
import { canPropose, canWriteMinutes } from './policy.ts';
import type { ItemSource } from './schema.server.ts';

export interface AgendaItem {
  readonly id: Id<'agenda_item'>;
  readonly title: string;
  readonly detail: string | null;
  readonly minutesPlanned: number | null;
  readonly lead: { readonly id: string; readonly name: string } | null;
  readonly source: ItemSource | null;
  readonly sourceKey: string | null;
  /** The meeting at which it was left over. */
  readonly carriedFrom: string | null;
  readonly proposedBy: { readonly id: string; readonly name: string } | null;
  readonly state: ItemState;
  readonly notes: string;
  readonly public: boolean;
  /** Left over for the next meeting. */
  readonly carried: boolean;
  readonly updatedAt: Date;
}

/** In their order; proposals after those that are on it, those turned down last. */
export async function listItems(db: Database, meeting: string): Promise<AgendaItem[]> {
  const rows = await db
    .selectFrom('agenda_item')
    .selectAll()
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .orderBy(sql`array_position(array['accepted', 'proposed', 'declined'], state)`)
    .orderBy('position')
    .orderBy('id')
    .limit(3 * mostItems)
    .execute();
  const members = await findMembers(
    db,
    rows.flatMap(({ lead_member_id, proposed_by }) =>
      [lead_member_id, proposed_by].filter((id) => id !== null)
    )
  );
  const named = (id: string | null) => {
    const member = id === null ? undefined : members.get(id);
    return member ? { id: member.id, name: member.name ?? seatName(member) ?? '–' } : null;
  };
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    detail: row.detail,
    minutesPlanned: row.minutes_planned,
    lead: named(row.lead_member_id),
    source: row.source,
    sourceKey: row.source_key,
    carriedFrom: row.carried_from,
    proposedBy: named(row.proposed_by),
    state: row.state,
    notes: row.notes,
    public: row.public,
    carried: row.carried,
    updatedAt: row.updated_at
  }));
}

export async function listAgenda(db: Database, meeting: string): Promise<AgendaItem[]> {
  return (await listItems(db, meeting)).filter(({ state }) => state === 'accepted');
}

/** By the question: the meeting whose agenda it is on, the last one where it was on several. */
export async function findMeetingsOfQuestions(
  db: Database,
  questions: readonly string[]
): Promise<ReadonlyMap<string, { number: number; day: string }>> {
  if (questions.length === 0) return new Map();
  const rows = await db
    .selectFrom('agenda_item')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .select(['agenda_item.source_key', 'meeting.number', 'meeting.starts'])
    .where(
      'agenda_item.source_key',
      'in',
      questions.map((id) => `question ${id}`)
    )
    .where('agenda_item.state', '=', 'accepted')
    .where('meeting.state', '!=', 'cancelled')
    .orderBy('meeting.starts_at')
    .execute();
  return new Map(
    rows.map(({ source_key: key, number, starts }) => [
      (key ?? '').slice('question '.length),
      { number, day: starts.slice(0, 10) }
    ])
  );
}

export interface ItemFields {
  readonly title: string;
  readonly detail: string | null;
  readonly minutes: number | null;
  readonly lead: string | null;
  readonly public: boolean;
}

export type AgendaChange =
  | { readonly act: 'take' | 'turn_down'; readonly proposal: AgendaProposal }
  | { readonly act: 'add'; readonly fields: ItemFields }
  | { readonly act: 'save'; readonly item: string; readonly fields: ItemFields }
  | { readonly act: 'move'; readonly item: string; readonly by: -1 | 1 }
  | { readonly act: 'order'; readonly items: readonly string[] }
  | { readonly act: 'accept' | 'decline'; readonly item: string };

export type AgendaRefused =
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'not_found' }
  /** More than anybody can talk about. */
  | { ok: false; reason: 'too_many' };

/** What the convenor and the secretary do with the agenda. */
export async function changeAgenda(
  db: Database,
  actor: Actor,
  { meeting, offices, change }: { meeting: FullMeeting; offices: CircleWithOffices; change: AgendaChange },
  now: Date
): Promise<Result<null, AgendaRefused>> {
  if (!canWriteMinutes(actor, offices)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<Result<null, AgendaRefused>> => {
    await lockAgenda(tx, meeting.id);
    const done = await applyChange(tx, { meeting, offices, change }, now);
    if (done.ok && change.act !== 'move' && change.act !== 'order')
      await recordOfMeeting(tx, actor, { verb: 'agenda.set', meeting }, now);
    return done;
  });
}

async function applyChange(
  tx: Database,
  { meeting, offices, change }: { meeting: FullMeeting; offices: CircleWithOffices; change: AgendaChange },
  now: Date
): Promise<Result<null, AgendaRefused>> {
  const accepted = await orderOf(tx, meeting.id);
  const full = accepted.length >= mostItems;
  switch (change.act) {
    case 'take':
    case 'turn_down': {
      const { key, title, detail, minutes, href, source } = change.proposal;
      if (change.act === 'take' && full) return no('too_many');
      await insertItem(
        tx,
        {
          meeting: meeting.id,
          fields: { title, detail, minutes, lead: null, public: true },
          source: { key, ...source, href },
          carriedFrom: source.kind === 'agenda_item' ? await meetingOfItem(tx, source.id) : null,
          state: change.act === 'take' ? 'accepted' : 'declined',
          position: change.act === 'take' ? accepted.length + 1 : null
        },
        now
      );
      if (source.kind === 'circle_question' && change.act === 'take')
        await setQuestionOnAgenda(tx, { id: source.id, on: true }, now);
      return ok(null);
    }
    case 'add':
      if (full) return no('too_many');
      await insertItem(
        tx,
        {
          meeting: meeting.id,
          fields: withSeatOf(change.fields, offices),
          state: 'accepted',
          position: accepted.length + 1
        },
        now
      );
      return ok(null);
    case 'save': {
      const { title, detail, minutes, lead, public: isPublic } = withSeatOf(change.fields, offices);
      const saved = await tx
        .updateTable('agenda_item')
        .set({
          title,
          detail,
          minutes_planned: minutes,
          lead_member_id: lead as Id<'circle_member'> | null,
          public: isPublic,
          updated_at: now
        })
        .where('id', '=', change.item as Id<'agenda_item'>)
        .where('meeting_id', '=', meeting.id)
        .returning('id')
        .executeTakeFirst();
      return saved ? ok(null) : no('not_found');
    }
    case 'move':
      if (!accepted.includes(change.item)) return no('not_found');
      await writeOrder(tx, moved(accepted, change.item, change.by));
      return ok(null);
    case 'order': {
      // What somebody else put on it meanwhile comes after what was dragged.
      const known = change.items.filter((id) => accepted.includes(id));
      await writeOrder(tx, [...new Set([...known, ...accepted])]);
      return ok(null);
    }
    case 'accept':
    case 'decline': {
      if (change.act === 'accept' && full) return no('too_many');
      const state = change.act === 'accept' ? ('accepted' as const) : ('declined' as const);
      const set = await tx
        .updateTable('agenda_item')
        .set({ state, position: change.act === 'accept' ? accepted.length + 1 : null, updated_at: now })
        .where('id', '=', change.item as Id<'agenda_item'>)
        .where('meeting_id', '=', meeting.id)
        .where('state', '!=', state)
        .returning('id')
        .executeTakeFirst();
      if (set && state === 'declined') await writeOrder(tx, await orderOf(tx, meeting.id));
      return set ? ok(null) : no('not_found');
    }
  }
}

/** A member's topic waits for the convenor, in the name of the seat. @param seat by link; else a seat that the actor acts for */
export async function proposeTopic(
  db: Database,
  actor: Actor,
  {
    meeting,
    offices,
    title,
    detail,
    seat
  }: {
    meeting: FullMeeting;
    offices: CircleWithOffices;
    title: string;
    detail: string | null;
    seat?: string;
  },
  now: Date
): Promise<Result<{ id: Id<'agenda_item'> }, AgendaRefused>> {
  const own = seat ?? seatsOf(actor, offices)[0]?.id ?? null;
  if (!seat && !canPropose(actor, offices)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<Result<{ id: Id<'agenda_item'> }, AgendaRefused>> => {
    await lockAgenda(tx, meeting.id);
    const waiting = await tx
      .selectFrom('agenda_item')
      .select('id')
      .where('meeting_id', '=', meeting.id)
      .where('state', '=', 'proposed')
      .execute();
    if (waiting.length >= mostItems) return no('too_many');
    const id = await insertItem(
      tx,
      {
        meeting: meeting.id,
        fields: { title, detail, minutes: null, lead: own, public: true },
        proposedBy: own,
        state: 'proposed',
        position: null
      },
      now
    );
    await recordOfMeeting(
      tx,
      actor,
      { verb: 'agenda.proposed', meeting, details: { item: id, seat: own } },
      now
    );
    return ok({ id });
  });
}

async function insertItem(
  tx: Database,
  {
    meeting,
    fields: { title, detail, minutes, lead, public: isPublic },
    source = null,
    carriedFrom = null,
    proposedBy = null,
    state,
    position
  }: {
    meeting: Id<'meeting'>;
    fields: ItemFields;
    source?: ({ readonly key: string } & ItemSource) | null;
    carriedFrom?: Id<'meeting'> | null;
    proposedBy?: string | null;
    state: ItemState;
    position: number | null;
  },
  now: Date
): Promise<Id<'agenda_item'>> {
  const id = newId<'agenda_item'>(now);
  await tx
    .insertInto('agenda_item')
    .values({
      id,
      meeting_id: meeting,
      position,
      title: title.slice(0, 300),
      detail: detail?.slice(0, 4000) ?? null,
      minutes_planned: minutes,
      lead_member_id: lead as Id<'circle_member'> | null,
      source: source && JSON.stringify({ kind: source.kind, id: source.id, href: source.href }),
      source_key: source?.key ?? null,
      carried_from: carriedFrom,
      proposed_by: proposedBy as Id<'circle_member'> | null,
      state,
      public: isPublic,
      created_at: now,
      updated_at: now
    })
    // Pressed twice, or by two: it is on the agenda once.
    .onConflict((conflict) => conflict.columns(['meeting_id', 'source_key']).doNothing())
    .execute();
  return id;
}

function withSeatOf(fields: ItemFields, { members }: CircleWithOffices): ItemFields {
  return { ...fields, lead: members.find(({ id }) => id === fields.lead)?.id ?? null };
}

async function meetingOfItem(tx: Database, item: string): Promise<Id<'meeting'> | null> {
  if (!isUuid(item)) return null;
  const row = await tx
    .selectFrom('agenda_item')
    .select('meeting_id')
    .where('id', '=', item as Id<'agenda_item'>)
    .executeTakeFirst();
  return row?.meeting_id ?? null;
}

/** Two who order at once do so one after the other. */
async function lockAgenda(tx: Database, meeting: Id<'meeting'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`agenda ${meeting}`}, 0))`.execute(tx);
}

async function orderOf(tx: Database, meeting: Id<'meeting'>): Promise<string[]> {
  const rows = await tx
    .selectFrom('agenda_item')
    .select('id')
    .where('meeting_id', '=', meeting)
    .where('state', '=', 'accepted')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

async function writeOrder(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update agenda_item set position = ordered.place::integer
    from unnest(${[...ids]}::uuid[]) with ordinality as ordered (id, place)
    where agenda_item.id = ordered.id`.execute(tx);
}
