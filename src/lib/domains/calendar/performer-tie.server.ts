// Ties performers that are organisations of the register to them by name, and forgets those whose account was erased.
import type { Database } from '#lib/platform/db/database.server.ts';
import { nobodysName } from '#lib/platform/privacy/scrub.ts';
import { findByName } from '#lib/domains/registry/names.server.ts';
import type { Performer } from './model.ts';
import { refoldEvents } from './write.server.ts';

/** A choir or company that the register has under just this name, and only once; nobody is asked which was meant. */
export async function tiedToRegister(db: Database, performers: readonly Performer[]): Promise<Performer[]> {
  const tied: Performer[] = [];
  for (const performer of performers) {
    const found = await findByName(db, 'organisation', performer.name);
    tied.push({ ...performer, organisation: found.ok ? found.value.id : null });
  }
  return tied;
}

/** Erasure has put nobody's name where theirs stood: it leads to nobody else, and the search forgets the old one. */
export async function forgetPerformer(db: Database): Promise<void> {
  await db
    .updateTable('event_performer')
    .set({ key: null })
    .where('name', 'like', `%${nobodysName}%`)
    .where('key', 'is not', null)
    .execute();
  await refoldEvents(db, { performer: nobodysName });
}
