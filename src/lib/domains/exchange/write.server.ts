// Writes offers and needs: the row, its address, what a list is searched in, and what changed for the history.
import { sql } from 'kysely';
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import { enteredByHand } from '#lib/domains/registry/model.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import type { OfferingFacts, State, Told } from './model.ts';
import type { Offering } from './queries.server.ts';
import { columns, type OfferingTable } from './schema.server.ts';

export interface OfferingToWrite {
  readonly id: Id<'offering'>;
  readonly facts: OfferingFacts;
  readonly before: Offering | null;
  readonly expiresOn: string;
  readonly person: Id<'person'> | null;
  readonly told: Told | null;
  readonly state?: State;
  readonly origin?: { readonly source: string; readonly externalId: string };
  readonly createdAt?: Date;
}

/** @returns id and address of each, in order */
export async function writeOfferings(
  tx: Database,
  offerings: readonly OfferingToWrite[],
  now: Date
): Promise<{ id: Id<'offering'>; slug: string }[]> {
  const names = await namesOf(tx, offerings);
  const fresh = offerings.flatMap(({ before }, index) => (before ? [] : [index]));
  const slugs = offerings.map(({ before }) => before?.slug ?? '');
  const given = await freeSlugs(
    tx,
    'offering',
    fresh.map((index) => {
      const facts = offerings[index]?.facts;
      const place = facts ? (names.get(facts.settlement) ?? '') : '';
      return slugOf(facts?.title.includes(place) ? facts.title : `${facts?.title ?? ''} ${place}`);
    })
  );
  fresh.forEach((index, position) => (slugs[index] = given[position] ?? ''));
  const rows = offerings.map((offering, index) =>
    rowOf(offering, { slug: slugs[index] || offering.id, names }, now)
  );
  for (const part of inParts(rows, 500))
    await tx
      .insertInto('offering')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((eb) =>
            Object.fromEntries(
              written.map((column) => [column, eb.ref(`excluded.${column as keyof OfferingTable}`)])
            )
          )
      )
      .execute();
  return rows.map(({ id, slug }) => ({ id, slug }));
}

/** `{ field: [before, after] }` for the change history. */
export function offeringChanges(before: OfferingFacts, after: OfferingFacts): Record<string, JsonValue> {
  const changed: Record<string, JsonValue> = {};
  for (const field of labelledFields) {
    const [old, fresh] = [plain(before[field]), plain(after[field])];
    if (JSON.stringify(old) !== JSON.stringify(fresh)) changed[field] = [old, fresh];
  }
  return changed;
}

/** Every field, in the order of the form. */
export const labelledFields = [
  'side',
  'category',
  'title',
  'text',
  'organisation',
  'expert',
  'settlement',
  'reachKm',
  'from',
  'until',
  'weekdays',
  'quantity',
  'unit',
  'conditions',
  'price',
  'inReturn',
  'inReturnCategories',
  'topics',
  'audiences',
  'curriculum',
  'level',
  'minutes',
  'sessions',
  'groupSize',
  'venue',
  'equipment',
  'service'
] as const satisfies readonly (keyof OfferingFacts)[];

/** Stays as it is where there is such an entry already: its address and its beginnings, and what becomes of it. */
const kept = new Set<string>([
  'id',
  'slug',
  'person_id',
  'source',
  'external_id',
  'created_at',
  'state',
  'asked_at',
  'closed_at'
] satisfies (keyof OfferingTable)[]);
const written = Object.keys(columns['offering'] ?? {}).filter((column) => !kept.has(column));

function rowOf(
  { id, facts, before, expiresOn, person, told, state, origin, createdAt }: OfferingToWrite,
  { slug, names }: { slug: string; names: ReadonlyMap<string, string> },
  now: Date
): OfferingTable {
  const isCourse = facts.category === 'course';
  const reached = state ?? before?.state ?? 'open';
  return {
    id,
    slug,
    side: facts.side,
    category: facts.category,
    title: facts.title,
    text: facts.text,
    organisation_id: facts.organisation as Id<'organisation'> | null,
    expert_id: facts.expert as Id<'expert'> | null,
    person_id: before ? before.person : person,
    on_behalf: told !== null,
    told_how: told?.how ?? null,
    told_by: told?.by ?? null,
    contact_phone: told?.phone ?? null,
    contact_email: told?.email ?? null,
    consent_note: told?.consent ?? null,
    sheet: told?.sheet ?? null,
    settlement_id: facts.settlement as Id<'settlement'>,
    reach_km: facts.reachKm,
    from_day: facts.from,
    until_day: facts.until,
    weekdays: [...facts.weekdays],
    quantity: facts.quantity,
    unit: facts.unit,
    conditions: facts.conditions,
    price: facts.price,
    in_return: facts.inReturn,
    in_return_categories: [...facts.inReturnCategories],
    topics: [...facts.topics],
    audiences: [...facts.audiences],
    curriculum: isCourse ? facts.curriculum : null,
    level: isCourse ? facts.level : null,
    minutes: isCourse ? facts.minutes : null,
    sessions: isCourse ? facts.sessions : null,
    group_size: isCourse ? facts.groupSize : null,
    venue_id: facts.venue as Id<'venue'> | null,
    equipment_id: facts.equipment as Id<'equipment'> | null,
    service_id: facts.service as Id<'service'> | null,
    state: reached,
    expires_on: expiresOn,
    asked_at: before?.askedAt ?? null,
    closed_at: before ? before.closedAt : reached === 'answered' || reached === 'ended' ? now : null,
    folded: fold(
      [facts.title, facts.text, names.get(facts.organisation ?? ''), names.get(facts.settlement)]
        .filter(Boolean)
        .join(' ')
    ),
    source: origin?.source ?? before?.source ?? enteredByHand,
    external_id: origin?.externalId ?? before?.externalId ?? null,
    created_at: before?.createdAt ?? createdAt ?? now,
    updated_at: now
  };
}

/** Of the organisations and settlements, by id. */
async function namesOf(
  tx: Database,
  offerings: readonly OfferingToWrite[]
): Promise<ReadonlyMap<string, string>> {
  const organisations = await tx
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '=', anyOf<'organisation'>(offerings.flatMap(({ facts }) => facts.organisation ?? [])))
    .execute();
  const settlements = await tx
    .selectFrom('settlement')
    .select([sql<string>`id`.as('id'), 'name'])
    .where('id', '=', anyOf<'settlement'>(offerings.map(({ facts }) => facts.settlement)))
    .execute();
  return new Map([...organisations, ...settlements].map(({ id, name }) => [id, name]));
}

/** Of what has no order of its own, always in the same one. */
function plain(value: OfferingFacts[keyof OfferingFacts]): JsonValue {
  return Array.isArray(value) ? [...(value as readonly (string | number)[])].sort() : (value as JsonValue);
}
