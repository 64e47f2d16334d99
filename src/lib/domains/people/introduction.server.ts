// The first administrator, whom the house itself has made, says who they are.
import { no, ok, type Result } from '#lib/core/result.ts';
import { oneLine } from '#lib/core/text.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { tidyEmail } from './account-email.server.ts';

export type Introduced = Result<
  { readonly name: string },
  { ok: false; reason: 'name_missing' } | { ok: false; reason: 'name_too_long' }
>;

/** One's own name. */
export async function rename(db: Database, actor: Person, typed: string, now: Date): Promise<Introduced> {
  const name = oneLine(typed);
  if (name === '') return no('name_missing');
  if (name.length > 200) return no('name_too_long');
  if (name === actor.name) return ok({ name });
  return inTransaction(db, async (tx) => {
    await tx.updateTable('person').set({ name }).where('id', '=', actor.id).execute();
    await recordActivity(tx, actor, now, {
      verb: 'person.renamed',
      objectKind: 'person',
      objectId: actor.id
    });
    return ok({ name });
  });
}

export type FirstEmailSet = Result<
  { readonly email: string },
  | { ok: false; reason: 'email_wrong' }
  | { ok: false; reason: 'email_taken' }
  | { ok: false; reason: 'email_there' }
>;

/**
 * Where no mail leaves the house nobody can confirm an address; the first one of an account counts as it is typed. Any later
 * one goes through `askToChangeEmail`.
 */
export async function setFirstEmail(
  db: Database,
  actor: Person,
  typed: string,
  now: Date
): Promise<FirstEmailSet> {
  const email = tidyEmail(typed);
  if (!email) return no('email_wrong');
  return inTransaction(db, async (tx): Promise<FirstEmailSet> => {
    const holder = await tx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
    if (holder) return holder.id === actor.id ? ok({ email }) : no('email_taken');
    const { numUpdatedRows } = await tx
      .updateTable('person')
      .set({ email })
      .where('id', '=', actor.id)
      .where('email', 'is', null)
      .executeTakeFirst();
    if (!numUpdatedRows) return no('email_there');
    await recordActivity(tx, actor, now, {
      verb: 'person.email_changed',
      objectKind: 'person',
      objectId: actor.id
    });
    return ok({ email });
  });
}
