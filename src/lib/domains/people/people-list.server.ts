// The people of an installation, for its administrators.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { roleOf } from './role-rows.ts';

export interface PersonListed {
  readonly id: Id<'person'>;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly since: Date;
}

export const peoplePerPage = 50;

/** By name in Hungarian order; `text` is a part of the name or the address. */
export async function listPeople(
  db: Database,
  { text, page }: { text: string; page: number }
): Promise<{ people: PersonListed[]; total: number }> {
  const found = db
    .selectFrom('person')
    .$if(text !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb(sql`unaccent(lower(person.name))`, 'like', sql`'%' || unaccent(lower(${escaped(text)})) || '%'`),
          eb('person.email', 'like', `%${escaped(text.toLowerCase())}%`)
        ])
      )
    );
  const { total } = await found
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const people = await found
    .select(['id', 'name', 'email', 'created_at as since'])
    .orderBy(sql`person.name collate hu`)
    .orderBy('id')
    .limit(peoplePerPage)
    .offset((page - 1) * peoplePerPage)
    .execute();
  const roles = await rolesOf(
    db,
    people.map(({ id }) => id)
  );
  return {
    people: people.map((person) => ({ ...person, roles: roles.get(person.id) ?? [] })),
    total: Number(total)
  };
}

export async function findPerson(
  db: Database,
  id: string
): Promise<(PersonListed & { readonly locale: Locale }) | null> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale', 'created_at as since'])
    .where('id', '=', id as Id<'person'>)
    .executeTakeFirst();
  if (!person) return null;
  return { ...person, roles: (await rolesOf(db, [person.id])).get(person.id) ?? [] };
}

async function rolesOf(
  db: Database,
  people: readonly Id<'person'>[]
): Promise<Map<Id<'person'>, readonly Role[]>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('role')
    .select(['person_id', 'kind', 'organisation_id', 'settlement_id', 'county'])
    .where('person_id', 'in', people)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ person_id }) => person_id)].map(([person, held]) => [person, held.map(roleOf)])
  );
}

/** What has a meaning of its own in LIKE is meant as it stands. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
