// The organisations and venues of a reader's filter as records that a map can show.
import { sql } from 'kysely';
import type { PlacedRecords } from '#lib/domains/places/map/spots.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { organisationsFound, type OrganisationQuery } from './queries.server.ts';
import { venuesFound, type VenueQuery } from './venue-queries.server.ts';

export function placedVenues(db: Database, query: VenueQuery): PlacedRecords {
  return sql`${venuesFound(db, query)
    .clearSelect()
    .select([
      'venue.id',
      'venue.slug',
      'venue.name',
      'venue.kind',
      'venue.street',
      'venue.settlement_id',
      'venue.lat',
      'venue.lon'
    ])}`;
}

/** An organisation is where its settlement is: its own houses are on the map of venues. */
export function placedOrganisations(db: Database, query: OrganisationQuery): PlacedRecords {
  return sql`${organisationsFound(db, query)
    .clearSelect()
    .select([
      'organisation.id',
      'organisation.slug',
      'organisation.name',
      'organisation.kind',
      'organisation.street',
      'organisation.settlement_id',
      sql<number | null>`null::float8`.as('lat'),
      sql<number | null>`null::float8`.as('lon')
    ])}`;
}
