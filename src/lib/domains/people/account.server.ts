// What a person sees and sets of their own account.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { oneLine } from '#lib/core/text.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';

export interface Account {
  readonly name: string;
  readonly email: string | null;
  readonly locale: Locale;
  readonly passkeys: number;
  readonly sessions: number;
  /** Since when there is a password; null when there is none. */
  readonly passwordSince: Date | null;
}

export async function findAccount(db: Database, person: Id<'person'>, now: Date): Promise<Account> {
  const row = await db
    .selectFrom('person')
    .leftJoin('password', 'password.person_id', 'person.id')
    .select(['name', 'email', 'locale', 'password.changed_at as password_since'])
    .select((eb) => [
      eb
        .selectFrom('passkey')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('passkey.person_id', '=', 'person.id')
        .as('passkeys'),
      eb
        .selectFrom('session')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('session.person_id', '=', 'person.id')
        .where('session.expires_at', '>', now)
        .as('sessions')
    ])
    .where('person.id', '=', person)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    email: row.email,
    locale: row.locale,
    passkeys: row.passkeys ?? 0,
    sessions: row.sessions ?? 0,
    passwordSince: row.password_since
  };
}

/** The language of the mails that the person gets. */
export async function setLanguage(db: Database, person: Id<'person'>, locale: Locale): Promise<void> {
  await db.updateTable('person').set({ locale }).where('id', '=', person).execute();
}

/** What was entered under the former name shows the new one too: there is one name a person. */
export async function changeName(
  db: Database,
  actor: Person,
  typed: string,
  now: Date
): Promise<Result<null, { ok: false; reason: 'missing' } | { ok: false; reason: 'too_long' }>> {
  const name = oneLine(typed);
  if (name === '') return no('missing');
  if (name.length > 200) return no('too_long');
  if (name === actor.name) return ok(null);
  await inTransaction(db, async (tx) => {
    await tx.updateTable('person').set({ name }).where('id', '=', actor.id).execute();
    await recordActivity(tx, actor, now, {
      verb: 'person.renamed',
      objectKind: 'person',
      objectId: actor.id
    });
  });
  return ok(null);
}
