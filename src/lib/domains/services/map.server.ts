// The services of a reader's question as records that a map can show: at each of their venues, or at the seat of who offers them.
import { sql } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import type { PlacedRecords } from '#lib/domains/places/map/spots.server.ts';
import { anyOf, patternsOf } from '#lib/domains/registry/listing.server.ts';
import type { Term } from './taxonomy.ts';

export interface PlacedServiceQuery {
  /** One of these; all when empty. */
  readonly terms: readonly Term[];
  /** Words that all have to occur in the name of the service or of who offers it. */
  readonly text: string;
  /** Ids; null for everywhere. */
  readonly settlements: readonly string[] | null;
}

export function placedServices({ terms, text, settlements }: PlacedServiceQuery): PlacedRecords {
  const here = sql<string>`coalesce(venue.settlement_id, organisation.settlement_id)`;
  const conditions = [
    sql`service.status = 'active'`,
    sql`organisation.closed_on is null`,
    ...(terms.length > 0 ? [sql`service.terms && ${[...terms]}::text[]`] : []),
    ...(settlements ? [sql`${here} = ${anyOf<'settlement'>(settlements)}`] : []),
    ...patternsOf(text).map(
      (pattern) => sql`(${foldedName} like ${pattern} or organisation.folded like ${pattern})`
    )
  ];
  return sql`
    select service.id, service.slug, service.name, organisation.name as kind,
      coalesce(venue.street, organisation.street) as street, ${here} as settlement_id, venue.lat, venue.lon
    from service
    join organisation on organisation.id = service.organisation_id
    left join service_venue on service_venue.service_id = service.id
    left join venue on venue.id = service_venue.venue_id
    where ${sql.join(conditions, sql` and `)}`;
}

/** As `fold` writes it, for a column that is stored as people wrote it. */
const accented = 'áéíóöőúüű';
const foldedName = sql`translate(lower(service.name), ${accented}, ${fold(accented)})`;
