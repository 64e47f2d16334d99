// What the printed proof sheet says: every record of a settlement or of an organisation as it stands, each with a code to type.
import type { Id } from '#lib/core/ids.ts';
import { shortCode } from '#lib/core/short-code.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { confirmAll } from './confirm.server.ts';
import { findLastWords } from './last-words.server.ts';
import { canConfirm } from './policy.ts';
import { sourceSaid } from './upkeep-words.ts';
import { listUpkept, type Found } from './upkept.server.ts';

export interface ProofRecord {
  readonly kind: string;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** What such a record is called: «szolgáltatás». */
  readonly label: string;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  readonly source: string;
  /** When somebody last said that it is true; null for never. */
  readonly last: Date | null;
}

export interface ProofGroup {
  /** Null for what belongs to no organisation: squares, parks. */
  readonly organisation: string | null;
  readonly records: readonly ProofRecord[];
}

export type ProofScope = { readonly settlement: string } | { readonly organisation: string };

/** Of each kind; the least recently changed come first, so those that are left off are the freshest. */
export const mostOfKind = 200;

/**
 * Organisation by organisation, each with what belongs to it. Only what the actor may confirm: a sheet is for those who keep the
 * records true.
 * @param internal with the contacts that only colleagues see: paper lies about, so they are left off unless asked for
 */
export async function listProof(
  db: Database,
  actor: Actor,
  {
    domains,
    scope,
    internal,
    words
  }: { domains: readonly Domain[]; scope: ProofScope; internal: boolean; words: Words }
): Promise<{ groups: ProofGroup[]; count: number; isWhole: boolean }> {
  const { mine, isWhole } = await findOwn(db, actor, { domains, scope });
  const last = await findLastWords(db, mine);
  const facts = await factsOf(db, mine, words);
  const contacts = internal ? await internalContacts(db, mine) : new Map<string, string>();
  const byOwner = Map.groupBy(mine, (record) =>
    record.kind === 'organisation' ? record.id : (record.organisation?.id ?? '')
  );
  const groups = [...byOwner.values()].map((records): ProofGroup => {
    const own = records.find(({ kind }) => kind === 'organisation');
    const [first] = records;
    return {
      organisation: own?.name ?? first?.organisation?.name ?? null,
      records: records.map((record) => ({
        kind: record.kind,
        id: record.id,
        code: shortCode(record.id),
        name: record.name,
        label: words.t(record.of.label as 'house.name'),
        facts: [
          ...(facts.get(`${record.kind} ${record.id}`) ?? []),
          ...(contacts.has(record.id)
            ? [{ term: words.t('upkeep.proof.internal'), text: contacts.get(record.id) ?? '' }]
            : [])
        ],
        source: sourceSaid(words, record.source),
        last: last.get(record.id)?.at ?? null
      }))
    };
  });
  return {
    groups: groups.sort((a, b) => order(a, b, words)),
    count: mine.length,
    isWhole
  };
}

/**
 * «All correct on this sheet»: what has been changed since the sheet was made is left out, for nobody has seen it on paper.
 * @param seen when the sheet was made @returns how many
 */
export async function confirmProof(
  tx: Database,
  actor: Actor,
  { domains, scope, seen }: { domains: readonly Domain[]; scope: ProofScope; seen: Date },
  now: Date
): Promise<number> {
  const { mine } = await findOwn(tx, actor, { domains, scope });
  const records = mine.filter(({ updatedAt }) => updatedAt <= seen);
  await confirmAll(tx, actor, { records, how: 'paper' }, now);
  return records.length;
}

async function findOwn(
  db: Database,
  actor: Actor,
  { domains, scope }: { domains: readonly Domain[]; scope: ProofScope }
): Promise<{ mine: Found[]; isWhole: boolean }> {
  const where =
    'settlement' in scope ? { settlements: [scope.settlement] } : { organisations: [scope.organisation] };
  const found = await listUpkept(db, domains, { ...where, limit: mostOfKind });
  const byKind = Map.groupBy(found, ({ kind }) => kind);
  return {
    mine: found.filter((record) => canConfirm(actor, record)),
    isWhole: [...byKind.values()].every((records) => records.length < mostOfKind)
  };
}

async function factsOf(
  db: Database,
  records: readonly Found[],
  words: Words
): Promise<ReadonlyMap<string, ProofRecord['facts']>> {
  const facts = new Map<string, ProofRecord['facts']>();
  for (const [kind, of] of Map.groupBy(records, (record) => record.of)) {
    const told = await kind.tell(
      db,
      of.map(({ id }) => id),
      words
    );
    for (const [id, lines] of told) facts.set(`${kind.kind} ${id}`, lines);
  }
  return facts;
}

async function internalContacts(
  db: Database,
  records: readonly Found[]
): Promise<ReadonlyMap<string, string>> {
  const ids = records.filter(({ kind }) => kind === 'organisation').map(({ id }) => id);
  const rows = await db
    .selectFrom('organisation_contact')
    .select(['organisation_id', 'value'])
    .where('organisation_id', '=', anyOf<'organisation'>(ids))
    .where('visibility', '=', 'internal')
    .orderBy('position')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ organisation_id }): Id<'organisation'> => organisation_id)].map(([id, own]) => [
      id,
      own.map(({ value }) => value).join('; ')
    ])
  );
}

/** By name; what is nobody's comes last. */
function order(a: ProofGroup, b: ProofGroup, words: Words): number {
  if (a.organisation === null || b.organisation === null)
    return Number(a.organisation === null) - Number(b.organisation === null);
  return words.compare(a.organisation, b.organisation);
}
