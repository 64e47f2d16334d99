// What is told of what a circle does, to its history, its network and those who follow it.
import type { Id } from '#lib/core/ids.ts';
import { minuteMs } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';

export const verbs = [
  ...['agenda.set', 'agenda.sent', 'agenda.proposed', 'topics.asked'],
  ...['minutes.written', 'minutes.sent', 'minutes.voiced', 'minutes.published'],
  ...['task.added', 'task.changed', 'task.done', 'task.reopened', 'task.dropped', 'task.handed']
] as const;
export type Verb = (typeof verbs)[number];

/** Of a meeting: what was done stands in its history, and that of its circle. */
export async function recordOfMeeting(
  tx: Database,
  actor: Actor,
  {
    verb,
    meeting,
    organisations = [],
    details = {}
  }: {
    verb: Verb;
    meeting: FullMeeting;
    organisations?: readonly string[];
    details?: Readonly<Record<string, JsonValue>>;
  },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'meeting',
    objectId: meeting.id,
    organisations,
    details: { circle: meeting.circle.id, meeting: meeting.id, number: meeting.number, ...details }
  });
}

/** Whoever writes for an hour has written once: one activity of each person in a quarter of an hour. */
const writtenOnce = 15 * minuteMs;

export async function recordAtTable(
  tx: Database,
  actor: Actor,
  meeting: FullMeeting,
  now: Date
): Promise<void> {
  const person = actor.kind === 'person' ? actor.id : null;
  const lately = await tx
    .selectFrom('activity')
    .select('id')
    .where('object_kind', '=', 'meeting')
    .where('object_id', '=', meeting.id)
    .where('verb', '=', 'minutes.written')
    .where('person_id', 'is not distinct from', person)
    .where('at', '>', new Date(now.getTime() - writtenOnce))
    .executeTakeFirst();
  if (!lately) await recordOfMeeting(tx, actor, { verb: 'minutes.written', meeting }, now);
}

export interface TaskRef {
  readonly id: Id<'task'>;
  readonly circle: string;
  readonly text: string;
}

export async function recordOfTask(
  tx: Database,
  actor: Actor,
  {
    verb,
    task,
    organisations = [],
    details = {}
  }: {
    verb: Verb;
    task: TaskRef;
    organisations?: readonly string[];
    details?: Readonly<Record<string, JsonValue>>;
  },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'task',
    objectId: task.id,
    organisations,
    details: { circle: task.circle, ...details }
  });
}
