import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { findOrganisationBySlug, listOrganisations } from './queries.server.ts';
import { samplePeople } from './sample-people.ts';
import { sampleOrganisations, sampleVenues } from './sample.ts';
import { loadSampleRegister, sampleIds } from './sample.server.ts';
import { listVenues } from './venue-queries.server.ts';

const database = useDatabase();
const context = { now: new Date('2026-11-21T10:00:00Z'), today: '2026-11-21', seed: 1 };

test('the whole sample register is in the database, found by its keys, with people who work there', async () => {
  await places.sample?.(database(), context);
  await loadSampleRegister(database(), context);
  const { organisations, venues } = await sampleIds(database());
  expect([...organisations.keys()].sort()).toEqual(sampleOrganisations.map(({ key }) => key).sort());
  expect([...venues.keys()].sort()).toEqual(sampleVenues.map(({ key }) => key).sort());
  expect((await listOrganisations(database(), { settlements: null })).total).toBe(sampleOrganisations.length);
  expect((await listVenues(database(), { settlements: null })).total).toBe(sampleVenues.length);

  const roles = await database()
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['email', 'kind', 'organisation_id'])
    .execute();
  expect(roles.length).toBe(samplePeople.flatMap((person) => person.roles).length);
  expect(roles).toContainEqual({
    email: 'dorottya@kurcapart.example',
    kind: 'owner',
    organisation_id: organisations.get('szentes-muvhaz')
  });

  const house = await findOrganisationBySlug(
    database(),
    anonymous,
    'kurca-parti-kozmuvelodesi-kozpont-szentes'
  );
  expect(house).toMatchObject({
    id: organisations.get('szentes-muvhaz'),
    settlement: { name: 'Szentes' },
    contacts: [{ kind: 'email' }, { kind: 'phone' }, { kind: 'website' }]
  });
});
