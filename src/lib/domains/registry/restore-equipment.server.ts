// Takes one change of a thing to lend back, by an ordinary edit of today.
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { changedPairs, fieldChanges } from '#lib/platform/history-fields.ts';
import {
  equipmentFacts,
  findEquipmentByIds,
  saveEquipment,
  type Equipment,
  type EquipmentDraft
} from './equipment.server.ts';
import { equipmentFieldWords } from './history-words.ts';

export const restoreEquipment: RestoreGiver = {
  verbs: ['equipment.updated'],
  async plan(db, actor, { object, details }, words) {
    const [current] = await findEquipmentByIds(db, [object]);
    if (!current || !mayEditFor(actor, current.owner.id)) return null;
    const { draft, settlement } = await equipmentBefore(db, current, details);
    const [was, will] = [
      equipmentFacts(current),
      equipmentFacts({ ...current, ...draft, settlement, owner: current.owner })
    ];
    const changes = Object.entries(will).flatMap(([field, value]): [string, JsonValue][] =>
      was[field] === value ? [] : [[field, [was[field] ?? null, value]]]
    );
    return {
      changes: fieldChanges(Object.fromEntries(changes), equipmentFieldWords(words)),
      since: [...changedPairs(details)].some(([field, [, after]]) => field in was && was[field] !== after),
      version: current.updatedAt
    };
  },
  async apply(db, actor, { object, details, from }, now) {
    const [current] = await findEquipmentByIds(db, [object]);
    if (!current) return 'not_found';
    const { draft } = await equipmentBefore(db, current, details);
    const saved = await saveEquipment(db, actor, { before: current, draft, from }, now);
    return saved.ok ? 'restored' : saved.reason === 'changed_meanwhile' ? saved.reason : 'not_found';
  }
};

/** Whose it is stays: the history knows owners by their names only, and two may have one name. */
async function equipmentBefore(
  db: Database,
  current: Equipment,
  details: JsonValue
): Promise<{ draft: EquipmentDraft; settlement: Equipment['settlement'] }> {
  const pairs = changedPairs(details);
  const { name, kind, quantity, keptAt, price, note } = current;
  const facts: Record<string, JsonValue> = { name, kind, quantity, keptAt, price, note };
  for (const field of Object.keys(facts)) if (pairs.has(field)) facts[field] = pairs.get(field)?.[0] ?? null;
  const wanted = pairs.get('settlement')?.[0];
  const found =
    typeof wanted === 'string'
      ? (await loadSettlementFinder(db)).find({ name: wanted })
      : { ok: false as const };
  const settlement = found.ok ? found.value : current.settlement;
  const draft = { ...facts, owner: current.owner.id, settlement: settlement.id } as unknown as EquipmentDraft;
  return { draft, settlement };
}
