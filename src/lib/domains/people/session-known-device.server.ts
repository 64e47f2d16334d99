// Browsers in which a person has signed in before, known again by a secret in a cookie.
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { hashOf, newSecret } from '#lib/platform/secret.server.ts';

/** The hash under which this browser is known for the person; null when it is a stranger. */
export async function findKnownDevice(
  db: Database,
  email: string,
  deviceToken: string | null
): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('known_device')
    .innerJoin('person', 'person.id', 'known_device.person_id')
    .select('token_hash')
    .where('person.email', '=', email)
    .where('token_hash', '=', hashOf(deviceToken ?? ''))
    .executeTakeFirst();
  return row?.token_hash ?? null;
}

/** @returns `isNew` when the person has used other browsers but not this one: the very first is no surprise */
export async function knowDevice(
  tx: Database,
  person: Id<'person'>,
  token: string | null,
  now: Date
): Promise<{ token: string; isNew: boolean }> {
  const today = dayOf(now, defaultZone);
  const known = await tx
    .updateTable('known_device')
    .set({ last_seen_on: today })
    .where('person_id', '=', person)
    .where('token_hash', '=', hashOf(token ?? ''))
    .returning('person_id')
    .executeTakeFirst();
  if (known && token) return { token, isNew: false };
  const others = await tx
    .selectFrom('known_device')
    .select('person_id')
    .where((eb) => eb.or([eb('person_id', '=', person), eb('token_hash', '=', hashOf(token ?? ''))]))
    .execute();
  // A browser that several people share keeps one secret: it says which browser this is, not who sits before it.
  const isShared = others.some(({ person_id }) => person_id !== person);
  const kept = isShared && token ? token : newSecret().token;
  await tx
    .insertInto('known_device')
    .values({ person_id: person, token_hash: hashOf(kept), last_seen_on: today })
    .execute();
  return { token: kept, isNew: others.some(({ person_id }) => person_id === person) };
}
