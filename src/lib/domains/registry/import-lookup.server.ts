// Finds what the rows of a file speak of: their settlement, and the organisation that a venue belongs to.
import { didYouMean, fold } from '#lib/core/hungarian.ts';
import { isUuid } from '#lib/core/ids.ts';
import type { SettlementFinder } from '#lib/domains/places/finder.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { RowError } from '#lib/platform/tabular/mapping.ts';
import type { Where } from './import-row.ts';
import { byOwnId, type Mergeable } from './merge-schema.server.ts';
import { listOrganisationNames } from './queries.server.ts';

export type LookedUp<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Omit<RowError, 'line'> };

export function settlementOf(
  finder: SettlementFinder,
  where: Where
): LookedUp<{ readonly id: string; readonly name: string }> {
  const found = finder.find({ name: where.settlement, kshCode: where.kshCode, postalCode: where.postalCode });
  if (found.ok) return found;
  const suggestion = found.suggestions.join(', ');
  return {
    ok: false,
    fault: {
      field: 'settlement',
      code: `${found.reason}_settlement`,
      value: where.settlement || (where.kshCode ?? ''),
      ...(suggestion ? { suggestion } : {})
    }
  };
}

/** Whether the row says nothing of where it is. */
export function isNowhere({ settlement, kshCode, postalCode }: Where): boolean {
  return settlement === '' && kshCode === null && postalCode === null;
}

/** @returns finds an organisation's id by the id of its source, by its name in the settlement, or by a name that only one has */
export async function organisationFinder(
  db: Database,
  source: string
): Promise<(text: string, settlement: string) => LookedUp<string>> {
  const all = await listOrganisationNames(db);
  const aliases = await db
    .selectFrom('record_alias')
    .select(['external_id', 'organisation_id'])
    .where('source', 'in', [source, byOwnId])
    .where('organisation_id', 'is not', null)
    .execute();
  const byExternalId = new Map<string | null, string | null>([
    ...aliases.map((each) => [each.external_id, each.organisation_id] as const),
    ...all
      .filter((each) => each.source === source && each.externalId !== null)
      .map((each) => [each.externalId, each.id] as const)
  ]);
  const byName = Map.groupBy(all, ({ name }) => fold(name));
  const names = new Set(all.map(({ name }) => name));
  return (text, settlement) => {
    const own = byExternalId.get(text);
    if (own) return { ok: true, value: own };
    const named = byName.get(fold(text)) ?? [];
    const here = named.filter((each) => each.settlement === settlement);
    const [only] = here.length > 0 ? here : named;
    if (only && (here.length === 1 || named.length === 1)) return { ok: true, value: only.id };
    const [suggestion] = named.length > 0 ? [] : didYouMean(text, names, 1);
    return {
      ok: false,
      fault: {
        field: 'organisation',
        code: named.length > 0 ? 'ambiguous_organisation' : 'unknown_organisation',
        value: text,
        ...(suggestion ? { suggestion } : {})
      }
    };
  };
}

/**
 * Adds what a file calls by the key of a record that became part of another: it is the record that stayed.
 * @returns the keys that only say again what another row of the same source says of that record: they change nothing
 */
export async function addMerged<T extends object>(
  db: Database,
  existing: Map<string, { readonly id: string; readonly value: T }>,
  { kind, source }: { kind: Mergeable; source: string },
  findByIds: (ids: readonly string[]) => Promise<readonly { readonly id: string; readonly value: T }[]>
): Promise<{ readonly keys: ReadonlySet<string>; readonly silent: ReadonlySet<string> }> {
  const aliases = await db
    .selectFrom('record_alias')
    .select(['source', 'external_id', `${kind}_id as id`])
    .where('source', 'in', [source, byOwnId])
    .where(`${kind}_id`, 'is not', null)
    .orderBy('external_id')
    .execute();
  const own = new Set([...existing.values()].map(({ id }) => id));
  const speaking = new Set(own);
  const found = new Map((await findByIds(aliases.flatMap(({ id }) => id ?? []))).map((one) => [one.id, one]));
  const silent = new Set<string>();
  const keys = new Set<string>();
  for (const { source: from, external_id, id } of aliases) {
    const record = found.get(id ?? '');
    if (!record || existing.has(external_id)) continue;
    existing.set(external_id, record);
    keys.add(external_id);
    if ((from === byOwnId ? own : speaking).has(record.id)) silent.add(external_id);
    else if (from !== byOwnId) speaking.add(record.id);
  }
  return { keys, silent };
}

/**
 * Adds what somebody, or a likeness that nobody would doubt, takes for a record that is already there.
 * @returns the keys found, and of them those that only say again what another row says of that record
 */
export async function addRecognised<T extends object>(
  existing: Map<string, { readonly id: string; readonly value: T }>,
  recognised: ReadonlyMap<string, string>,
  findByIds: (ids: readonly string[]) => Promise<readonly { readonly id: string; readonly value: T }[]>
): Promise<{ readonly keys: ReadonlySet<string>; readonly silent: ReadonlySet<string> }> {
  const [keys, silent] = [new Set<string>(), new Set<string>()];
  const ids = [...new Set(recognised.values())].filter(isUuid);
  if (ids.length === 0) return { keys, silent };
  const found = new Map((await findByIds(ids)).map((one) => [one.id, one]));
  const speaking = new Set([...existing.values()].map(({ id }) => id));
  for (const [key, id] of recognised) {
    const record = found.get(id);
    if (!record || existing.has(key)) continue;
    existing.set(key, record);
    keys.add(key);
    if (speaking.has(id)) silent.add(key);
    speaking.add(id);
  }
  return { keys, silent };
}

/**
 * Adds what a file calls by our own ids, as in a list that was exported here: it is the record itself, whatever its source.
 * @param texts what stands in the file's column of ids
 */
export async function addOwn<T extends object>(
  existing: Map<string, { readonly id: string; readonly value: T }>,
  texts: readonly string[],
  findByIds: (ids: readonly string[]) => Promise<readonly (T & { readonly id: string })[]>
): Promise<void> {
  const ids = texts.filter((text) => isUuid(text) && !existing.has(text));
  if (ids.length === 0) return;
  for (const record of await findByIds(ids)) existing.set(record.id, { id: record.id, value: record });
}
