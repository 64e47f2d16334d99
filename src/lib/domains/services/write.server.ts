// Writes services: the row, what hangs on it, its address and the words that it is found by.
import { slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import type { ServiceFacts } from './model.ts';
import type { FullService } from './queries.server.ts';

export interface ServiceDraft extends ServiceFacts {
  /** Where it came from, for records that are imported again; what it was before when not given. */
  readonly origin?: { readonly source: string; readonly externalId: string };
}

export interface ServiceToWrite {
  readonly id: Id<'service'>;
  readonly draft: ServiceDraft;
  readonly before: FullService | null;
}

/** What was entered by hand, not brought in from a file. */
const enteredByHand = 'entered';

export async function writeServices(
  tx: Database,
  services: readonly ServiceToWrite[],
  now: Date
): Promise<{ id: Id<'service'>; slug: string }[]> {
  const organisations = await findOrganisationsByIds(
    tx,
    services.map(({ draft }) => draft.organisation)
  );
  const wishes = services.map(({ draft }) => {
    const place = organisations.get(draft.organisation)?.settlement?.name;
    return slugOf(place && !draft.name.includes(place) ? `${draft.name} ${place}` : draft.name);
  });
  const fresh = services.flatMap(({ before }, index) => (before ? [] : [index]));
  const slugs = services.map(({ before }) => before?.slug ?? '');
  const given = await freeSlugs(
    tx,
    'service',
    fresh.map((index) => wishes[index] ?? '')
  );
  fresh.forEach((index, position) => (slugs[index] = given[position] ?? ''));

  const rows = services.map(({ id, draft, before }, index) => ({
    id,
    slug: slugs[index] ?? id,
    organisation_id: draft.organisation as Id<'organisation'>,
    name: draft.name,
    alternate_names: [...draft.alternateNames],
    description: draft.description,
    status: draft.status,
    eligibility: draft.eligibility,
    audiences: [...draft.audiences],
    minimum_age: draft.minimumAge,
    maximum_age: draft.maximumAge,
    ways: [...draft.ways],
    languages: [...draft.languages],
    accessibility: draft.accessibility,
    documents: [...draft.documents],
    application: draft.application,
    free: draft.free,
    website: draft.website,
    email: draft.email,
    terms: [...draft.terms],
    holidays_closed: draft.holidaysClosed,
    reach: draft.reach,
    source: draft.origin?.source ?? before?.source ?? enteredByHand,
    external_id: draft.origin?.externalId ?? before?.externalId ?? null,
    created_at: before?.createdAt ?? now,
    updated_at: now
  }));
  for (const part of inParts(rows, 1000))
    await tx
      .insertInto('service')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          organisation_id: eb.ref('excluded.organisation_id'),
          name: eb.ref('excluded.name'),
          alternate_names: eb.ref('excluded.alternate_names'),
          description: eb.ref('excluded.description'),
          status: eb.ref('excluded.status'),
          eligibility: eb.ref('excluded.eligibility'),
          audiences: eb.ref('excluded.audiences'),
          minimum_age: eb.ref('excluded.minimum_age'),
          maximum_age: eb.ref('excluded.maximum_age'),
          ways: eb.ref('excluded.ways'),
          languages: eb.ref('excluded.languages'),
          accessibility: eb.ref('excluded.accessibility'),
          documents: eb.ref('excluded.documents'),
          application: eb.ref('excluded.application'),
          free: eb.ref('excluded.free'),
          website: eb.ref('excluded.website'),
          email: eb.ref('excluded.email'),
          terms: eb.ref('excluded.terms'),
          holidays_closed: eb.ref('excluded.holidays_closed'),
          reach: eb.ref('excluded.reach'),
          source: eb.ref('excluded.source'),
          external_id: eb.ref('excluded.external_id'),
          updated_at: eb.ref('excluded.updated_at')
        }))
      )
      .execute();
  await writeParts(tx, services, now);
  return rows.map(({ id, slug }) => ({ id, slug }));
}

/** `{ field: [before, after] }` for the change history; of telephones, which may name a person, only how many there are. */
export function serviceChanges(before: ServiceFacts, draft: ServiceFacts): Record<string, JsonValue> {
  const changed: Record<string, JsonValue> = {};
  for (const field of Object.keys(labelledFields) as (keyof ServiceFacts)[]) {
    const [old, fresh] = [plain(field, before[field]), plain(field, draft[field])];
    if (JSON.stringify(old) === JSON.stringify(fresh)) continue;
    changed[field] = field === 'phones' ? [countOf(old), countOf(fresh)] : [old, fresh];
  }
  return changed;
}

/** Every field of a service, in the order of its form. */
export const labelledFields: Readonly<Record<keyof ServiceFacts, true>> = {
  name: true,
  organisation: true,
  alternateNames: true,
  description: true,
  status: true,
  terms: true,
  audiences: true,
  eligibility: true,
  minimumAge: true,
  maximumAge: true,
  ways: true,
  venues: true,
  reach: true,
  settlements: true,
  counties: true,
  openings: true,
  exceptions: true,
  holidaysClosed: true,
  phones: true,
  email: true,
  website: true,
  free: true,
  costs: true,
  languages: true,
  accessibility: true,
  documents: true,
  application: true
};

/** Fields of which the history tells how many entries they have. */
export const counted: ReadonlySet<string> = new Set([
  'openings',
  'exceptions',
  'phones',
  'costs',
  'venues',
  'settlements'
]);

async function writeParts(tx: Database, services: readonly ServiceToWrite[], now: Date): Promise<void> {
  const changed = services.flatMap(({ id, before }) => (before ? [id] : []));
  for (const part of inParts(changed, 5000))
    for (const table of [
      'service_area',
      'service_phone',
      'service_cost',
      'service_opening',
      'service_exception'
    ] as const)
      await tx.deleteFrom(table).where('service_id', 'in', part).execute();

  const each = <Row>(rowsOf: (service: ServiceToWrite) => readonly Row[]): Row[] => services.flatMap(rowsOf);
  const areas = each(({ id, draft }) => [
    ...(draft.reach === 'settlements'
      ? [...new Set(draft.settlements)].map((settlement) => ({
          service_id: id,
          settlement_id: settlement as Id<'settlement'>,
          county: null
        }))
      : []),
    ...(draft.reach === 'counties'
      ? [...new Set(draft.counties)].map((county) => ({ service_id: id, settlement_id: null, county }))
      : [])
  ]);
  for (const part of inParts(areas)) await tx.insertInto('service_area').values(part).execute();
  const phones = each(({ id, draft }) =>
    draft.phones.map(({ number, note }, position) => ({
      id: newId<'service_phone'>(now),
      service_id: id,
      position,
      number,
      note
    }))
  );
  for (const part of inParts(phones)) await tx.insertInto('service_phone').values(part).execute();
  const costs = each(({ id, draft }) =>
    draft.costs.map(({ label, amount }, position) => ({
      id: newId<'service_cost'>(now),
      service_id: id,
      position,
      label,
      amount
    }))
  );
  for (const part of inParts(costs)) await tx.insertInto('service_cost').values(part).execute();
  const openings = each(({ id, draft }) =>
    draft.openings.map(({ venue, weekday, opens, closes }) => ({
      id: newId<'service_opening'>(now),
      service_id: id,
      venue_id: venue as Id<'venue'> | null,
      weekday,
      opens,
      closes
    }))
  );
  for (const part of inParts(openings)) await tx.insertInto('service_opening').values(part).execute();
  const exceptions = each(({ id, draft }) =>
    draft.exceptions.map(({ first, last, opens, closes }) => ({
      id: newId<'service_exception'>(now),
      service_id: id,
      first_day: first,
      last_day: last,
      opens,
      closes
    }))
  );
  for (const part of inParts(exceptions)) await tx.insertInto('service_exception').values(part).execute();
  await writeVenues(tx, services, now);
}

/** A place that stays keeps its id: other programs know it by that. */
async function writeVenues(tx: Database, services: readonly ServiceToWrite[], now: Date): Promise<void> {
  for (const { id, draft, before } of services) {
    const gone = (before?.venues ?? []).filter((venue) => !draft.venues.includes(venue));
    if (gone.length > 0)
      await tx
        .deleteFrom('service_venue')
        .where('service_id', '=', id)
        .where('venue_id', 'in', gone as Id<'venue'>[])
        .execute();
  }
  const fresh = services.flatMap(({ id, draft, before }) =>
    [...new Set(draft.venues)]
      .filter((venue) => !before?.venues.includes(venue))
      .map((venue) => ({
        id: newId<'service_venue'>(now),
        service_id: id,
        venue_id: venue as Id<'venue'>
      }))
  );
  for (const part of inParts(fresh)) await tx.insertInto('service_venue').values(part).execute();
}

/** Of what has no order of its own, always in the same one. */
function plain(field: string, value: unknown): JsonValue {
  const json = value === undefined ? null : (JSON.parse(JSON.stringify(value)) as JsonValue);
  if (!unordered.has(field) || !Array.isArray(json)) return json;
  const keyed = json.map((each) => [JSON.stringify(each), each] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
}

const unordered: ReadonlySet<string> = new Set([
  'terms',
  'audiences',
  'ways',
  'languages',
  'venues',
  'settlements',
  'counties',
  'openings'
]);

function countOf(value: JsonValue): JsonValue {
  return Array.isArray(value) ? value.length : value;
}
