// Gathers the histories of all domains: which object an address means, and what happened to it.
import { domains } from './generated/domains.ts';
import { namesOfPeople } from '#lib/domains/people/history.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { gatherHistory, type HistoryEntry, type HistoryPage } from '#lib/platform/history.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

const rooms: readonly Domain[] = domains;

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
  const meant = rooms.flatMap((room) => room.historyOf ?? []).find(({ path }) => path === kind);
  return (await meant?.find(db, actor, address)) ?? null;
}

export function readHistory(
  db: Database,
  { object, words, page }: { object: string; words: Words; page: number }
): Promise<HistoryPage> {
  return gatherHistory(db, { domains: rooms, namePeople: namesOfPeople }, { object, words, page });
}

/** What was done to it after a moment, newest first; the latest page of it. */
export async function historySince(
  db: Database,
  { object, words, since }: { object: string; words: Words; since: Date }
): Promise<readonly HistoryEntry[]> {
  const { entries } = await readHistory(db, { object, words, page: 1 });
  return entries.filter(({ at }) => at > since);
}
