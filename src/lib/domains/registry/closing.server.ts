// Says of an organisation or a venue that it is there no more, since when and what came in its place; and takes that back.
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { Closed } from './listing.server.ts';
import { findRecord } from './merge.server.ts';
import type { Mergeable } from './merge-schema.server.ts';
import { canClose } from './policy.ts';
import type { FullOrganisation } from './queries.server.ts';
import type { FullVenue } from './venue-queries.server.ts';

export interface Closing {
  /** Day, not after today; today when nobody knows. */
  readonly on: string | null;
  readonly reason: string | null;
  /** Id of a record of the same kind. */
  readonly successor: string | null;
}

export type ClosingRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'in_future' }
  | { ok: false; reason: 'no_successor' };
export type ClosingDone = Result<{ readonly name: string; readonly slug: string }, ClosingRefused>;

/** Closing it once more says when or why in other words; saying the same again does nothing. */
export async function closeRecord(
  db: Database,
  actor: Actor,
  { kind, id, on, reason, successor }: Closing & { kind: Mergeable; id: string },
  now: Date
): Promise<ClosingDone> {
  return inTransaction(db, async (tx): Promise<ClosingDone> => {
    const record = await lockedRecord(tx, kind, id);
    if (!record) return no('not_found');
    if (!canClose(actor, record)) return no('not_yours');
    const today = dayOf(now, defaultZone);
    const day = on ?? record.closed?.on ?? today;
    if (day > today) return no('in_future');
    const next = successor === null ? null : await findRecord(tx, kind, successor);
    if (successor !== null && (!next || next.id === id)) return no('no_successor');
    await write(
      tx,
      actor,
      { kind, record, closed: { on: day, reason: reason?.trim() || null, successor: next } },
      now
    );
    return ok({ name: record.name, slug: record.slug });
  });
}

export async function reopenRecord(
  db: Database,
  actor: Actor,
  { kind, id }: { kind: Mergeable; id: string },
  now: Date
): Promise<ClosingDone> {
  return inTransaction(db, async (tx): Promise<ClosingDone> => {
    const record = await lockedRecord(tx, kind, id);
    if (!record) return no('not_found');
    if (!canClose(actor, record)) return no('not_yours');
    await write(tx, actor, { kind, record, closed: null }, now);
    return ok({ name: record.name, slug: record.slug });
  });
}

async function lockedRecord(
  tx: Database,
  kind: Mergeable,
  id: string
): Promise<FullOrganisation | FullVenue | null> {
  await tx
    .selectFrom(kind)
    .select('id')
    .where('id', '=', id as never)
    .forUpdate()
    .execute();
  return findRecord(tx, kind, id);
}

async function write(
  tx: Database,
  actor: Actor,
  { kind, record, closed }: { kind: Mergeable; record: FullOrganisation | FullVenue; closed: Closed | null },
  now: Date
): Promise<void> {
  const [before, after] = [factsOf(record.closed), factsOf(closed)];
  const changes = Object.entries(after).flatMap(([field, value]): [string, JsonValue][] => {
    const was = before[field] ?? null;
    return was === value ? [] : [[field, [was, value]]];
  });
  if (changes.length === 0) return;
  await tx
    .updateTable(kind)
    .set({
      closed_on: closed?.on ?? null,
      closed_reason: closed?.reason ?? null,
      successor_id: (closed?.successor?.id ?? null) as never,
      updated_at: now
    })
    .where('id', '=', record.id as never)
    .execute();
  const owner = 'organisation' in record ? record.organisation?.id : record.id;
  await recordActivity(tx, actor, now, {
    verb: closed ? `${kind}.closed` : `${kind}.reopened`,
    objectKind: kind,
    objectId: record.id,
    organisations: owner ? [owner] : [],
    details: Object.fromEntries(changes)
  });
}

/** As histories keep it: with the name of what came in its place. */
function factsOf(closed: Closed | null): Readonly<Record<string, string | null>> {
  return {
    closedOn: closed?.on ?? null,
    closedReason: closed?.reason ?? null,
    successor: closed?.successor?.name ?? null
  };
}
