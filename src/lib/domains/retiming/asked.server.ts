// Who is asked about an event: the editors of its organisers, or, where these have none, those who take care of their settlement.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Actor, Person, Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Recipient } from '#lib/platform/notifications/notify.server.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';
import { canEditEvent } from '#lib/domains/calendar/policy.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';

/** Whom a mail can reach. */
export interface Asked extends Recipient {
  readonly email: string;
}

/** By event; events that nobody can be asked about are left out. */
export async function findAsked(
  db: Database,
  events: readonly string[]
): Promise<ReadonlyMap<string, readonly Asked[]>> {
  if (events.length === 0) return new Map();
  const { rows } = await sql<Asked & { event: string; own: boolean }>`
    select distinct event_organiser.event_id as event, person.id, person.name, person.email, person.locale,
      role.kind <> 'caretaker' as own
    from event_organiser
    join organisation on organisation.id = event_organiser.organisation_id
    join role on (role.organisation_id = organisation.id and role.kind in ('owner', 'editor'))
      or (role.settlement_id = organisation.settlement_id and role.kind = 'caretaker')
    join person on person.id = role.person_id
    where event_organiser.event_id = any(${[...new Set(events)]}::uuid[]) and person.email is not null
    order by person.id`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ event }) => event)].map(([event, all]): [string, readonly Asked[]] => {
      const own = all.filter((row) => row.own);
      const asked = own.length > 0 ? own : all;
      return [event, asked.map(({ id, name, email, locale }) => ({ id, name, email, locale }))];
    })
  );
}

/**
 * Whether the actor may give an organiser's word on each of these events: its editors may, and who is asked because it has none.
 * An administrator may change any event, and whoever takes care of a settlement many; their word is not the organiser's.
 */
export async function findAnswerable(
  db: Database,
  actor: Actor,
  events: readonly FullEvent[]
): Promise<ReadonlySet<string>> {
  if (actor.kind !== 'person') return new Set();
  const own = new Set(
    actor.roles.flatMap((role) =>
      role.kind === 'owner' || role.kind === 'editor' ? [role.organisation] : []
    )
  );
  const asked = await findAsked(
    db,
    events.map(({ id }) => id)
  );
  return new Set(
    events
      .filter(
        (event) =>
          canEditEvent(actor, event) &&
          (event.organisers.some(({ id }) => own.has(id)) ||
            (asked.get(event.id) ?? []).some(({ id }) => id === actor.id))
      )
      .map(({ id }) => id)
  );
}

/** Somebody as they act for an event's organisers today; null when they are gone. */
export async function findOrganiser(
  db: Database,
  person: Id<'person'>,
  event: FullEvent
): Promise<Person | null> {
  const found = await db.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst();
  if (!found) return null;
  const roles: Role[] = (await listRoles(db, person)).map(({ role }) => role);
  const cared = roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  const organisers = event.organisers.map(({ id }) => id as Id<'organisation'>);
  const tended =
    cared.length === 0 || organisers.length === 0
      ? []
      : await db
          .selectFrom('organisation')
          .select('id')
          .where('id', 'in', organisers)
          .where('settlement_id', 'in', cared as Id<'settlement'>[])
          .execute();
  return { kind: 'person', id: person, name: found.name, roles, tended: tended.map(({ id }) => id) };
}
