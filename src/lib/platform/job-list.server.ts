// The jobs as an administrator sees them: what waits, what runs, what failed and why; to try again or to throw away.
import { no, ok, type Result } from '#lib/core/result.ts';
import { isAdministrator, type Actor } from './actor.ts';
import type { Database } from './db/database.server.ts';

export interface ListedJob {
  readonly id: string;
  readonly name: string;
  /** `retrying`: it failed and waits for its next try. */
  readonly state: 'running' | 'failed' | 'retrying' | 'waiting';
  readonly runAt: Date;
  readonly attempts: number;
  readonly fault: JobFault | null;
  /** As the program reported it, for whoever mends it. */
  readonly lastError: string | null;
}

/** What a failure means in plain words, under `administration.jobs.fault.*`. */
export type JobFault =
  'no_connection' | 'too_slow' | 'name_not_found' | 'disk_full' | 'database' | 'refused' | 'other';

/** What is not done: the failed first, then by when they are due. */
export async function listOpenJobs(db: Database, now: Date, limit = 200): Promise<readonly ListedJob[]> {
  const rows = await db
    .selectFrom('job')
    .select(['id', 'name', 'run_at', 'attempts', 'locked_until', 'last_error', 'failed_at'])
    .where('done_at', 'is', null)
    .orderBy('failed_at', (order) => order.desc().nullsLast())
    .orderBy('run_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.failed_at
      ? 'failed'
      : row.locked_until && row.locked_until > now
        ? 'running'
        : row.last_error
          ? 'retrying'
          : 'waiting',
    runAt: row.run_at,
    attempts: row.attempts,
    fault: row.last_error === null ? null : faultOf(row.last_error),
    lastError: row.last_error
  }));
}

export type JobChange = Result<null, { reason: 'not_allowed' } | { reason: 'gone' }>;

/** It is due at once, with all its tries before it. Whoever waits under the same key already does its work. */
export async function retryJob(db: Database, actor: Actor, id: string, now: Date): Promise<JobChange> {
  if (!isAdministrator(actor)) return no('not_allowed');
  if (!isId(id)) return no('gone');
  const job = await db
    .updateTable('job')
    .set({ failed_at: null, run_at: now, attempts: 0, locked_until: null })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .where((or) => or.or([or('locked_until', 'is', null), or('locked_until', '<=', now)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('job as other')
            .select('other.id')
            .whereRef('other.once_key', '=', 'job.once_key')
            .whereRef('other.id', '!=', 'job.id')
            .where('other.done_at', 'is', null)
            .where('other.failed_at', 'is', null)
        )
      )
    )
    .returning('id')
    .executeTakeFirst();
  return job ? ok(null) : no('gone');
}

/** A running one is left alone. */
export async function discardJob(db: Database, actor: Actor, id: string, now: Date): Promise<JobChange> {
  if (!isAdministrator(actor)) return no('not_allowed');
  if (!isId(id)) return no('gone');
  const job = await db
    .deleteFrom('job')
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .where((or) => or.or([or('locked_until', 'is', null), or('locked_until', '<=', now)]))
    .returning('id')
    .executeTakeFirst();
  return job ? ok(null) : no('gone');
}

export function faultOf(error: string): JobFault {
  if (/ENOTFOUND|EAI_AGAIN|EDNS/.test(error)) return 'name_not_found';
  if (/ETIMEDOUT|ESOCKETTIMEDOUT|TimeoutError|too slow/i.test(error)) return 'too_slow';
  if (/ENOSPC|EDQUOT|53100/.test(error)) return 'disk_full';
  if (/DatabaseInterrupted|DatabaseUnusable/.test(error)) return 'database';
  if (/ECONNREFUSED|ECONNRESET|EPIPE|EHOSTUNREACH|ENETUNREACH|ECONNECTION/.test(error))
    return 'no_connection';
  if (/EAUTH|EENVELOPE|\b5\d\d [^\n]*(denied|refus|reject)/i.test(error)) return 'refused';
  return 'other';
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
