// Writes many venues at once: rows, addresses and search text.
import { isDeepStrictEqual } from 'node:util';
import { fold } from '#lib/core/hungarian.ts';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { giveAddresses } from './addresses.server.ts';
import { enteredByHand, type VenueKind } from './model.ts';
import { unfurnished, type Furnishing } from './venue-facts.ts';
import type { FullVenue } from './venue-queries.server.ts';

export interface VenueDraft extends VenueFacts {
  /** Where it came from, for records that are imported again; what it was before when not given. */
  readonly origin?: { readonly source: string; readonly externalId: string };
}

export interface VenueFacts {
  readonly name: string;
  readonly kind: VenueKind;
  readonly organisation: string | null;
  readonly settlement: { readonly id: string; readonly name: string };
  readonly street: string | null;
  readonly capacity: number | null;
  readonly accessible: boolean | null;
  readonly point: Point | null;
  readonly note: string | null;
  /** As it was before, when not given. */
  readonly furnishing?: Furnishing;
}

export interface VenueToWrite {
  readonly id: Id<'venue'>;
  readonly draft: VenueDraft;
  readonly before: FullVenue | null;
}

export async function writeVenues(
  tx: Database,
  venues: readonly VenueToWrite[],
  now: Date
): Promise<{ id: Id<'venue'>; slug: string }[]> {
  const slugs = await giveAddresses(
    tx,
    'venue',
    venues.map(({ id, draft, before }) => ({
      id,
      name: draft.name,
      settlement: draft.settlement.name,
      before: before?.slug ?? null
    }))
  );
  const rows = venues.map(({ id, draft, before }, index) => ({
    id,
    slug: slugs[index] ?? id,
    name: draft.name,
    folded: fold(`${draft.name} ${draft.settlement.name}`),
    kind: draft.kind,
    organisation_id: draft.organisation as Id<'organisation'> | null,
    settlement_id: draft.settlement.id as Id<'settlement'>,
    street: draft.street,
    capacity: draft.capacity,
    accessible: draft.accessible,
    lat: draft.point?.lat ?? null,
    lon: draft.point?.lon ?? null,
    note: draft.note,
    ...furnishingColumns(draft.furnishing ?? before?.furnishing ?? unfurnished),
    source: draft.origin?.source ?? before?.source ?? enteredByHand,
    external_id: draft.origin?.externalId ?? before?.externalId ?? null,
    created_at: before?.createdAt ?? now,
    updated_at: now
  }));
  for (const part of inParts(rows))
    await tx
      .insertInto('venue')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          slug: eb.ref('excluded.slug'),
          name: eb.ref('excluded.name'),
          folded: eb.ref('excluded.folded'),
          kind: eb.ref('excluded.kind'),
          organisation_id: eb.ref('excluded.organisation_id'),
          settlement_id: eb.ref('excluded.settlement_id'),
          street: eb.ref('excluded.street'),
          capacity: eb.ref('excluded.capacity'),
          accessible: eb.ref('excluded.accessible'),
          lat: eb.ref('excluded.lat'),
          lon: eb.ref('excluded.lon'),
          note: eb.ref('excluded.note'),
          power: eb.ref('excluded.power'),
          heating: eb.ref('excluded.heating'),
          features: eb.ref('excluded.features'),
          width: eb.ref('excluded.width'),
          depth: eb.ref('excluded.depth'),
          height: eb.ref('excluded.height'),
          darkening: eb.ref('excluded.darkening'),
          amps: eb.ref('excluded.amps'),
          loading: eb.ref('excluded.loading'),
          price: eb.ref('excluded.price'),
          rules: eb.ref('excluded.rules'),
          bookable: eb.ref('excluded.bookable'),
          idle: eb.ref('excluded.idle'),
          condition: eb.ref('excluded.condition'),
          could_become: eb.ref('excluded.could_become'),
          source: eb.ref('excluded.source'),
          external_id: eb.ref('excluded.external_id'),
          updated_at: eb.ref('excluded.updated_at')
        }))
      )
      .execute();
  return rows.map(({ id, slug }) => ({ id, slug }));
}

export function factsOf(venue: FullVenue): VenueFacts {
  const { name, kind, settlement, street, capacity, accessible, point, note, furnishing } = venue;
  const organisation = venue.organisation?.id ?? null;
  return { name, kind, organisation, settlement, street, capacity, accessible, point, note, furnishing };
}

function furnishingColumns({ features, couldBecome, ...same }: Furnishing) {
  return { ...same, features: [...features], could_become: couldBecome };
}

/** `{ field: [before, after] }` for the change history. */
export function venueChanges(before: VenueFacts, draft: VenueFacts): Record<string, JsonValue> {
  const pairs: Record<string, [JsonValue, JsonValue]> = {
    name: [before.name, draft.name],
    kind: [before.kind, draft.kind],
    organisation: [before.organisation, draft.organisation],
    settlement: [before.settlement.name, draft.settlement.name],
    street: [before.street, draft.street],
    capacity: [before.capacity, draft.capacity],
    accessible: [before.accessible, draft.accessible],
    lat: [before.point?.lat ?? null, draft.point?.lat ?? null],
    lon: [before.point?.lon ?? null, draft.point?.lon ?? null],
    note: [before.note, draft.note]
  };
  const old = before.furnishing ?? unfurnished;
  for (const [field, fresh] of Object.entries(draft.furnishing ?? old))
    pairs[field] = [old[field as keyof Furnishing] as JsonValue, fresh as JsonValue];
  if (draft.furnishing) pairs['features'] = [[...old.features].sort(), [...draft.furnishing.features].sort()];
  return Object.fromEntries(Object.entries(pairs).filter(([, [was, is]]) => !isDeepStrictEqual(was, is)));
}
