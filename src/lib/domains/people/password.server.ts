// Passwords, for those who want one: signing in with it, setting, changing and removing it.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { tellOfChange } from './account-notice.server.ts';
import { accountLimit, countTry, forgiveTry, networkLimit, type TooMany } from './attempt-limits.server.ts';
import { checkPassword, hashPassword, isOutdated } from './password-hash.server.ts';
import { passwordFault, type PasswordFault } from './password-rules.ts';
import {
  confirmSession,
  endSessions,
  openSession,
  type Browser,
  type OpenedSession
} from './session.server.ts';
import { findKnownDevice } from './session-known-device.server.ts';

export type PasswordRefused = { ok: false; reason: 'email_or_password_wrong' } | TooMany;

/** For an unknown address, or one without a password, the same is done as for a wrong password. */
export async function signInWithPassword(
  db: Database,
  given: { email: string; password: string; address: string },
  browser: Browser,
  now: Date
): Promise<Result<OpenedSession, PasswordRefused>> {
  const account = accountLimit(given.email, await findKnownDevice(db, given.email, browser.deviceToken));
  const counted = await countTry(db, [account, networkLimit(given.address)], now);
  if (!counted.ok) return counted;
  const found = await db
    .selectFrom('person')
    .leftJoin('password', 'password.person_id', 'person.id')
    .select(['person.id', 'password.hash'])
    .where('person.email', '=', given.email)
    .executeTakeFirst();
  const isRight = await checkPassword(found?.hash ?? null, given.password);
  if (!isRight || !found?.hash) return no('email_or_password_wrong');
  const { id, hash } = found;
  const renewed = isOutdated(hash) ? await hashPassword(given.password) : null;
  return inTransaction(db, async (tx) => {
    await forgiveTry(tx, counted.value, account);
    if (renewed)
      await tx
        .updateTable('password')
        .set({ hash: renewed })
        .where('person_id', '=', id)
        .where('hash', '=', hash)
        .execute();
    return ok(await openSession(tx, id, browser, now));
  });
}

/** Shows with the password that it is still the same person who sits before the browser. */
export async function confirmWithPassword(
  db: Database,
  {
    person,
    session,
    password,
    address
  }: { person: Id<'person'>; session: string; password: string; address: string },
  now: Date
): Promise<Result<null, { ok: false; reason: 'password_wrong' } | TooMany>> {
  const account = accountLimit(`confirming ${person}`, null);
  const counted = await countTry(db, [account, networkLimit(address)], now);
  if (!counted.ok) return counted;
  const row = await db
    .selectFrom('password')
    .select('hash')
    .where('person_id', '=', person)
    .executeTakeFirst();
  if (!(await checkPassword(row?.hash ?? null, password))) return no('password_wrong');
  await forgiveTry(db, counted.value, account);
  await confirmSession(db, session, now);
  return ok(null);
}

/** Signs every other browser out. Whoever calls it has made sure that the session is fresh. */
export async function setPassword(
  db: Database,
  actor: Person,
  { password, session }: { password: string; session: string },
  now: Date
): Promise<Result<null, { ok: false; reason: PasswordFault }>> {
  const person = await db
    .selectFrom('person')
    .select(['name', 'email'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow();
  const fault = passwordFault(password, person);
  if (fault) return no(fault);
  const hash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    await tx
      .insertInto('password')
      .values({ person_id: actor.id, hash, changed_at: now })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ hash, changed_at: now }))
      .execute();
    await endSessions(tx, actor.id, session);
    await tellOfChange(tx, actor.id, 'people.mail.changed.password', now);
    await recordActivity(tx, actor, now, {
      verb: 'person.password_set',
      objectKind: 'person',
      objectId: actor.id
    });
    return ok(null);
  });
}

export async function removePassword(db: Database, actor: Person, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.deleteFrom('password').where('person_id', '=', actor.id).execute();
    await recordActivity(tx, actor, now, {
      verb: 'person.password_removed',
      objectKind: 'person',
      objectId: actor.id
    });
  });
}
