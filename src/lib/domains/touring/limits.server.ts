// How much one person may have searched: whoever plans in earnest does not notice it.
import { countTry, type Limit } from '#lib/domains/people/attempt-limits.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/** A large tour keeps the searches of everybody else waiting for half a minute. */
const searches = (person: string): Limit => ({ of: `touring search ${person}`, tries: 20, minutes: 60 });

export async function maySearch(tx: Database, actor: Actor, now: Date): Promise<boolean> {
  return actor.kind !== 'person' || (await countTry(tx, [searches(actor.id)], now)).ok;
}
