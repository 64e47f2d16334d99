// What the fields of offers and needs are called in a history, and how their values read.
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { asItStands, changedPairs, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { labelledFields } from './write.server.ts';

/** Of the organisations and settlements that changes speak of, by id. */
export async function namesIn(
  db: Database,
  details: readonly JsonValue[]
): Promise<ReadonlyMap<string, string>> {
  const pairs = details.map((each) => changedPairs(each));
  const idsOf = (field: string): string[] =>
    pairs.flatMap((each) => [...(each.get(field) ?? [])].filter((id) => typeof id === 'string'));
  const organisations = await findOrganisationsByIds(db, idsOf('organisation'));
  const settlements = await listSettlementsById(db, idsOf('settlement'));
  return new Map([...organisations, ...settlements].map(([id, { name }]) => [id, name]));
}

export function offeringFieldWords(
  words: Words,
  nameOf: (id: string) => string | null
): Readonly<Record<string, FieldWords>> {
  const code =
    (group: string): FieldWords['say'] =>
    (value) =>
      words.lookUp(`${group}.${asItStands(value)}`);
  const codes =
    (group: string): FieldWords['say'] =>
    (value) =>
      words.list(
        (Array.isArray(value) ? value : []).map(
          (each) => words.lookUp(`${group}.${String(each)}`) ?? String(each)
        )
      );
  const day: FieldWords['say'] = (value) => (typeof value === 'string' ? words.date(value) : null);
  const linked: FieldWords['say'] = () => words.t('history.yes');
  const say: Readonly<Record<string, FieldWords['say']>> = {
    side: code('exchange.side'),
    category: code('exchange.category'),
    organisation: (value) => nameOf(asItStands(value)),
    settlement: (value) => nameOf(asItStands(value)),
    reachKm: (value) => words.t('exchange.fact.reachKm', { km: Number(value) }),
    from: day,
    until: day,
    weekdays: codes('calendar.weekday'),
    conditions: code('exchange.conditions'),
    inReturnCategories: codes('exchange.category'),
    topics: codes('experts.field'),
    audiences: codes('calendar.audience'),
    level: code('exchange.level'),
    venue: linked,
    equipment: linked,
    service: linked,
    expert: linked
  };
  return Object.fromEntries(
    labelledFields.map((field) => [
      field,
      { label: words.lookUp(`exchange.form.${field}`) ?? field, say: say[field] ?? asItStands }
    ])
  );
}
