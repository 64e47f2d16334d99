// The way of a file into the house, the same for the command line and the administration page: read, choose columns, plan, and
// then write all that is right, or nothing when a row is wrong.
import { didYouMean, slugOf } from '#lib/core/hungarian.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Database } from '../db/database.server.ts';
import type { ImportFile, ImportOptions, ImportTable, Importer } from '../domain.ts';
import { guessMapping, type ImportPlan, type RowError } from '../tabular/mapping.ts';
import { isSpoilt } from '../tabular/encoding.server.ts';
import { readTable } from '../tabular/read.server.ts';
import { tableFaultCodes, type Refusal, type TableFault } from '../tabular/table.ts';

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

/** What is odd but spoils no row, in the columns that are used. */
export function warningsOf(table: SourceTable, mapping: Mapping): RowError[] {
  return faultsWhereUsed(table, mapping).filter(({ code }) => !spoilsRow(code));
}

/** Only wrong accents are merely ugly; an importer's own reader has told apart what it refused. */
function spoilsRow(code: string): boolean {
  return isTableFault(code) && code !== 'wrong_accents';
}

function isTableFault(code: string): code is TableFault['code'] {
  return (tableFaultCodes as readonly string[]).includes(code);
}

/** Spoilt letters with the field that they came into; in a column that fills none they harm nobody. */
function faultsWhereUsed({ columns, rows, problems }: SourceTable, mapping: Mapping): RowError[] {
  const lines = new Set(problems.map(({ line }) => line));
  const cellsAt = new Map(rows.flatMap(({ line, cells }) => (lines.has(line) ? [[line, cells]] : [])));
  const used = Object.entries(mapping).flatMap(([field, column]) =>
    column === null ? [] : [{ field, position: columns.indexOf(column) }]
  );
  return problems.flatMap((problem): RowError[] => {
    const { line, code } = problem;
    if (!isTableFault(code) || code === 'extra_cells') return [problem];
    for (const { field, position } of used) {
      const value = cellsAt.get(line)?.[position] ?? '';
      if (isSpoilt(value, code)) return [{ line, field, code, value: value.slice(0, 200) }];
    }
    return [];
  });
}

/** What the file would change; rows that could not be read rightly are among the errors. */
export async function planImport(
  db: Database,
  {
    importer,
    table,
    options
  }: { readonly importer: Importer; readonly table: SourceTable; readonly options: ImportOptions }
): Promise<ImportPlan<unknown>> {
  const spoilt = faultsWhereUsed(table, options.mapping).filter(({ code }) => spoilsRow(code));
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
