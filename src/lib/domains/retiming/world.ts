// The world in which re-timing is tried: the sample region, an editor for each organisation that has events, and a coordinator.
import { domain as calendar } from '#lib/domains/calendar/domain.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export const now = new Date('2026-11-21T08:00:00Z');
export const month = '2027-02';

export interface World {
  readonly coordinator: Person;
  /** Of another county. */
  readonly stranger: Person;
  /** By organisation. */
  readonly editors: ReadonlyMap<string, Person>;
}

export async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  const context = { now, today: '2026-11-21', seed: 1 };
  for (const domain of [places, registry, calendar]) await domain.sample?.(db, context);
  const organisers = await db
    .selectFrom('event_organiser')
    .innerJoin('organisation', 'organisation.id', 'event_organiser.organisation_id')
    .select(['organisation.id', 'organisation.slug', 'organisation.name'])
    .distinct()
    .orderBy('organisation.slug')
    .execute();
  const editors = new Map<string, Person>();
  for (const { id, slug, name } of organisers) {
    const roles = [{ kind: 'editor' as const, organisation: id }];
    const person = await addPerson(db, { name, email: `${slug}@kalaka.example`, roles }, now);
    editors.set(id, { kind: 'person', id: person, name, roles });
  }
  const coordinatorOf = async (name: string, county: string): Promise<Person> => {
    const roles = [{ kind: 'coordinator' as const, county }];
    const email = `${name.split(' ')[1]?.toLowerCase()}@kalaka.example`;
    return { kind: 'person', id: await addPerson(db, { name, email, roles }, now), name, roles };
  };
  return {
    coordinator: await coordinatorOf('Kollár Anna', 'Csongrád-Csanád'),
    stranger: await coordinatorOf('Somogyi Pal', 'Somogy'),
    editors
  };
}
