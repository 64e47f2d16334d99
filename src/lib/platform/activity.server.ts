// The spine: every operation records who did what to which object, in its own transaction; subscribers hear of it afterwards.
import { sql, type Generated, type Selectable } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from './actor.ts';
import { newId } from './clock.server.ts';
import { afterCommit, type Database } from './db/database.server.ts';
import type { JsonValue } from './db/json.ts';

declare global {
  interface Tables {
    activity: ActivityTable;
    activity_organisation: { activity_id: string; organisation_id: string };
  }
}

export interface ActivityTable {
  id: Id<'activity'>;
  at: Date;
  person_id: Id<'person'> | null;
  /** In whose name it was done, when not in one's own. */
  on_behalf_of: Id<'person'> | null;
  /** By the house itself, by a person, or by one in another's name: also when they are gone since. */
  done_as: Generated<'system' | 'person' | 'proxy'>;
  verb: string;
  object_kind: string;
  object_id: string;
  /** What changed: `{ field: [before, after] }`, or facts worth keeping. */
  details: JsonValue;
  dispatched: Generated<boolean>;
}

export type Activity = Selectable<ActivityTable>;

export interface NewActivity {
  readonly verb: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly organisations?: readonly string[];
  readonly details?: JsonValue;
}

/** Records within the operation's transaction; those who wait on `onActivity` are woken once it is committed. */
export async function recordActivity(
  tx: Database,
  actor: Actor,
  now: Date,
  activity: NewActivity
): Promise<void> {
  await recordActivities(tx, actor, now, [activity]);
}

export async function recordActivities(
  tx: Database,
  actor: Actor,
  now: Date,
  activities: readonly NewActivity[]
): Promise<void> {
  if (activities.length === 0) return;
  const rows = activities.map((activity) => ({
    id: newId<'activity'>(now),
    at: now,
    person_id: actor.kind === 'person' ? actor.id : null,
    on_behalf_of: actor.kind === 'person' ? (actor.onBehalfOf?.id ?? null) : null,
    done_as:
      actor.kind !== 'person'
        ? ('system' as const)
        : actor.onBehalfOf
          ? ('proxy' as const)
          : ('person' as const),
    verb: activity.verb,
    object_kind: activity.objectKind,
    object_id: activity.objectId,
    details: sql<JsonValue>`${JSON.stringify(activity.details ?? {})}::jsonb`
  }));
  const links = activities.flatMap((activity, index) =>
    [...new Set(activity.organisations ?? [])].map((organisation) => ({
      activity_id: rows[index]?.id ?? '',
      organisation_id: organisation
    }))
  );
  for (const part of inParts(rows)) await tx.insertInto('activity').values(part).execute();
  for (const part of inParts(links)) await tx.insertInto('activity_organisation').values(part).execute();
  afterCommit(tx, tellListeners);
}

/** Called after each commit that recorded an activity, in this process. Returns how to stop listening. */
export function onActivity(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shared by every copy of this module in the process: the built pages carry one, the command line another. */
const listeners: Set<() => void> = ((globalThis as Record<symbol, unknown>)[
  Symbol.for('kalaka.activity-listeners')
] ??= new Set()) as Set<() => void>;

function tellListeners(): void {
  for (const listener of listeners) listener();
}

/** Rows for one INSERT each: a statement takes at most 65,535 parameters. */
export function* inParts<T>(rows: readonly T[], size = 2000): Generator<T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
