// What every column of every table declares about people: the privacy notice, the register of processing, a person's copy of
// their data, erasure and retention are all carried out from it.
import type { MessageKey } from './words/words.ts';

/** A message without placeholders: declarations speak in the reader's language. */
export type PlainKey = { [K in MessageKey]: keyof Messages[K] extends never ? K : never }[MessageKey];

/**
 * `person`: only the one whom it is about · `deciders`: those who decide whom an organisation takes in · `marked`: everyone
 * what is marked as public, colleagues what is marked as internal.
 */
export type SeenBy = 'person' | 'deciders' | 'administrators' | 'colleagues' | 'marked' | 'everyone';

/** Why it may be processed (GDPR art. 6): the operator's task or legitimate interest, or the person's consent. */
export type Basis = 'task' | 'consent';

/**
 * `until`: the account is erased · the object it speaks of is gone · the person changes or removes it. `minutes` is forgotten
 * by a schedule of its own. A `Retention` is carried out every night.
 */
export type Kept =
  { readonly until: 'account' | 'object' | 'changed' } | { readonly minutes: number } | Retention;

export interface Retention {
  readonly days: number;
  /** Of the same table; of several the first that is set. */
  readonly after: string | readonly string[];
  /** The row goes, unless only this column is to be cleared. */
  readonly then?: 'clear';
  /** Rows that stay all the same: by what the column holds, or `account`: when it names somebody who has one. */
  readonly unless?: { readonly column: string; readonly is: readonly string[] | 'account' };
}

/**
 * delete row: the row goes with the person · clear: the column becomes null · scrub: the text stays, but for the person's name
 * and address in it · keep: nothing is done, for the reason given.
 */
export type Erasure = 'delete row' | 'clear' | 'scrub' | { readonly keep: PlainKey };

/**
 * Whom a row is about: by `person.id`, by e-mail address, or by a `contact` of an organisation, which is the person's when
 * it is their address, or their name at an organisation (`organisation_id`) where they hold a role; or whomever the row of
 * another table is about that `through`, a column beside this one, points to.
 */
export type Naming = 'id' | 'email' | 'contact' | { readonly through: string; readonly of: string };

export interface PersonalColumn {
  readonly purpose: PlainKey;
  readonly basis?: Basis;
  readonly seenBy: SeenBy;
  readonly kept: Kept;
  readonly erasure: Erasure;
  readonly names?: Naming | readonly Naming[];
  /** In somebody else's row, says again what the history holds: such rows are not in the person's copy. */
  readonly repeats?: true;
  /** Not given out in the person's copy of their data: it would open a door. */
  readonly secret?: true;
}

/** 'none': the column says nothing about a person. */
export type ColumnDeclaration = 'none' | PersonalColumn;

export type TableDeclarations<Table extends string = string> = Readonly<
  Record<Table, Readonly<Record<string, ColumnDeclaration>>>
>;

/** For tables in which no column is about a person. */
export function nothingPersonal<const Column extends string>(
  ...columns: Column[]
): Readonly<Record<Column, 'none'>> {
  return Object.fromEntries(columns.map((column) => [column, 'none'])) as Record<Column, 'none'>;
}

export interface PersonalEntry extends PersonalColumn {
  readonly table: string;
  readonly column: string;
}

/** The personal columns of a table. */
export function personalColumns(tables: TableDeclarations, table: string): readonly PersonalEntry[] {
  return Object.entries(tables[table] ?? {}).flatMap(([column, declared]) =>
    declared === 'none' ? [] : [{ ...declared, table, column }]
  );
}

/** The ways in which a column names somebody. */
export function namingsOf({ names }: PersonalColumn): readonly Naming[] {
  if (names === undefined) return [];
  return typeof names === 'object' && !('through' in names) ? names : [names];
}

export function isRetention(kept: Kept): kept is Retention {
  return 'days' in kept;
}

/** Personal columns but no way to whom they are about: allowed only where all of them are kept for a reason. */
export function tablesWithoutWay(tables: TableDeclarations): readonly string[] {
  return Object.keys(tables).filter((table) => {
    const personal = personalColumns(tables, table);
    const findable = personal.some(({ names, erasure }) => names !== undefined || erasure === 'scrub');
    return personal.length > 0 && !findable && personal.some(({ erasure }) => typeof erasure === 'string');
  });
}
