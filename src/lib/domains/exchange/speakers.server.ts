// To whom one writes about an offer or need: who entered it, else those who speak for its owner; addresses that no page shows.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { findDeciders } from '#lib/domains/people/team.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Offering } from './queries.server.ts';

export interface Speaker {
  /** Null for an address without an account. */
  readonly id: Id<'person'> | null;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  /** Passes it on by telephone or in person to whoever told the entry, or to an organisation that nobody writes for. */
  readonly through: boolean;
}

/** One person when that suffices; never empty as long as the house has an administrator with an address. */
export async function offeringMail(db: Database, offering: Offering): Promise<Speaker[]> {
  const { told, organisation, settlement } = offering;
  if (told?.email && isEmail(told.email))
    return [{ id: null, name: told.by ?? '', email: told.email, locale: 'hu', through: false }];
  const enterer = told ? null : await findEnterer(db, offering);
  if (enterer) return [enterer];
  if (organisation) {
    const editors = await findEditors(db, organisation.id);
    if (editors.length > 0) return editors;
    const address = await findOrganisationAddress(db, organisation.id);
    if (address) return [address];
  }
  if (!organisation && offering.expertPerson) {
    const expert = await findPerson(db, offering.expertPerson);
    if (expert) return [expert];
  }
  const nobody = '00000000-0000-0000-0000-000000000000';
  const caretakers = await findDeciders(db, { id: nobody, settlement: settlement.id });
  return caretakers.flatMap(({ email, ...each }) => (email ? [{ ...each, email, through: true }] : []));
}

/** Whether a letter about it would reach this person today; of an address without an account nothing more is known. */
export async function stillSpeaksFor(
  db: Database,
  person: Id<'person'> | null,
  offering: Offering
): Promise<boolean> {
  return person === null || (await offeringMail(db, offering)).some(({ id }) => id === person);
}

/** Only while they still speak for its owner. */
async function findEnterer(db: Database, { person, organisation }: Offering): Promise<Speaker | null> {
  if (!person) return null;
  const found = await findPerson(db, person);
  if (!found || !organisation) return found;
  const { rows } =
    await sql`select 1 from role where person_id = ${person} and organisation_id = ${organisation.id}
    and kind in ('owner', 'editor') limit 1`.execute(db);
  return rows.length > 0 ? found : null;
}

async function findPerson(db: Database, id: string): Promise<Speaker | null> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', '=', id as Id<'person'>)
    .executeTakeFirst();
  return row?.email ? { ...row, email: row.email, through: false } : null;
}

const mostEditors = 5;

async function findEditors(db: Database, organisation: string): Promise<Speaker[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('role', 'role.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.email', 'person.locale'])
    .where('role.organisation_id', '=', organisation as Id<'organisation'>)
    .where('role.kind', 'in', ['owner', 'editor'])
    .where('person.email', 'is not', null)
    .orderBy('role.kind', 'desc')
    .orderBy('role.created_at')
    .limit(mostEditors)
    .execute();
  return rows.flatMap((row) => (row.email ? [{ ...row, email: row.email, through: false }] : []));
}

/** The one to use of those that an organisation has. */
async function findOrganisationAddress(db: Database, organisation: string): Promise<Speaker | null> {
  const row = await db
    .selectFrom('organisation_contact')
    .innerJoin('organisation', 'organisation.id', 'organisation_contact.organisation_id')
    .select(['organisation.name', 'organisation_contact.value as email'])
    .where('organisation_contact.organisation_id', '=', organisation as Id<'organisation'>)
    .where('organisation_contact.kind', '=', 'email')
    .orderBy('visibility', 'desc')
    .orderBy('position')
    .orderBy('organisation_contact.id')
    .executeTakeFirst();
  return row && isEmail(row.email) ? { ...row, id: null, locale: 'hu', through: false } : null;
}
