// Looks for matches among all that is open, in a thread of its own, and keeps the ten best of each (`keep.server.ts`).
import { sql } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { listOpenOfferings, type OpenOffering } from '#lib/domains/exchange/open.server.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { runThread, throwUnlessDone, type ThreadOrder } from '#lib/platform/thread.server.ts';
import type { FindOrder, FoundAside, FoundPart } from './find-worker.ts';
import { keepMatches } from './keep.server.ts';
import { rememberAll } from './known-words.server.ts';
import type { FoundMatch } from './model.ts';
import type { Open } from './question.ts';

const patienceSeconds = 120;

/** @returns what was found, for those who go on with it */
export async function findAllMatches(
  db: Database,
  now: Date
): Promise<{ found: readonly FoundMatch[]; open: readonly OpenOffering[] }> {
  const today = dayOf(now, defaultZone);
  const open = await listOpenOfferings(db, { today });
  rememberAll(db, open, now);
  const began = performance.now();
  const answer = await runAside({ kind: 'matches', today }, open.map(lightOf));
  if (answer.kind !== 'matches') throw new Error('Matches were asked for, and rings were found');
  const seconds = (performance.now() - began) / 1000;
  await keepMatches(db, answer.found, now);
  const offers = open.filter(({ side }) => side === 'offer').length;
  const kept = answer.found.length;
  await noteSearch(db, { offers, needs: open.length - offers, pairs: answer.pairs, kept, seconds }, now);
  return { found: answer.found, open };
}

/** So that one sees how fresh the matches are. */
export async function noteSearch(
  db: Database,
  search: {
    readonly offers: number;
    readonly needs: number;
    readonly pairs: number;
    readonly kept: number;
    readonly seconds: number;
  },
  now: Date
): Promise<void> {
  const id = newId<'match_search'>(now);
  await db
    .insertInto('match_search')
    .values({ ...search, id, finished_at: now })
    .execute();
  const old = new Date(now.getTime() - 90 * 86_400_000);
  await sql`delete from match_search where finished_at < ${old}`.execute(db);
}

/**
 * The thread ends with its answer.
 * @param open what matches are looked for among
 * @throws when it takes too long, or stumbles
 */
export async function runAside(order: FindOrder, open: readonly Open[] = []): Promise<FoundAside> {
  const found: FoundMatch[] = [];
  const heard: { end: FoundAside | null } = { end: null };
  const thread: ThreadOrder = {
    script: 'src/lib/domains/matches/find-worker.ts',
    data: order,
    seconds: patienceSeconds,
    megabytes: 2048,
    ...(order.kind === 'matches' ? { feed: (post) => handOver(post, open) } : {})
  };
  const end = await runThread<FoundPart | FoundAside>(thread, (message) => {
    if ('part' in message) found.push(...message.part);
    else heard.end = message.kind === 'matches' ? { ...message, found } : message;
  });
  throwUnlessDone(end, thread);
  if (!heard.end) throw new Error('The thread ended without an answer');
  return heard.end;
}

/** Part by part, then an empty one: copying all of a country at once would hold up whoever asks for a page meanwhile. */
async function handOver(post: (part: readonly Open[]) => void, open: readonly Open[]): Promise<void> {
  for (const part of inParts(open, 1_000)) {
    post(part);
    await setImmediate();
  }
  post([]);
}

/** Names and dates of entry are not the thread's concern. */
export function lightOf(open: OpenOffering): Open {
  const { id, side, category, owner, settlement, point, reachKm, from, until, weekdays } = open;
  const { conditions, inReturnCategories, stems } = open;
  return {
    ...{ id, side, category, owner, settlement, point, reachKm, from, until, weekdays },
    ...{ conditions, inReturnCategories, stems }
  };
}
