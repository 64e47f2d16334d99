// Gathers the histories of all domains: which object an address means, and what happened to it.
import { domains } from './generated/domains.ts';
import { namesOfPeople } from '#lib/domains/people/history.server.ts';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain, HistoryObject, Restored, RestorePlan } from '#lib/platform/domain.ts';
import {
  entriesOf,
  gatherHistory,
  type HistoryEntry,
  type HistoryPage
} from '#lib/platform/history.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

const rooms: readonly Domain[] = domains;

/** One change of an object whose changes this actor may take back, with what that would do now. */
export interface Restorable {
  readonly plan: RestorePlan;
  readonly apply: (now: Date, from: Date) => Promise<Restored>;
}

export interface ObjectOfHistory {
  readonly id: string;
  readonly name: string;
  readonly href: string;
}

/** Null when there is no such object, or its history is not for this actor. */
export async function findObjectOfHistory(
  db: Database,
  actor: Actor,
  { kind, address }: { kind: string; address: string }
): Promise<ObjectOfHistory | null> {
  return (await historyOf(kind)?.find(db, actor, address)) ?? null;
}

/** The verbs of the changes of this kind of objects that can be taken back, when the actor may edit this one. */
export async function restorableVerbs(
  db: Database,
  actor: Actor,
  { kind, object, words }: { kind: string; object: string; words: Words }
): Promise<readonly string[]> {
  const restore = historyOf(kind)?.restore;
  return (await restore?.plan(db, actor, { object, details: {} }, words)) ? (restore?.verbs ?? []) : [];
}

/** Null when there is no such change of it, or it is not this actor's to take back. */
export async function findRestorable(
  db: Database,
  actor: Actor,
  { kind, object, change, words }: { kind: string; object: string; change: string; words: Words }
): Promise<Restorable | null> {
  const restore = historyOf(kind)?.restore;
  if (!restore || !isUuid(change)) return null;
  const activity = await db
    .selectFrom('activity')
    .select(['verb', 'details'])
    .where('id', '=', change as Id<'activity'>)
    .where('object_id', '=', object)
    .executeTakeFirst();
  if (!activity || !restore.verbs.includes(activity.verb)) return null;
  const { details } = activity;
  const plan = await restore.plan(db, actor, { object, details }, words);
  return plan && { plan, apply: (now, from) => restore.apply(db, actor, { object, details, from }, now) };
}

export function readHistory(
  db: Database,
  { object, words, page }: { object: string; words: Words; page: number }
): Promise<HistoryPage> {
  return gatherHistory(db, { domains: rooms, namePeople: namesOfPeople }, { object, words, page });
}

/** One of them by its id; null when there is none. */
export async function readEntry(
  db: Database,
  { change, words }: { change: string; words: Words }
): Promise<HistoryEntry | null> {
  const activities = await db
    .selectFrom('activity')
    .selectAll()
    .where('id', '=', change as Id<'activity'>)
    .execute();
  const [entry] = await entriesOf(db, { domains: rooms, namePeople: namesOfPeople }, activities, words);
  return entry ?? null;
}

/** What was done to it after a moment, newest first; the latest page of it. */
export async function historySince(
  db: Database,
  { object, words, since }: { object: string; words: Words; since: Date }
): Promise<readonly HistoryEntry[]> {
  const { entries } = await readHistory(db, { object, words, page: 1 });
  return entries.filter(({ at }) => at > since);
}

/** @param path the first part of the addresses of its pages */
function historyOf(path: string): HistoryObject | undefined {
  return rooms.flatMap((room) => room.historyOf ?? []).find((each) => each.path === path);
}
