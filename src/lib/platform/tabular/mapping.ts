// How the columns of somebody's table become our fields, which rows are right, and what an import would change.
import { fold } from '#lib/core/hungarian.ts';
import { inTurns } from './turns.ts';

export interface FieldSpec<K extends string = string> {
  readonly key: K;
  readonly required?: boolean;
  /** Column names that are recognised by themselves, Hungarian and English; accents, capitals and punctuation do not matter. */
  readonly aliases: readonly string[];
  readonly example: string;
}

export interface TableRow {
  /** Where the reader of the file finds the row, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The column of each field, null for none. */
export type ColumnMapping<K extends string = string> = Record<K, string | null>;

export interface CellFault<K extends string = string, Code extends string = string> {
  readonly field: K;
  /** Names a message, `imports.error.` and the code; `missing` is an empty required cell. */
  readonly code: Code;
  /** What stands in the file. */
  readonly value: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

export interface RowError {
  readonly line: number;
  /** The field, or null when the row as a whole is wrong. */
  readonly field: string | null;
  readonly code: string;
  readonly value: string;
  readonly suggestion?: string;
  /** The other row that is concerned. */
  readonly otherLine?: number;
}

export interface DuplicateRow {
  readonly key: string;
  readonly line: number;
  readonly firstLine: number;
  /** Whether both rows say the same; if not, the later one is also among the errors. */
  readonly same: boolean;
}

export interface Update<T> {
  readonly id: string;
  readonly before: T;
  readonly after: T;
  readonly changed: readonly string[];
}

/** A row that would be new, though a record that is already there may be the same. */
export interface AlikeRow {
  readonly line: number;
  /** The record's name at its source. */
  readonly key: string;
  readonly name: string;
  readonly street: string | null;
  readonly settlement: string;
  readonly known: {
    readonly id: string;
    readonly name: string;
    readonly street: string | null;
    /** Its page, as the routes are named. */
    readonly href: string;
  };
  /** 0 to 1. */
  readonly likeness: number;
  /** Null where one of them has no point of its own. */
  readonly metres: number | null;
  /** Whether nobody would doubt it. */
  readonly sure: boolean;
  /** Whether it is taken for that record: then it is among the updates, or unchanged. */
  readonly taken: boolean;
}

/** What is to become of rows that may be records which are already there; each is new unless it is said here that it is not. */
export interface Recognition {
  /** Our ids by the rows' names at their source. */
  readonly chosen: ReadonlyMap<string, string>;
  /** Whether those that are surely one of ours are taken for it. */
  readonly surely: boolean;
  /** Rows that are new even so, by their names at their source. */
  readonly apart: ReadonlySet<string>;
}

/** What an import would do: the preview, the dry run and the report are readings of it. */
export interface ImportPlan<T> {
  readonly create: T[];
  readonly update: Update<T>[];
  readonly unchanged: number;
  readonly errors: RowError[];
  readonly duplicates: DuplicateRow[];
  /** Likeliest first. */
  readonly alike?: readonly AlikeRow[];
}

export interface Numbered<T> {
  readonly line: number;
  readonly value: T;
}

export type ParsedRow<K extends string, T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly CellFault<K>[] };

/**
 * The column that each field most probably has: one whose name is the field's key or one of its aliases, whatever stands
 * in brackets or after a colon or asterisk. Earlier aliases go first, no column serves two fields. Nothing is guessed from likeness:
 * a wrong column is worse than none.
 */
export function guessMapping<K extends string>(
  columns: readonly string[],
  fields: readonly FieldSpec<K>[]
): ColumnMapping<K> {
  const byName = new Map<string, string[]>();
  for (const column of columns) {
    for (const name of new Set([plainName(column), plainName(column.replace(/\([^()]*\)|[:*].*/gu, ''))])) {
      if (name !== '') byName.set(name, [...(byName.get(name) ?? []), column]);
    }
  }
  const taken = new Set<string>();
  const mapping: Partial<ColumnMapping<K>> = {};
  for (const { key, aliases } of fields) {
    const names = [key, ...aliases].map(plainName);
    const column = names.flatMap((name) => byName.get(name) ?? []).find((one) => !taken.has(one)) ?? null;
    if (column !== null) taken.add(column);
    mapping[key] = column;
  }
  return mapping as ColumnMapping<K>;
}

/**
 * Reads every row through `parseRow`, which sees trimmed cells ('' where the field has no column). Rows without any content
 * are passed over; a required field that is empty is a fault `missing` that `parseRow` need not notice. Others have their turn
 * meanwhile.
 */
export async function applyMapping<K extends string, T>(
  table: { readonly columns: readonly string[]; readonly rows: readonly TableRow[] },
  mapping: Readonly<Partial<Record<K, string | null>>>,
  fields: readonly FieldSpec<K>[],
  parseRow: (cell: (key: K) => string, line: number) => ParsedRow<K, T>
): Promise<{ values: Numbered<T>[]; errors: RowError[] }> {
  const position = new Map<K, number>();
  for (const { key } of fields) {
    const column = mapping[key];
    if (column) position.set(key, table.columns.indexOf(column));
  }
  const values: Numbered<T>[] = [];
  const errors: RowError[] = [];
  for await (const { line, cells } of inTurns(table.rows)) {
    if (cells.every((text) => text.trim() === '')) continue;
    const cell = (key: K): string => cells[position.get(key) ?? -1]?.trim() ?? '';
    const missing = fields.filter(({ key, required }) => required && cell(key) === '').map(({ key }) => key);
    for (const field of missing) errors.push({ line, field, code: 'missing', value: '' });
    const parsed = parseRow(cell, line);
    if (!parsed.ok) {
      const others = parsed.faults.filter(({ field }) => !missing.includes(field));
      errors.push(...others.map((fault) => ({ line, ...fault })));
    } else if (missing.length === 0) values.push({ line, value: parsed.value });
  }
  return { values, errors };
}

/**
 * What has to be created and what changed, records found again by `keyOf`. A second row with the same key is reported with both
 * lines; when it says something else it is an error, because nobody can tell which of the two is meant. Others have their turn
 * meanwhile.
 * @param keyOf the record's name at its source; a row whose key is null is always new
 * @param existing by key, as it is now
 * @param after what the record will be when `existing` hears `value`; by default the value itself
 * @param differing the names of the facts that differ
 */
export async function planUpserts<T>(request: {
  readonly values: readonly Numbered<T>[];
  readonly errors?: readonly RowError[];
  readonly keyOf: (value: T) => string | null;
  readonly existing: Pick<ReadonlyMap<string, { readonly id: string; readonly value: T }>, 'get'>;
  readonly after?: (before: T, value: T) => T;
  readonly differing: (a: T, b: T) => readonly string[];
}): Promise<ImportPlan<T>> {
  const { values, keyOf, existing, differing, after = (_, value) => value } = request;
  const plan: ImportPlan<T> & { unchanged: number } = {
    create: [],
    update: [],
    unchanged: 0,
    errors: [...(request.errors ?? [])],
    duplicates: []
  };
  const seen = new Map<string, Numbered<T>>();
  for await (const { line, value } of inTurns(values)) {
    const key = keyOf(value);
    const first = key === null ? undefined : seen.get(key);
    if (key !== null && first) {
      const same = differing(first.value, value).length === 0;
      plan.duplicates.push({ key, line, firstLine: first.line, same });
      if (!same)
        plan.errors.push({ line, field: null, code: 'contradicts_row', value: key, otherLine: first.line });
      continue;
    }
    if (key !== null) seen.set(key, { line, value });
    const known = key === null ? undefined : existing.get(key);
    if (!known) {
      plan.create.push(value);
      continue;
    }
    const next = after(known.value, value);
    const changed = differing(known.value, next);
    if (changed.length === 0) plan.unchanged += 1;
    else plan.update.push({ id: known.id, before: known.value, after: next, changed });
  }
  plan.errors.sort((a, b) => a.line - b.line);
  return plan;
}

/** `E-mail cím:` and `e_mail_cim` are one name. */
function plainName(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
