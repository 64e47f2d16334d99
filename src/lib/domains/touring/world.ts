// The world in which tours are tried: the sample region with its halls and calendar, and an editor for each host.
import { domain as calendar } from '#lib/domains/calendar/domain.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { domain } from './domain.server.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';

export const now = new Date('2026-11-21T08:00:00Z');

export interface World {
  /** Writes for the organisation whose puppet show it is. */
  readonly owner: Person;
  /** Writes for nobody here. */
  readonly stranger: Person;
  /** By organisation. */
  readonly hosts: ReadonlyMap<string, Person>;
}

export async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  const context = { now, today: '2026-11-21', seed: 1 };
  for (const each of [places, registry, calendar, domain]) await each.sample?.(db, context);
  const pack = await db
    .selectFrom('package')
    .select('organisation_id')
    .where('external_id', '=', 'babok')
    .executeTakeFirstOrThrow();
  const writer = async (name: string, email: string, organisation: string | null): Promise<Person> => {
    const roles = organisation === null ? [] : [{ kind: 'editor' as const, organisation }];
    const id = await addPerson(db, { name, email, roles }, now);
    return { kind: 'person', id, name, roles };
  };
  const hosts = new Map<string, Person>();
  const organisations = await db
    .selectFrom('package_request')
    .select('organisation_id')
    .where('organisation_id', 'is not', null)
    .distinct()
    .execute();
  for (const { organisation_id } of organisations)
    if (organisation_id)
      hosts.set(
        organisation_id,
        await writer(`Gazda ${hosts.size}`, `gazda${hosts.size}@haz.example`, organisation_id)
      );
  return {
    owner: await writer('Bábos Vera', 'vera@babok.example', pack.organisation_id),
    stranger: await writer('Messzi Tamás', 'tamas@messze.example', null),
    hosts
  };
}

/** The sample's puppet show. */
export async function findPuppets(db: Database): Promise<TouringPackage> {
  const { id } = await db
    .selectFrom('package')
    .select('id')
    .where('external_id', '=', 'babok')
    .executeTakeFirstOrThrow();
  const pack = await findPackage(db, id);
  if (!pack) throw new Error('The sample has no puppet show');
  return pack;
}
