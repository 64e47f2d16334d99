// What a mapping file says: which column fills which field, which columns together, and which values hold for every row.
import { fold } from '#lib/core/hungarian.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { ImportField, ImportTable } from '../domain.ts';
import type { Mapping } from './imports.server.ts';

export type FileMappingFault = { reason: 'not_a_mapping' } | { reason: 'not_a_choice'; field: string };

/**
 * `{ "title": "name", "place": ["city", "country"], "zone": { "value": "Europe/Paris" }, "price": null }`: a column; columns whose
 * texts come one after the other; a value for every row (also a number, true or false, or `{ "name": … }`); no column. Fields are
 * found without regard to capitals and underscores. Values and joined columns become columns of the table.
 */
export function readFileMapping<Table extends ImportTable>(
  value: unknown,
  table: Table,
  fields: readonly ImportField[]
): Result<{ table: Table; mapping: Mapping }, FileMappingFault> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return no('not_a_mapping');
  const mapping: Record<string, string | null> = {};
  let filled = table;
  for (const [written, choice] of Object.entries(value)) {
    const field = fields.find(({ key }) => key === written || plain(key) === plain(written));
    const key = field?.key ?? written;
    const constant = constantIn(choice) ?? (isValueOf(field, choice, table) ? choice : null);
    if (choice === null || (typeof choice === 'string' && constant === null)) mapping[key] = choice;
    else if (constant !== null) [filled, mapping[key]] = withColumn(filled, `= ${constant}`, () => constant);
    else if (Array.isArray(choice) && choice.every((each) => typeof each === 'string')) {
      const unknown = choice.find((column) => !table.columns.includes(column));
      if (unknown !== undefined) mapping[key] = unknown;
      else [filled, mapping[key]] = withJoined(filled, choice);
    } else return no('not_a_choice', { field: written });
  }
  return ok({ table: filled, mapping });
}

/** The table with one value in every row of a new column, and the column's name. */
export function withConstant<Table extends ImportTable>(table: Table, value: string): [Table, string] {
  return withColumn(table, `= ${value}`, () => value);
}

function constantIn(choice: unknown): string | null {
  if (typeof choice === 'boolean' || typeof choice === 'number') return String(choice);
  if (typeof choice !== 'object' || choice === null || Array.isArray(choice)) return null;
  const { value, name } = choice as { value?: unknown; name?: unknown };
  const constant = value ?? name;
  return ['string', 'number', 'boolean'].includes(typeof constant) ? String(constant) : null;
}

function isValueOf(
  field: ImportField | undefined,
  choice: unknown,
  { columns }: ImportTable
): choice is string {
  return typeof choice === 'string' && !columns.includes(choice) && (field?.isValue?.(choice) ?? false);
}

function withJoined<Table extends ImportTable>(table: Table, columns: readonly string[]): [Table, string] {
  const positions = columns.map((column) => table.columns.indexOf(column));
  return withColumn(table, columns.join(' + '), (cells) =>
    positions
      .map((position) => cells[position]?.trim() ?? '')
      .filter((text) => text !== '')
      .join(', ')
  );
}

function withColumn<Table extends ImportTable>(
  table: Table,
  name: string,
  textOf: (cells: readonly string[]) => string
): [Table, string] {
  if (table.columns.includes(name)) return [table, name];
  const rows = table.rows.map(({ line, cells }) => ({ line, cells: [...cells, textOf(cells)] }));
  return [{ ...table, columns: [...table.columns, name], rows }, name];
}

function plain(key: string): string {
  return fold(key).replace(/[^a-z0-9]/g, '');
}
