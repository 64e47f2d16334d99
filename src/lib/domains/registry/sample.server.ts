// Puts the sample region's organisations, venues and a few of the people who work there into the database.
import type { Id } from '#lib/core/ids.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { fromSample, type Contact } from './model.ts';
import { findOrganisationIdsBySource } from './queries.server.ts';
import { furnishingOf } from './sample-furnishing.ts';
import { samplePeople } from './sample-people.ts';
import { sampleOrganisations, sampleVenues, type SampleOrganisation } from './sample.ts';
import { findVenueIdsBySource } from './venue-queries.server.ts';
import { writeOrganisations } from './write-organisations.server.ts';
import { writeVenues } from './write-venues.server.ts';

/** Expects a database without a sample in it. */
export async function loadSampleRegister(tx: Database, { now }: SampleContext): Promise<void> {
  const settlements = await loadSettlementFinder(tx);
  const settlementNamed = (name: string): { id: string; name: string } => {
    const found = settlements.find({ name });
    if (!found.ok) throw new Error(`The sample region has no settlement «${name}»`);
    return found.value;
  };
  await writeOrganisations(
    tx,
    sampleOrganisations.map((organisation) => ({
      id: newId<'organisation'>(now),
      before: null,
      draft: {
        name: organisation.name,
        sector: organisation.sector,
        kind: organisation.kind,
        settlement: settlementNamed(organisation.settlement),
        street: organisation.street,
        summary: organisation.summary,
        contacts: contactsOf(organisation),
        origin: { source: fromSample, externalId: organisation.key }
      }
    })),
    now
  );
  const organisations = await findOrganisationIdsBySource(tx, fromSample);
  const organisationOf = (key: string): string => {
    const id = organisations.get(key);
    if (!id) throw new Error(`The sample region has no organisation «${key}»`);
    return id;
  };
  await writeVenues(
    tx,
    sampleVenues.map((venue) => ({
      id: newId<'venue'>(now),
      before: null,
      draft: {
        name: venue.name,
        kind: venue.kind,
        organisation: venue.organisation === null ? null : organisationOf(venue.organisation),
        settlement: settlementNamed(venue.settlement),
        street: venue.street,
        capacity: venue.capacity,
        accessible: venue.accessible,
        point: venue.lat !== undefined && venue.lon !== undefined ? { lat: venue.lat, lon: venue.lon } : null,
        note: venue.note ?? null,
        furnishing: furnishingOf(venue),
        origin: { source: fromSample, externalId: venue.key }
      }
    })),
    now
  );
  for (const { name, email, roles } of samplePeople)
    await addPerson(
      tx,
      { name, email, roles: roles.map(([kind, key]) => ({ kind, organisation: organisationOf(key) })) },
      now
    );
}

/** Ids by the keys that the sample gives to its organisations and venues. */
export async function sampleIds(db: Database): Promise<{
  organisations: Map<string, Id<'organisation'>>;
  venues: Map<string, Id<'venue'>>;
}> {
  return {
    organisations: await findOrganisationIdsBySource(db, fromSample),
    venues: await findVenueIdsBySource(db, fromSample)
  };
}

function contactsOf({ email, phone, website }: SampleOrganisation): Contact[] {
  const all = [
    ['email', email],
    ['phone', phone],
    ['website', website]
  ] as const;
  return all.flatMap(([kind, value]) => (value ? [{ kind, value, visibility: 'public' as const }] : []));
}
