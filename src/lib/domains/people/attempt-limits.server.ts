// How often somebody may try to come in: counted before the try itself, so that many at once gain nothing.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { hashOf } from '#lib/platform/secret.server.ts';
import { networkOf } from './attempt-network.ts';

export interface Limit {
  /** What is counted; only its hash is stored. */
  readonly of: string;
  readonly tries: number;
  readonly minutes: number;
}

export type TooMany = { ok: false; reason: 'too_many_tries'; waitMinutes: number };
export type Counted = Result<readonly Id<'sign_in_try'>[], TooMany>;

/** The longest window of all. */
const keptMinutes = 60;

/**
 * Tries on one account. A browser in which this person has been signed in counts by itself: whoever guesses elsewhere cannot
 * lock the owner out of it.
 */
export const accountLimit = (email: string, device: Uint8Array | null): Limit => ({
  of: `account ${email} ${device ? Buffer.from(device).toString('hex') : ''}`,
  tries: 10,
  minutes: 15
});
export const networkLimit = (address: string): Limit => ({
  of: `network ${networkOf(address)}`,
  tries: 10,
  minutes: 15
});
export const mailLimit = (email: string): Limit => ({ of: `mail ${email}`, tries: 5, minutes: 60 });
export const mailNetworkLimit = (address: string): Limit => ({
  of: `mail from ${networkOf(address)}`,
  tries: 10,
  minutes: 15
});
/** Pages ask for a challenge as they open: room for an institution behind one address, but not for filling the table. */
export const challengeLimit = (address: string): Limit => ({
  of: `challenge ${networkOf(address)}`,
  tries: 120,
  minutes: 15
});

/** Counts one try against each of the limits, or against none when one of them is used up. */
export async function countTry(db: Database, limits: readonly Limit[], now: Date): Promise<Counted> {
  return inTransaction(db, async (tx): Promise<Counted> => {
    const keyed = limits
      .map((limit) => ({ ...limit, hash: hashOf(limit.of) }))
      .sort((a, b) => Buffer.compare(a.hash, b.hash));
    let waitMinutes = 0;
    for (const limit of keyed) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${Buffer.from(limit.hash).toString('hex')}, 0))`.execute(
        tx
      );
      waitMinutes = Math.max(waitMinutes, await waitOf(tx, limit, now));
    }
    if (waitMinutes > 0) return no('too_many_tries', { waitMinutes });
    const rows = keyed.map(({ hash }) => ({ id: newId<'sign_in_try'>(now), key_hash: hash, at: now }));
    await tx.insertInto('sign_in_try').values(rows).execute();
    return ok(rows.map(({ id }) => id));
  });
}

/** A try that succeeded was none; the account begins anew, the network only gets this one back. */
export async function forgiveTry(
  db: Database,
  ids: readonly Id<'sign_in_try'>[],
  account: Limit
): Promise<void> {
  await db
    .deleteFrom('sign_in_try')
    .where((eb) => eb.or([eb('id', 'in', ids), eb('key_hash', '=', hashOf(account.of))]))
    .execute();
}

export async function forgetTries(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('sign_in_try')
    .where('at', '<=', new Date(now.getTime() - keptMinutes * 60_000))
    .execute();
}

/** Minutes until there is room again, rounded up; 0 when there is room now. */
async function waitOf(tx: Database, limit: Limit & { hash: Uint8Array }, now: Date): Promise<number> {
  const latest = await tx
    .selectFrom('sign_in_try')
    .select('at')
    .where('key_hash', '=', limit.hash)
    .where('at', '>', new Date(now.getTime() - limit.minutes * 60_000))
    .orderBy('at', 'desc')
    .limit(limit.tries)
    .execute();
  const oldest = latest[limit.tries - 1];
  if (!oldest) return 0;
  return Math.ceil((oldest.at.getTime() + limit.minutes * 60_000 - now.getTime()) / 60_000);
}
