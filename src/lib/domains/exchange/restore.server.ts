// Takes one change of an offer or need back, by an ordinary edit of today.
import { isDeepStrictEqual } from 'node:util';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { changedPairs, fieldChanges } from '#lib/platform/history-fields.ts';
import { namesIn, offeringFieldWords } from './history-words.server.ts';
import type { OfferingFacts } from './model.ts';
import { updateOffering } from './operations.server.ts';
import { canGiveOfferingTo, mayAnswerFor } from './policy.ts';
import { factsOf, findOffering, type Offering } from './queries.server.ts';
import { labelledFields, offeringChanges } from './write.server.ts';

/** Links into the register stay as they are: what they led to may be gone. */
const notRestored: ReadonlySet<string> = new Set(['venue', 'equipment', 'service', 'expert']);

export const restoreOffering: RestoreGiver = {
  verbs: ['offering.updated'],
  async plan(db, actor, { object, details }, words) {
    const current = await findOffering(db, object);
    if (!current || !mayAnswerFor(actor, current)) return null;
    const facts = factsOf(current);
    const changes = offeringChanges(facts, await factsBefore(db, actor, current, details));
    const names = await namesIn(db, [changes]);
    const since = [...changedPairs(details)].some(([field, [, after]]) => {
      const now = (facts as unknown as Record<string, JsonValue>)[field];
      return isRestored(field) && !isDeepStrictEqual(sorted(now ?? null), sorted(after));
    });
    const fields = offeringFieldWords(words, (id) => names.get(id) ?? null);
    return { changes: fieldChanges(changes, fields), since, version: current.updatedAt };
  },
  async apply(db, actor, { object, details, from }, now) {
    const current = await findOffering(db, object);
    if (!current) return 'not_found';
    const facts = await factsBefore(db, actor, current, details);
    const saved = await updateOffering(db, actor, { id: current.id, facts, from }, now);
    return saved.ok ? 'restored' : saved.reason === 'changed_meanwhile' ? saved.reason : 'not_found';
  }
};

/** The entry as it is, with what the change took from it put back; an owner or place that is not there, or not theirs, stays. */
async function factsBefore(
  db: Database,
  actor: Actor,
  current: Offering,
  details: JsonValue
): Promise<OfferingFacts> {
  const facts = factsOf(current);
  const draft: Record<string, unknown> = { ...facts };
  for (const [field, [before]] of changedPairs(details)) if (isRestored(field)) draft[field] = before;
  const wished = draft as unknown as OfferingFacts;
  const owner = wished.organisation;
  const mayHave =
    owner !== null &&
    canGiveOfferingTo(actor, owner) &&
    (await findOrganisationsByIds(db, [owner])).has(owner);
  const placed = (await listSettlementsById(db, [wished.settlement])).has(wished.settlement);
  return {
    ...wished,
    organisation: mayHave ? owner : facts.organisation,
    settlement: placed ? wished.settlement : facts.settlement
  };
}

function isRestored(field: string): boolean {
  return (labelledFields as readonly string[]).includes(field) && !notRestored.has(field);
}

function sorted(value: JsonValue): JsonValue {
  return Array.isArray(value) ? [...value].map(String).sort() : value;
}
