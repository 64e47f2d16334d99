// Which words are in what is open, as the last searches have read it: a search for a part weighs words as one for all would.
import type { Database } from '#lib/platform/db/database.server.ts';
import { entriesOf, type Elsewhere, type Open, type Owned } from './question.ts';

type Read = Pick<Open, 'id' | 'side' | 'stems' | 'inReturnCategories'>;

interface Known {
  /** What has changed since then has not been looked at. */
  readonly since: Date;
  /** The lists are shared with what was read, the words among themselves: 20,000 entries take some 10 MB. */
  readonly read: Map<string, Read>;
  readonly counts: Map<string, number>;
}

/** Of each open database: a restart forgets them, and the first search after it is one for all. */
const known = new WeakMap<Database, Known>();

export function rememberAll(db: Database, open: readonly Read[], now: Date): void {
  const fresh: Known = { since: now, read: new Map(), counts: new Map() };
  for (const each of open) add(fresh, each);
  known.set(db, fresh);
}

export function knownSince(db: Database): Date | null {
  return known.get(db)?.since ?? null;
}

/** @param ids what was looked at again: what of it is not among `open` is open no more */
export function rememberPart(
  db: Database,
  { ids, open }: { readonly ids: Iterable<string>; readonly open: readonly Read[] },
  now: Date
): void {
  const before = known.get(db);
  if (!before) return;
  for (const id of ids) remove(before, id);
  for (const each of open) {
    remove(before, each.id);
    add(before, each);
  }
  known.set(db, { ...before, since: now });
}

/** What is open beside these. */
export function elsewhereOf(db: Database, open: readonly Open[], owned: readonly Owned[]): Elsewhere {
  const { read, counts } = known.get(db) ?? {
    read: new Map<string, Read>(),
    counts: new Map<string, number>()
  };
  const here = new Map<string, number>();
  for (const { stems } of open) for (const word of new Set(stems)) here.set(word, (here.get(word) ?? 0) + 1);
  return {
    entries: entriesOf([...read.values()]),
    words: [...here].map(([word, count]) => [word, (counts.get(word) ?? 0) - count]),
    owned
  };
}

export function countKnown(db: Database): { readonly offers: number; readonly needs: number } {
  const all = [...(known.get(db)?.read.values() ?? [])];
  const offers = all.filter(({ side }) => side === 'offer').length;
  return { offers, needs: all.length - offers };
}

function add({ read, counts }: Known, { id, side, stems, inReturnCategories }: Read): void {
  read.set(id, { id, side, stems, inReturnCategories });
  for (const word of new Set(stems)) counts.set(word, (counts.get(word) ?? 0) + 1);
}

function remove({ read, counts }: Known, id: string): void {
  const before = read.get(id);
  if (!before) return;
  read.delete(id);
  for (const word of new Set(before.stems)) {
    const count = (counts.get(word) ?? 0) - 1;
    if (count > 0) counts.set(word, count);
    else counts.delete(word);
  }
}
