// To whom an organisation is written: those who write in its name, else its own address; never who wants no such letters.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { askAfterDays } from './rhythm.ts';

export interface Recipient {
  readonly email: string;
  readonly name: string;
  readonly person: Id<'person'> | null;
  readonly locale: Locale;
}

export interface Recipients {
  /** In the order in which they are asked. */
  readonly free: readonly Recipient[];
  /** Somebody could be asked, but has had a letter within the month. */
  readonly resting: boolean;
}

/** Owners first, then editors, the longest in office first; then the organisation's addresses, the public ones first. */
export async function findRecipients(
  db: Database,
  organisations: readonly string[],
  now: Date
): Promise<ReadonlyMap<string, Recipients>> {
  if (organisations.length === 0) return new Map();
  const editors = await db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .leftJoin('mail_preference', 'mail_preference.person_id', 'person.id')
    .select([
      'role.organisation_id',
      'person.id',
      'person.name',
      'person.email',
      'person.locale',
      'frequency'
    ])
    .where('role.organisation_id', '=', anyOf<'organisation'>(organisations))
    .where('role.kind', 'in', ['owner', 'editor'])
    .where('person.email', 'is not', null)
    .orderBy('role.kind', 'desc')
    .orderBy('role.created_at')
    .orderBy('role.id')
    .execute();
  const contacts = await db
    .selectFrom('organisation_contact')
    .innerJoin('organisation', 'organisation.id', 'organisation_contact.organisation_id')
    .select(['organisation_id', 'value', 'organisation.name'])
    .where('organisation_id', '=', anyOf<'organisation'>(organisations))
    .where('organisation_contact.kind', '=', 'email')
    .orderBy('visibility', 'desc')
    .orderBy('position')
    .orderBy('organisation_contact.id')
    .execute();
  const addresses = [
    ...editors.flatMap(({ email }) => email ?? []),
    ...contacts.map(({ value }) => value)
  ].map((email) => email.toLowerCase());
  const [unwanted, resting] = [await wantNone(db, addresses), await hadOne(db, addresses, now)];
  const editorsOf = Map.groupBy(editors, (row) => row.organisation_id as string);
  const contactsOf = Map.groupBy(contacts, (row) => row.organisation_id as string);
  const found = new Map<string, Recipients>();
  for (const organisation of organisations) {
    const all: Recipient[] = [
      ...(editorsOf.get(organisation) ?? [])
        .filter(({ frequency }) => frequency !== 'essentials')
        .map(({ email, name, id, locale }) => ({
          email: (email ?? '').toLowerCase(),
          name,
          person: id,
          locale
        })),
      ...(contactsOf.get(organisation) ?? []).map(({ value, name }) => ({
        email: value.toLowerCase(),
        name,
        person: null,
        locale: 'hu' as const
      }))
    ].filter(({ email }) => isEmail(email) && !unwanted.has(email));
    const own = all.filter(({ email }, index) => all.findIndex((each) => each.email === email) === index);
    const free = own.filter(({ email }) => !resting.has(email));
    found.set(organisation, { free, resting: free.length < own.length });
  }
  return found;
}

/** Mail to it keeps coming back, it was signed off, or its person wants essentials only. */
async function wantNone(db: Database, emails: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ email: string }>`
    select email from mail_address where marked_at is not null and email = any(${[...emails]}::text[])
    union select email from upkeep_refusal where email = any(${[...emails]}::text[])
    union select person.email from person join mail_preference on mail_preference.person_id = person.id
      where frequency = 'essentials' and person.email = any(${[...emails]}::text[])`.execute(db);
  return new Set(rows.map(({ email }) => email));
}

async function hadOne(db: Database, emails: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('upkeep_letter')
    .select('email')
    .distinct()
    .where('email', '=', sql<string>`any(${[...emails]}::text[])`)
    .where('sent_at', '>', new Date(now.getTime() - askAfterDays * dayMs))
    .execute();
  return new Set(rows.map(({ email }) => email));
}
