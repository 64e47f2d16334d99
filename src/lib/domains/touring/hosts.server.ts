// Whom a stop is asked of: the people who write for its host, else those who take care of the settlement, else the host's mailbox.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { mayEditFor, tendsSettlement, type Person, type Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';

export interface Host {
  /** Null for an address without an account. */
  readonly id: Id<'person'> | null;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
}

const most = 6;

export async function findHosts(
  db: Database,
  { organisation, settlement }: { readonly organisation: string | null; readonly settlement: string }
): Promise<Host[]> {
  const { rows } = await sql<Host & { kind: string }>`
    select distinct person.id, person.name, person.email, person.locale, role.kind
    from role join person on person.id = role.person_id
    where person.email is not null
      and ((role.organisation_id = ${organisation}::uuid and role.kind in ('owner', 'editor'))
        or (role.settlement_id = ${settlement}::uuid and role.kind = 'caretaker'))
    order by person.id limit 40`.execute(db);
  const own = rows.filter(({ kind }) => kind !== 'caretaker');
  const people = own.length > 0 ? own : rows;
  const unique = new Map(people.map(({ id, name, email, locale }) => [id, { id, name, email, locale }]));
  if (unique.size > 0) return [...unique.values()].slice(0, most);
  const { rows: boxes } = await sql<{ name: string; email: string }>`
    select organisation.name, contact.value as email
    from organisation join organisation_contact contact on contact.organisation_id = organisation.id
    where organisation.id = ${organisation}::uuid and contact.kind = 'email' and organisation.closed_on is null
    order by contact.position, contact.id limit 1`.execute(db);
  return boxes.map(({ name, email }) => ({ id: null, name, email, locale: 'hu' }));
}

/** Somebody as they act today, for their own organisations and for those of the settlements that they take care of. */
export async function findActing(
  db: Database,
  person: string | null,
  organisations: readonly (string | null)[]
): Promise<Person | null> {
  if (person === null) return null;
  const id = person as Id<'person'>;
  const found = await db.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst();
  if (!found) return null;
  const roles: Role[] = (await listRoles(db, id)).map(({ role }) => role);
  const cared = roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  const asked = organisations.filter((each) => each !== null);
  const tended =
    cared.length === 0 || asked.length === 0
      ? []
      : await db
          .selectFrom('organisation')
          .select('id')
          .where('id', 'in', asked as Id<'organisation'>[])
          .where('settlement_id', 'in', cared as Id<'settlement'>[])
          .execute();
  return { kind: 'person', id, name: found.name, roles, tended: tended.map((row) => row.id) };
}

/** Whether whoever was written to about a stop writes for its host, or takes care of the settlement, today. */
export async function speaksForHost(
  db: Database,
  person: string,
  { host, settlement }: { readonly host: { readonly id: string } | null; readonly settlement: { id: string } }
): Promise<boolean> {
  const own = await findActing(db, person, [host?.id ?? null]);
  if (!own) return false;
  return tendsSettlement(own, settlement.id) || (host !== null && mayEditFor(own, host.id));
}
