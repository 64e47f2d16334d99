// The way of a file into the house, the same for the command line and the administration page: read, choose columns, plan,
// then write everything in one transaction or nothing.
import { didYouMean, slugOf } from '#lib/core/hungarian.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '../actor.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import type { ImportFile, ImportOptions, ImportTable, Importer } from '../domain.ts';
import { guessMapping, type ImportPlan, type RowError } from '../tabular/mapping.ts';
import { readTable } from '../tabular/read.server.ts';
import type { Refusal } from '../tabular/table.ts';

/** The largest file that is taken, in bytes. */
export const maxFileBytes = 20 * 1024 * 1024;

export type Mapping = ImportOptions['mapping'];

/** What the file holds, whatever kind of file it is. */
export async function readImportFile(
  importer: Importer,
  file: ImportFile,
  sheet: string | null
): Promise<ReadImport> {
  const own = await importer.read?.(file);
  if (own) return ok({ ...own, sheets: [], problems: own.warnings ?? [] });
  return readTable(file.bytes, { name: file.name, maxBytes: maxFileBytes, ...(sheet ? { sheet } : {}) });
}

export type ReadImport = Result<SourceTable, { ok: false } & Refusal>;

export interface SourceTable extends ImportTable {
  /** Of a workbook. */
  readonly sheets: readonly string[];
  /** What is odd about the rows. */
  readonly problems: readonly RowError[];
}

/** Oddities that spoil a row; the others are only worth a warning. */
const spoiling: readonly string[] = ['ragged', 'garbled', 'lost_letters'];

export function warningsOf({ problems }: SourceTable): RowError[] {
  return problems.filter(({ code }) => !spoiling.includes(code));
}

/** What the file would change; rows that could not be read rightly are among the errors. */
export async function planImport(
  db: Database,
  { importer, table, options }: Pick<ImportRequest, 'importer' | 'table' | 'options'>
): Promise<ImportPlan<unknown>> {
  const spoilt = table.problems.filter(({ code }) => spoiling.includes(code));
  const lines = new Set(spoilt.map(({ line }) => line));
  const rows = table.rows.filter(({ line }) => !lines.has(line));
  const plan = await importer.plan(db, { columns: table.columns, rows }, options);
  const errors = [...plan.errors, ...spoilt, ...(table.refused ?? [])];
  return { ...plan, errors: errors.sort((a, b) => a.line - b.line) };
}

/** `guess` is what can be shown to the person who has to mend it. */
export type MappingFault = { guess: Mapping } & (
  | { reason: 'unknown_field'; field: string; suggestions: string[] }
  | { reason: 'unknown_column'; field: string; column: string; suggestions: string[] }
  | { reason: 'missing_columns'; fields: string[] }
);

/**
 * Which column fills which field: as given, and for the fields not spoken of as the columns' names suggest. A column is
 * found without regard to accents and capitals.
 */
export function completeMapping(
  importer: Importer,
  columns: readonly string[],
  given: Mapping
): Result<Mapping, MappingFault & { ok: false }> {
  const keys = importer.fields.map(({ key }) => key);
  const guess = guessMapping(columns, importer.fields);
  const mapping: Record<string, string | null> = { ...guess };
  for (const [field, column] of Object.entries(given)) {
    if (!keys.includes(field))
      return no('unknown_field', { guess, field, suggestions: didYouMean(field, keys, 3) });
    if (column !== null && !columns.includes(column))
      return no('unknown_column', { guess, field, column, suggestions: didYouMean(column, columns, 3) });
    mapping[field] = column;
  }
  const fields = importer.fields.flatMap(({ key, required }) => (required && !mapping[key] ? [key] : []));
  return fields.length > 0 ? no('missing_columns', { guess: mapping, fields }) : ok(mapping);
}

/** Under what name records are found again when nobody says otherwise: that of the file. */
export function sourceOf(fileName: string): string {
  return slugOf(fileName.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,5}$/i, ''), 60);
}

export interface ImportRequest {
  readonly importer: Importer;
  readonly table: SourceTable;
  readonly options: ImportOptions;
  /** Whether right rows are imported though others are not right. */
  readonly skipBadRows: boolean;
}

export type Imported = Result<
  ImportPlan<unknown>,
  | { reason: 'not_allowed' }
  | { reason: 'rows_refused'; plan: ImportPlan<unknown> }
  | { reason: 'finished_before' }
>;

/**
 * Plans and writes in one transaction, so that what is written is what was planned, and all of it or nothing.
 * @param finish runs first, in the same transaction; when it answers false, somebody has done this already
 */
export async function runImport(
  db: Database,
  actor: Actor,
  { importer, table, options, skipBadRows }: ImportRequest,
  finish: (tx: Database) => Promise<boolean> = () => Promise.resolve(true)
): Promise<Imported> {
  if (!importer.mayImport(actor)) return no('not_allowed');
  return inTransaction(db, async (tx): Promise<Imported> => {
    if (!(await finish(tx))) return no('finished_before');
    const plan = await planImport(tx, { importer, table, options });
    if (plan.errors.length > 0 && !skipBadRows) return no('rows_refused', { plan });
    if (plan.create.length + plan.update.length > 0) await importer.apply(tx, actor, plan, options);
    return ok(plan);
  });
}
