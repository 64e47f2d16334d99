// Lets events follow a calendar that is kept elsewhere: what it says is written and told in each event's own history, and none of it
// counts as edited here.
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ImportOptions } from '#lib/platform/domain.ts';
import type { ImportPlan } from '#lib/platform/tabular/mapping.ts';
import { editedHere } from './import-kept.server.ts';
import type { PlannedEvent } from './import-plan.ts';
import { writePlan } from './import.server.ts';
import type { Status } from './model.ts';
import { findEvents } from './queries.server.ts';
import { changesBetween, type EventToWrite } from './write.server.ts';

/** Writes a plan of the importer; each event gets an entry of its own in its history. */
export async function followPlan(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<PlannedEvent>,
  options: ImportOptions
): Promise<EventToWrite[]> {
  const written = await writePlan(tx, actor, plan, options);
  await recordActivities(
    tx,
    actor,
    options.now,
    written.map(({ id, draft, before }) => ({
      verb: before ? 'event.followed' : 'event.received',
      objectKind: 'event',
      objectId: id,
      organisations: draft.organisers,
      details: before ? changesBetween(before, draft) : { title: draft.title, status: draft.status }
    }))
  );
  return written;
}

/** What people have written of an event stays theirs when a feed begins to tell of it; the feed says when it is and whether at all. */
const kept = [
  ...['title', 'summary', 'description', 'organisers', 'settlement', 'audiences', 'themes', 'performers'],
  ...['tradition', 'attendance', 'price', 'website']
];

/** Events that were entered here are found by a source from now on. */
export async function adoptEvents(
  tx: Database,
  actor: Actor,
  adopted: readonly { readonly id: Id<'event'>; readonly source: string; readonly externalId: string }[],
  now: Date
): Promise<void> {
  const events = await findEvents(
    tx,
    adopted.map(({ id }) => id)
  );
  for (const { id, source, externalId } of adopted)
    await tx
      .updateTable('event')
      .set({ source, external_id: externalId, updated_at: now })
      .where('id', '=', id)
      .execute();
  await recordActivities(
    tx,
    actor,
    now,
    [...events.values()].map(({ id, organisers }) => ({
      verb: 'event.adopted',
      objectKind: 'event',
      objectId: id,
      organisations: organisers.map((organiser) => organiser.id),
      details: { keeps: kept }
    }))
  );
}

/**
 * Takes events that their source has lost from the public, or gives them back to it. Whose state somebody has set here stays as it is.
 * @returns those that were changed
 */
export async function setStateOfFollowed(
  tx: Database,
  actor: Actor,
  { ids, to }: { ids: readonly Id<'event'>[]; to: Extract<Status, 'tentative' | 'confirmed'> },
  now: Date
): Promise<Id<'event'>[]> {
  const from: Status = to === 'tentative' ? 'confirmed' : 'tentative';
  const edited = await editedHere(tx, ids);
  const events = [...(await findEvents(tx, ids)).values()].filter(
    ({ id, status }) => status === from && !edited.get(id)?.has('status')
  );
  if (events.length === 0) return [];
  await tx
    .updateTable('event')
    .set((eb) => ({ status: to, updated_at: now, sequence: eb('sequence', '+', 1) }))
    .where(
      'id',
      'in',
      events.map(({ id }) => id)
    )
    .execute();
  await recordActivities(
    tx,
    actor,
    now,
    events.map(({ id, organisers }) => ({
      verb: to === 'tentative' ? 'event.withdrawn' : 'event.reinstated',
      objectKind: 'event',
      objectId: id,
      organisations: organisers.map((organiser) => organiser.id),
      details: { status: [from, to] }
    }))
  );
  return events.map(({ id }) => id);
}
