// Who is told of what is done with an organisation: its owners and editors, and whoever it was done in the name of.
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Recipient } from '#lib/platform/notifications/notify.server.ts';

export interface Colleague extends Recipient {
  /** Those of the organisations asked for in whose name the person may write. */
  readonly organisations: readonly string[];
  /** Whether it was done in this person's name. */
  readonly represented: boolean;
}

/**
 * The owners and editors of the organisations that took part, and the represented person; never the one who did it.
 * @param also organisations that took part until then
 */
export async function findThoseConcerned(
  db: Database,
  activity: Activity,
  also: readonly string[] = []
): Promise<Colleague[]> {
  const parts = await db
    .selectFrom('activity_organisation')
    .select('organisation_id')
    .where('activity_id', '=', activity.id)
    .execute();
  const organisations = [...new Set([...parts.map((part) => part.organisation_id), ...also])];
  const rows = await db
    .selectFrom('person')
    .leftJoin('role', (join) =>
      join
        .onRef('role.person_id', '=', 'person.id')
        .on('role.kind', 'in', ['owner', 'editor'])
        .on('role.organisation_id', 'in', organisations.length > 0 ? organisations : [nobody])
    )
    .select(['person.id', 'person.name', 'person.email', 'person.locale', 'role.organisation_id'])
    .where((or) =>
      or.or([
        or('role.id', 'is not', null),
        or('person.id', '=', activity.on_behalf_of ?? (nobody as Id<'person'>))
      ])
    )
    .where('person.id', '!=', activity.person_id ?? (nobody as Id<'person'>))
    .orderBy('person.id')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            id: first.id,
            name: first.name,
            email: first.email,
            locale: first.locale,
            organisations: [first, ...others].flatMap(({ organisation_id }) => organisation_id ?? []),
            represented: first.id === activity.on_behalf_of
          }
        ]
      : []
  );
}

export async function findRecipient(db: Database, person: string): Promise<Recipient | null> {
  const found = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', '=', person as Id<'person'>)
    .executeTakeFirst();
  return found ?? null;
}

const nobody = '00000000-0000-0000-0000-000000000000';
