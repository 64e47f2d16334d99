// Enters, changes and cancels events; each in one transaction with its occurrences and its activity.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import type { Status } from './model.ts';
import { canEditEvent, canOrganise } from './policy.ts';
import { findEvent } from './queries.server.ts';
import { changesBetween, writeEvents, type EventDraft } from './write.server.ts';

export type EventRefused = { ok: false; reason: 'not_yours' } | { ok: false; reason: 'not_found' };
export type EventSaved = Result<{ id: Id<'event'>; slug: string }, EventRefused>;
export type EventChanged = Result<{ id: Id<'event'>; slug: string }, EventRefused | ChangedMeanwhile>;

export async function createEvent(
  db: Database,
  actor: Actor,
  draft: EventDraft,
  now: Date
): Promise<EventSaved> {
  return enter(db, actor, { draft, agreed: false }, now);
}

/** Whose organisers have agreed with each other before: none of them is told that it was named. */
export async function createAgreedEvent(
  db: Database,
  actor: Actor,
  draft: EventDraft,
  now: Date
): Promise<EventSaved> {
  return enter(db, actor, { draft, agreed: true }, now);
}

async function enter(
  db: Database,
  actor: Actor,
  { draft, agreed }: { draft: EventDraft; agreed: boolean },
  now: Date
): Promise<EventSaved> {
  if (!canOrganise(actor, draft.organisers)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<EventSaved> => {
    const id = newId<'event'>(now);
    const [saved] = await writeEvents(tx, [{ id, draft, before: null }], now);
    if (!saved) throw new Error('An event was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'event.created',
      objectKind: 'event',
      objectId: id,
      organisations: draft.organisers,
      details: { title: draft.title, status: draft.status, ...(agreed ? { settled: 'yes' } : {}) }
    });
    return ok(saved);
  });
}

/**
 * Keeps what the form does not show: UID, source and the moved instances of a series whose rule stays.
 * @param from when the version that was changed had been written (its `updatedAt`): with any other there, nothing is
 * @param facts worth keeping with what changed: `agreed`, the territory whose re-timing asked for it
 */
export async function updateEvent(
  db: Database,
  actor: Actor,
  {
    id,
    draft,
    from,
    facts = {}
  }: {
    id: Id<'event'>;
    draft: EventDraft;
    from?: Date | null;
    facts?: { readonly agreed?: string };
  },
  now: Date
): Promise<EventChanged> {
  return inTransaction(db, async (tx): Promise<EventChanged> => {
    await tx.selectFrom('event').select('id').where('id', '=', id).forUpdate().execute();
    const before = await findEvent(tx, id);
    if (!before) return no('not_found');
    if (!canEditEvent(actor, before)) return no('not_yours');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    const [saved] = await writeEvents(tx, [{ id, draft, before }], now);
    if (!saved) throw new Error('An event was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'event.updated',
      objectKind: 'event',
      objectId: id,
      organisations: draft.organisers,
      details: { ...changesBetween(before, draft), ...facts }
    });
    return ok(saved);
  });
}

/** Confirms a tentative event, cancels one, or takes a cancellation back. */
export async function setEventStatus(
  db: Database,
  actor: Actor,
  { id, status }: { id: Id<'event'>; status: Status },
  now: Date
): Promise<Result<{ slug: string }, EventRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, EventRefused>> => {
    await tx.selectFrom('event').select('id').where('id', '=', id).forUpdate().execute();
    const event = await findEvent(tx, id);
    if (!event) return no('not_found');
    if (!canEditEvent(actor, event)) return no('not_yours');
    await tx
      .updateTable('event')
      .set((eb) => ({ status, updated_at: now, sequence: eb('sequence', '+', 1) }))
      .where('id', '=', id)
      .execute();
    await recordActivity(tx, actor, now, {
      verb: 'event.updated',
      objectKind: 'event',
      objectId: id,
      organisations: event.organisers.map((organiser) => organiser.id),
      details: { status: [event.status, status] }
    });
    return ok({ slug: event.slug });
  });
}

export type PlanKept =
  | EventRefused
  /** People outside have seen it: it is called off, not forgotten. */
  | { ok: false; reason: 'announced' };

/** A plan that nobody but colleagues has ever seen goes without a trace in the calendar. */
export async function removePlan(
  db: Database,
  actor: Actor,
  id: Id<'event'>,
  now: Date
): Promise<Result<null, PlanKept>> {
  return inTransaction(db, async (tx): Promise<Result<null, PlanKept>> => {
    await tx.selectFrom('event').select('id').where('id', '=', id).forUpdate().execute();
    const event = await findEvent(tx, id);
    if (!event) return no('not_found');
    if (!canEditEvent(actor, event)) return no('not_yours');
    if (event.status !== 'tentative' || (await wasAnnounced(tx, id))) return no('announced');
    await tx.deleteFrom('event').where('id', '=', id).execute();
    await recordActivity(tx, actor, now, {
      verb: 'event.dropped',
      objectKind: 'event',
      objectId: id,
      organisations: event.organisers.map((organiser) => organiser.id),
      details: { title: event.title }
    });
    return ok(null);
  });
}

/** What came from a file or a feed was there for others to see before it came. */
async function wasAnnounced(tx: Database, id: Id<'event'>): Promise<boolean> {
  const { rows } = await sql<{ announced: boolean }>`
    select not exists (select from activity where object_id = ${id} and verb = 'event.created')
      or exists (select from activity where object_id = ${id} and verb like 'event.%'
        and (details ->> 'status' in ('confirmed', 'cancelled')
          or details -> 'status' ->> 1 in ('confirmed', 'cancelled'))) as announced`.execute(tx);
  return rows[0]?.announced ?? true;
}
