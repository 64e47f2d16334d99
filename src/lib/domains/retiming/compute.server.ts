// Has plans found in a thread of their own, and writes down how far that is, what was found at once and what was proved.
import type { Id } from '#lib/core/ids.ts';
import { localOf, minuteMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { runThread } from '#lib/platform/thread.server.ts';
import { log } from '#lib/platform/log.server.ts';
import type { ComputeOrder, FromComputer } from './compute-worker.ts';
import type { Found, FoundMove, FoundPlan, Proof } from './model.ts';
import type { CountedMove, Counted } from './plans.ts';
import { askAbout, type Instance } from './question.server.ts';

export const computeJob = 'retiming.compute';

/** Others wait for this job: the proof of a district takes a second, and of a county nobody waits for it. */
const usualExactSeconds = 8;
/** A thread that takes so much longer hangs. */
const graceSeconds = 90;

/** Answers all that wait, the first one first. */
export async function computeRetimings(
  db: Database,
  now: Date,
  { exactSeconds = usualExactSeconds }: { exactSeconds?: number } = {}
): Promise<void> {
  for (;;) {
    const next = await db
      .selectFrom('retiming')
      .select(['id', 'settlements', 'month'])
      .where('state', '=', 'waiting')
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
    if (!next) return;
    try {
      await compute(db, next, { now, exactSeconds });
    } catch (error) {
      log('error', 'retiming_failed', { retiming: next.id, error: String(error) });
      await keep(db, next.id, { state: 'failed' });
    }
  }
}

async function compute(
  db: Database,
  { id, ...asked }: { id: Id<'retiming'>; settlements: readonly string[]; month: string },
  { now, exactSeconds }: { now: Date; exactSeconds: number }
): Promise<void> {
  const instance = await askAbout(db, asked, now);
  if (!instance) return keep(db, id, { state: 'failed' });
  const { question, scope } = instance;
  let found: Found | null = null;
  // Written one after the other: a thread does not wait for the database.
  let writing: Promise<void> = Promise.resolve();
  const write = (change: Parameters<typeof keep>[2]): void => {
    writing = writing.then(() => keep(db, id, change));
  };
  const thread = {
    script: 'src/lib/domains/retiming/compute-worker.ts',
    data: { question, scope, exactSeconds } satisfies ComputeOrder,
    seconds: exactSeconds + graceSeconds,
    megabytes: 1024
  };
  const end = await runThread<FromComputer>(thread, (message) => {
    if (message.kind === 'progress') return write({ progress: message.share });
    found = foundIn(instance, message.counted, message.proof);
    write({ progress: 1, answer: JSON.stringify(found), answered_at: now });
  });
  await writing;
  if (end.kind === 'broke') throw end.error;
  await keep(db, id, { state: found ? 'ready' : 'failed' });
}

async function keep(
  db: Database,
  id: Id<'retiming'>,
  change: {
    state?: 'ready' | 'failed';
    progress?: number;
    answer?: string;
    answered_at?: Date;
  }
): Promise<void> {
  await db.updateTable('retiming').set(change).where('id', '=', id).where('state', '=', 'waiting').execute();
}

function foundIn(instance: Instance, { staying, plans }: Counted, proof: Proof | null): Found {
  const { figures, seen } = instance;
  return {
    figures,
    staying,
    plans: plans.map(({ kind, clashes, score, moves }): FoundPlan => ({
      kind,
      clashes,
      score,
      moves: moves.flatMap((move) => moveIn(instance, move)).sort((a, b) => (a.from < b.from ? -1 : 1))
    })),
    proof,
    seen
  };
}

function moveIn({ question, sides, flexible }: Instance, move: CountedMove): FoundMove[] {
  const one = flexible[question.movable.findIndex(({ index }) => index === move.index)];
  if (!one) return [];
  const { days, before, after } = move;
  return [
    {
      event: one.event,
      occurrence: one.occurrence,
      from: one.once.starts,
      to: localOf(new Date(move.start * minuteMs), one.once.zone),
      days,
      before,
      after,
      rivals: [...new Set(move.rivals.flatMap((rival) => sides[rival]?.event ?? []))]
    }
  ];
}
