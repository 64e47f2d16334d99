// Takes one change of what a circle says of itself back: today's facts, with what was changed then as it was before.
import { isDeepStrictEqual } from 'node:util';
import { changedPairs, fieldChanges } from '#lib/platform/history-fields.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { circleFieldWords } from './history-words.server.ts';
import { changeCircle, circleFields, factsOf, type CircleFacts } from './operations.server.ts';
import { runsCircle } from './policy.ts';
import { circleOffices, findCircleById } from './queries.server.ts';

export const restoreCircle: RestoreGiver = {
  verbs: ['circle.changed'],
  async plan(db, actor, { object, details }, words) {
    const circle = await findCircleById(db, object);
    const offices = circle && (await circleOffices(db, object));
    if (!circle || !offices || !runsCircle(actor, offices)) return null;
    const current = factsOf(circle);
    const wanted = restored(current, details);
    const changes = Object.fromEntries(
      circleFields
        .filter((field) => !isDeepStrictEqual(current[field], wanted[field]))
        .map((field) => [field, [current[field], wanted[field]]])
    ) as unknown as JsonValue;
    return {
      changes: fieldChanges(changes, await circleFieldWords(db, [changes], words)),
      since: [...changedPairs(details)].some(
        ([field, [, after]]) => !isDeepStrictEqual(current[field as keyof CircleFacts], after)
      ),
      version: circle.updatedAt
    };
  },
  async apply(db, actor, { object, details, from }, now) {
    const circle = await findCircleById(db, object);
    if (!circle) return 'not_found';
    const facts = restored(factsOf(circle), details);
    const saved = await changeCircle(db, actor, { id: object, facts, from }, now);
    return saved.ok ? 'restored' : saved.reason;
  }
};

function restored(current: CircleFacts, details: JsonValue): CircleFacts {
  const before = [...changedPairs(details)].flatMap(([field, [was]]) =>
    (circleFields as readonly string[]).includes(field) ? [[field, was]] : []
  );
  return { ...current, ...(Object.fromEntries(before) as Partial<CircleFacts>) };
}
