// Takes one change of a service back, by an ordinary edit of today.
import { isDeepStrictEqual } from 'node:util';
import { isUuid } from '#lib/core/ids.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { changedPairs, fieldChanges, textsIn } from '#lib/platform/history-fields.ts';
import { serviceFieldWords } from './history-words.server.ts';
import type { ServiceFacts, ServiceOpening } from './model.ts';
import { updateService } from './operations.server.ts';
import { canEditService, canGiveServiceTo } from './policy.ts';
import { factsOf, findService, type FullService } from './queries.server.ts';
import { counted, labelledFields, serviceChanges } from './write.server.ts';

export const restoreService: RestoreGiver = {
  verbs: ['service.updated'],
  async plan(db, actor, { object, details }, words) {
    const current = await findService(db, object);
    if (!current || !canEditService(actor, current)) return null;
    const facts = factsOf(current);
    const changes = serviceChanges(facts, await serviceBefore(db, actor, current, details));
    const owned: readonly JsonValue[] = changedPairs(changes).get('organisation') ?? [];
    const owners = await findOrganisationsByIds(
      db,
      owned.filter((id): id is string => typeof id === 'string')
    );
    const since = [...changedPairs(details)].some(([field, [, after]]) => {
      const now = (facts as unknown as Record<string, JsonValue>)[field];
      return (
        isKept(field, after) && now !== undefined && !isDeepStrictEqual(inOneOrder(now), inOneOrder(after))
      );
    });
    const fields = serviceFieldWords(words, (id) => owners.get(id)?.name ?? null);
    return { changes: fieldChanges(changes, fields), since, version: current.updatedAt };
  },
  async apply(db, actor, { object, details, from }, now) {
    const current = await findService(db, object);
    if (!current) return 'not_found';
    const draft = await serviceBefore(db, actor, current, details);
    const saved = await updateService(db, actor, { id: current.id, draft, from }, now);
    return saved.ok ? 'restored' : saved.reason === 'changed_meanwhile' ? saved.reason : 'not_found';
  }
};

/** The service as it is, with what the change took from it put back; what is gone since, or never was kept, stays as it is. */
async function serviceBefore(
  db: Database,
  actor: Actor,
  current: FullService,
  details: JsonValue
): Promise<ServiceFacts> {
  const draft: Record<string, unknown> = { ...factsOf(current) };
  for (const [field, [before]] of changedPairs(details))
    if (Object.hasOwn(labelledFields, field) && isKept(field, before)) draft[field] = before;
  const facts = draft as unknown as ServiceFacts;
  const owner = facts.organisation;
  const mayHave = canGiveServiceTo(actor, owner) && (await findOrganisationsByIds(db, [owner])).has(owner);
  const venues = await findVenuesByIds(db, textsIn(facts.venues as never).filter(isUuid));
  const settlements = await listSettlementsById(db, textsIn(facts.settlements as never).filter(isUuid));
  return {
    ...facts,
    organisation: mayHave ? owner : current.organisation.id,
    venues: facts.venues.filter((id) => venues.has(id)),
    settlements: facts.settlements.filter((id) => settlements.has(id)),
    openings: facts.openings.filter(({ venue }: ServiceOpening) => venue === null || venues.has(venue))
  };
}

/** Older histories, and all of telephones, only tell how many there were. */
function isKept(field: string, value: JsonValue): boolean {
  return !counted.has(field) || Array.isArray(value);
}

function inOneOrder(value: JsonValue): unknown {
  const plain = JSON.parse(JSON.stringify(value)) as JsonValue;
  return Array.isArray(plain) ? plain.map((each) => JSON.stringify(each)).sort() : plain;
}
