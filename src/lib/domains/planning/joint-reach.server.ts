// Whether the organisers of an event can be invited by mail, and if not, how else they are reached.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import type { NamedPlace } from '#lib/domains/calendar/queries.server.ts';

export interface Reach {
  /** Somebody who writes for one of them has an e-mail address. */
  readonly byMail: boolean;
  /** As far as the actor may see them: «06-00-111-2222». Only where a mail reaches nobody. */
  readonly contacts: readonly string[];
}

export async function howToReach(
  db: Database,
  actor: Actor,
  organisers: readonly Pick<NamedPlace, 'id' | 'slug'>[]
): Promise<Reach> {
  const found =
    organisers.length > 0 &&
    (await db
      .selectFrom('role')
      .innerJoin('person', 'person.id', 'role.person_id')
      .select('person.id')
      .where(
        'role.organisation_id',
        'in',
        organisers.map(({ id }) => id)
      )
      .where('role.kind', 'in', ['owner', 'editor'])
      .where('person.email', 'is not', null)
      .limit(1)
      .executeTakeFirst());
  if (found) return { byMail: true, contacts: [] };
  const contacts: string[] = [];
  for (const { slug } of organisers.slice(0, 3)) {
    const organisation = await findOrganisationBySlug(db, actor, slug);
    contacts.push(...(organisation?.contacts.map(({ value }) => value) ?? []));
  }
  return { byMail: false, contacts: [...new Set(contacts)].slice(0, 6) };
}
