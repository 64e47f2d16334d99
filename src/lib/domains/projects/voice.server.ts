// Whoever holds a mailed link, as they may speak for an organisation today.
import type { Id } from '#lib/core/ids.ts';
import { mayEditFor, system, type Actor, type Person } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';

/** Of the link that asked an organisation: whoever it was sent to as they speak today, or its mailbox as long as it has it. */
export async function voiceOf(
  db: Database,
  link: CapabilityLink,
  organisation: string
): Promise<Actor | null> {
  if (link.person) return findVoice(db, link.person, organisation);
  const { box } = link.subject as { box?: string };
  if (!box) return null;
  const kept = await db
    .selectFrom('organisation_contact')
    .innerJoin('organisation', 'organisation.id', 'organisation_contact.organisation_id')
    .select('organisation.id')
    .where('organisation_contact.kind', '=', 'email')
    .where('organisation_contact.value', '=', box)
    .where('organisation.id', '=', organisation as Id<'organisation'>)
    .where('organisation.closed_on', 'is', null)
    .executeTakeFirst();
  return kept ? system : null;
}

/** Its editor, or a caretaker of its settlement; null when they are neither any more. */
async function findVoice(db: Database, person: Id<'person'>, organisation: string): Promise<Person | null> {
  const found = await db.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst();
  const home = await db
    .selectFrom('organisation')
    .select('settlement_id')
    .where('id', '=', organisation as Id<'organisation'>)
    .executeTakeFirst();
  if (!found || !home) return null;
  const roles = (await listRoles(db, person)).map(({ role }) => role);
  const tends = roles.some(
    (role) => role.kind === 'caretaker' && role.settlement === (home.settlement_id as string | null)
  );
  const voice: Person = {
    kind: 'person',
    id: person,
    name: found.name,
    roles,
    tended: tends ? [organisation] : []
  };
  return mayEditFor(voice, organisation) ? voice : null;
}
