// How much one person may have searched and written: whoever plans in earnest does not notice it.
import { sql } from 'kysely';
import { dayMs } from '#lib/core/time.ts';
import { countTry, type Limit } from '#lib/domains/people/attempt-limits.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/** A large tour keeps the searches of everybody else waiting for half a minute. */
const searches = (person: string): Limit => ({ of: `touring search ${person}`, tries: 20, minutes: 60 });

export async function maySearch(tx: Database, actor: Actor, now: Date): Promise<boolean> {
  return actor.kind !== 'person' || (await countTry(tx, [searches(actor.id)], now)).ok;
}

/** A day: two tours of sixty halls, with all who write for each. */
const mostLetters = 400;
const counted = ['package.invited', 'tour.asked', 'tour.planned', 'tour.withdrawn'];

/** Whether they have had fewer letters written by tours in the last day than one may; what is called off is always told. */
export async function mayWrite(tx: Database, actor: Actor, now: Date): Promise<boolean> {
  if (actor.kind !== 'person') return true;
  const { rows } = await sql<{ letters: number }>`
    select coalesce(sum((details ->> 'letters')::integer), 0)::integer as letters from activity
    where person_id = ${actor.id} and verb = any(${counted}::text[])
      and at > ${new Date(now.getTime() - dayMs)}`.execute(tx);
  return (rows[0]?.letters ?? 0) < mostLetters;
}
