// Takes the organisations, venues and people of the sample region away, but for those on which records of one's own build.
import type { Database } from '#lib/platform/db/database.server.ts';
import { unreferenced } from '#lib/platform/db/references.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { fromSample } from './model.ts';
import { samplePeople } from './sample-people.ts';

const what = {
  venue: 'registry.sample.venues',
  organisation: 'registry.sample.organisations',
  person: 'registry.sample.people'
} as const;

const addresses = samplePeople.map(({ email }) => email);

export async function countSampleRegister(db: Database): Promise<readonly SampleCount[]> {
  const people = await db.selectFrom('person').select('id').where('email', 'in', addresses).execute();
  return [
    { what: what.organisation, count: (await idsOf(db, 'organisation')).length },
    { what: what.venue, count: (await idsOf(db, 'venue')).length },
    { what: what.person, count: people.length }
  ];
}

/** Venues before the organisations whose they are, people last: they go when no role is left to them. */
export async function removeSampleRegister(tx: Database): Promise<readonly SampleCount[]> {
  const venues = await remove(tx, 'venue');
  const organisations = await remove(tx, 'organisation');
  const people = await tx
    .deleteFrom('person')
    .where('email', 'in', addresses)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('role').select('role.id').whereRef('role.person_id', '=', 'person.id')))
    )
    .returning('id')
    .execute();
  return [
    { what: what.organisation, count: organisations },
    { what: what.venue, count: venues },
    { what: what.person, count: people.length }
  ];
}

async function remove(tx: Database, table: 'venue' | 'organisation'): Promise<number> {
  const free = await unreferenced(tx, table, await idsOf(tx, table));
  if (free.length === 0) return 0;
  await tx
    .deleteFrom(table)
    .where('id', 'in', free as never[])
    .execute();
  await tx.deleteFrom('old_slug').where('kind', '=', table).where('object_id', 'in', free).execute();
  return free.length;
}

async function idsOf(db: Database, table: 'venue' | 'organisation'): Promise<string[]> {
  const rows = await db.selectFrom(table).select('id').where('source', '=', fromSample).execute();
  return rows.map(({ id }) => id);
}
