// Takes one change of an organisation or a venue back: what it changed becomes what it was, by an ordinary edit of today.
import { isDeepStrictEqual } from 'node:util';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { changedPairs, fieldChanges } from '#lib/platform/history-fields.ts';
import { organisationFieldWords, venueFieldWords } from './history-words.ts';
import type { Contact } from './model.ts';
import { updateOrganisation, updateVenue } from './operations.server.ts';
import { canEditOrganisation, canEditVenue, canGiveVenueTo } from './policy.ts';
import { findOrganisation, findOrganisationsByIds, type FullOrganisation } from './queries.server.ts';
import { findVenue, type FullVenue } from './venue-queries.server.ts';
import { organisationChanges, type OrganisationDraft } from './write-organisations.server.ts';
import { factsOf, venueChanges, type VenueDraft } from './write-venues.server.ts';

export const restoreOrganisation: RestoreGiver = {
  verbs: ['organisation.updated'],
  async plan(db, actor, { object, details }, words) {
    const current = await findOrganisation(db, object);
    if (!current || !canEditOrganisation(actor, current)) return null;
    const draft = await organisationBefore(db, current, details);
    const changes = organisationChanges(current, draft);
    return {
      changes: fieldChanges(changes, organisationFieldWords(words)),
      since: changedSince(details, current as unknown as Facts),
      version: current.updatedAt
    };
  },
  async apply(db, actor, { object, details, from }, now) {
    const current = await findOrganisation(db, object);
    if (!current) return 'not_found';
    const draft = await organisationBefore(db, current, details);
    const saved = await updateOrganisation(db, actor, { id: current.id, draft, from }, now);
    return saved.ok ? 'restored' : saved.reason === 'changed_meanwhile' ? saved.reason : 'not_found';
  }
};

export const restoreVenue: RestoreGiver = {
  verbs: ['venue.updated'],
  async plan(db, actor, { object, details }, words) {
    const current = await findVenue(db, object);
    if (!current || !canEditVenue(actor, current)) return null;
    const draft = await venueBefore(db, actor, current, details);
    const changes = venueChanges(factsOf(current), draft);
    const owned: readonly JsonValue[] = changedPairs(changes).get('organisation') ?? [];
    const ids = owned.filter((id): id is string => typeof id === 'string');
    const owners = await findOrganisationsByIds(db, ids);
    return {
      changes: fieldChanges(
        changes,
        venueFieldWords(words, (id) => owners.get(id)?.name ?? null)
      ),
      since: changedSince(details, { ...factsOf(current), ...current.furnishing }),
      version: current.updatedAt
    };
  },
  async apply(db, actor, { object, details, from }, now) {
    const current = await findVenue(db, object);
    if (!current) return 'not_found';
    const draft = await venueBefore(db, actor, current, details);
    const saved = await updateVenue(db, actor, { id: current.id, draft, from }, now);
    return saved.ok ? 'restored' : saved.reason === 'changed_meanwhile' ? saved.reason : 'not_found';
  }
};

type Facts = Readonly<Record<string, unknown>>;

/** The record as it is, with what the change took from it put back. A settlement that is not found by its name stays. */
async function organisationBefore(
  db: Database,
  current: FullOrganisation,
  details: JsonValue
): Promise<OrganisationDraft> {
  const pairs = changedPairs(details);
  const draft: Record<string, unknown> = { ...current };
  for (const field of ['name', 'sector', 'kind', 'street', 'summary'])
    if (pairs.has(field)) draft[field] = pairs.get(field)?.[0];
  const settlement = pairs.get('settlement')?.[0];
  if (pairs.has('settlement'))
    draft['settlement'] = await settlementNamed(db, settlement, current.settlement);
  const [went, came] = pairs.get('contacts') ?? [];
  if (Array.isArray(went) && Array.isArray(came))
    draft['contacts'] = contactsBefore(current.contacts, went as never, came as never);
  return draft as unknown as OrganisationDraft;
}

function contactsBefore(
  current: readonly Contact[],
  went: readonly Contact[],
  came: readonly Contact[]
): readonly Contact[] {
  const keyOf = ({ kind, value, visibility }: Contact): string => JSON.stringify([kind, value, visibility]);
  // What was forgotten since (see forget-contacts) cannot come back.
  const known = went.filter(({ value }) => typeof value === 'string');
  const [away, back] = [new Set(came.map(keyOf)), new Set(known.map(keyOf))];
  const kept = current.filter((contact) => !away.has(keyOf(contact)) && !back.has(keyOf(contact)));
  return [...known, ...kept];
}

async function venueBefore(
  db: Database,
  actor: Actor,
  current: FullVenue,
  details: JsonValue
): Promise<VenueDraft> {
  const pairs = changedPairs(details);
  const draft: Record<string, unknown> = { ...factsOf(current) };
  for (const field of ['name', 'kind', 'street', 'capacity', 'accessible', 'note'])
    if (pairs.has(field)) draft[field] = pairs.get(field)?.[0];
  if (pairs.has('settlement'))
    draft['settlement'] = await settlementNamed(db, pairs.get('settlement')?.[0], current.settlement);
  const owner = pairs.get('organisation')?.[0];
  if (pairs.has('organisation') && (await mayHave(db, actor, owner))) draft['organisation'] = owner;
  if (pairs.has('lat') || pairs.has('lon')) {
    const lat = pairs.has('lat') ? pairs.get('lat')?.[0] : current.point?.lat;
    const lon = pairs.has('lon') ? pairs.get('lon')?.[0] : current.point?.lon;
    draft['point'] = typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : null;
  }
  const furnishing = Object.keys(current.furnishing).filter((field) => pairs.has(field));
  draft['furnishing'] = {
    ...current.furnishing,
    ...Object.fromEntries(furnishing.map((field) => [field, pairs.get(field)?.[0]]))
  };
  return draft as unknown as VenueDraft;
}

/** An organisation that is gone since cannot be the owner again, nor one that the actor may not give it to. */
async function mayHave(db: Database, actor: Actor, owner: JsonValue | undefined): Promise<boolean> {
  if (typeof owner !== 'string') return true;
  return canGiveVenueTo(actor, owner) && (await findOrganisationsByIds(db, [owner])).has(owner);
}

async function settlementNamed<Named>(
  db: Database,
  name: JsonValue | undefined,
  otherwise: Named
): Promise<Named | { id: string; name: string } | null> {
  if (typeof name !== 'string') return otherwise;
  const found = (await loadSettlementFinder(db)).find({ name });
  return found.ok ? found.value : otherwise;
}

/** Whether something that the change changed has been changed again. */
function changedSince(details: JsonValue, current: Facts): boolean {
  return [...changedPairs(details)].some(([field, [, after]]) => {
    if (!(field in current) || field === 'contacts') return false;
    const value = current[field];
    const now =
      field === 'settlement' ? ((value as { name?: string } | null)?.name ?? null) : (value as JsonValue);
    return !isDeepStrictEqual(
      Array.isArray(now) ? [...now].sort() : now,
      Array.isArray(after) ? [...after].sort() : after
    );
  });
}
