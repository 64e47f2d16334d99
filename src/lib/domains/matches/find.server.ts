// Looks for matches among all that is open, in a thread of its own, and keeps the ten best of each and what was said about them.
import { sql } from 'kysely';
import { Worker } from 'node:worker_threads';
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { listOpenOfferings, type OpenOffering } from '#lib/domains/exchange/open.server.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { projectFile } from '#lib/platform/db/project.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import type { FindOrder, FoundAside } from './find-worker.ts';
import type { FoundMatch } from './model.ts';
import type { Open } from './question.ts';

export const findJob = 'matches.find';
/** What changes within so many seconds is looked at in one search: of a list that is read in there are hundreds. */
const gatherSeconds = 10;
const patienceSeconds = 120;

/** After a change: one search for all that changed in the meantime. */
export async function askForSearch(db: Database, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + gatherSeconds * 1000);
  await enqueue(db, { name: findJob, runAt, onceKey: findJob });
}

/** @returns what was found, for those who go on with it */
export async function findAllMatches(
  db: Database,
  now: Date
): Promise<{ found: readonly FoundMatch[]; open: readonly OpenOffering[] }> {
  const today = dayOf(now, defaultZone);
  const open = await listOpenOfferings(db, { today });
  const began = performance.now();
  const answer = await runAside({ kind: 'matches', open: open.map(lightOf), today });
  if (answer.kind !== 'matches') throw new Error('Matches were asked for, and rings were found');
  const seconds = (performance.now() - began) / 1000;
  await keepMatches(db, answer.found, now);
  await db
    .insertInto('match_search')
    .values({
      id: newId<'match_search'>(now),
      offers: open.filter(({ side }) => side === 'offer').length,
      needs: open.filter(({ side }) => side === 'need').length,
      pairs: answer.pairs,
      kept: answer.found.length,
      seconds,
      finished_at: now
    })
    .execute();
  await sql`delete from match_search where finished_at < ${new Date(now.getTime() - 90 * 86_400_000)}`.execute(
    db
  );
  return { found: answer.found, open };
}

/** Only what has changed is written; what is no more among the best stays where somebody has been told of it. */
export async function keepMatches(db: Database, found: readonly FoundMatch[], now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    // Two searches at once: the second one waits, and finds what the first has written.
    await sql`select pg_advisory_xact_lock(hashtextextended('matches.keep', 0))`.execute(tx);
    const before = new Map(
      (
        await tx
          .selectFrom('match_word')
          .select(['id', 'offer_id', 'need_id', 'score', 'bars', 'facts', 'offer_place', 'need_place'])
          .execute()
      ).map((row) => [`${row.offer_id} ${row.need_id}`, row])
    );
    const rows = found.flatMap((match) => {
      const key = `${match.offer} ${match.need}`;
      const known = before.get(key);
      before.delete(key);
      const same =
        known?.score === match.score &&
        known.offer_place === match.offerPlace &&
        known.need_place === match.needPlace &&
        sameFacts(known.facts, match.facts);
      return same ? [] : [rowOf(match, known?.id ?? newId<'match_word'>(now), now)];
    });
    for (const part of inParts(rows, 500))
      await tx
        .insertInto('match_word')
        .values(part)
        .onConflict((conflict) =>
          conflict.columns(['offer_id', 'need_id']).doUpdateSet((eb) => ({
            score: eb.ref('excluded.score'),
            bars: eb.ref('excluded.bars'),
            facts: eb.ref('excluded.facts'),
            offer_place: eb.ref('excluded.offer_place'),
            need_place: eb.ref('excluded.need_place'),
            updated_at: eb.ref('excluded.updated_at')
          }))
        )
        .execute();
    for (const part of inParts([...before.values()], 500)) {
      const ids = part.map(({ id }) => id);
      await tx
        .deleteFrom('match_word')
        .where('id', 'in', ids)
        .where('offer_told_at', 'is', null)
        .where('need_told_at', 'is', null)
        .where('offer_word', 'is', null)
        .where('need_word', 'is', null)
        .execute();
      await tx
        .updateTable('match_word')
        .set({ offer_place: null, need_place: null })
        .where('id', 'in', ids)
        .where((or) => or.or([or('offer_place', 'is not', null), or('need_place', 'is not', null)]))
        .execute();
    }
  });
}

/** The thread ends with its answer. @throws when it takes too long, or stumbles */
export async function runAside(order: FindOrder): Promise<FoundAside> {
  const worker = new Worker(projectFile('src/lib/domains/matches/find-worker.ts'), {
    workerData: order,
    name: 'matches',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 2048 }
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<FoundAside>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error('The thread did not come to an end')),
        patienceSeconds * 1000
      );
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`The thread ended with ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
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

function rowOf(match: FoundMatch, id: Id<'match_word'>, now: Date) {
  return {
    id,
    offer_id: match.offer as Id<'offering'>,
    need_id: match.need as Id<'offering'>,
    score: match.score,
    bars: JSON.stringify(match.bars),
    facts: JSON.stringify(match.facts),
    offer_place: match.offerPlace,
    need_place: match.needPlace,
    found_at: now,
    offer_told_at: null,
    need_told_at: null,
    offer_word: null,
    need_word: null,
    offer_said_at: null,
    need_said_at: null,
    offer_reason: null,
    need_reason: null,
    updated_at: now
  };
}

/** The database keeps the keys of an object in an order of its own. */
function sameFacts(a: FoundMatch['facts'], b: FoundMatch['facts']): boolean {
  return (Object.keys(b) as (keyof typeof b)[]).every((key) => a[key] === b[key]);
}
