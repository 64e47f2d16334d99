// What went wrong with a file, its columns or one of its rows, in words.
import type { Importer } from '../domain.ts';
import type { RowError } from '../tabular/mapping.ts';
import type { Refusal } from '../tabular/table.ts';
import type { Words } from '../words/words.ts';
import type { MappingFault } from './imports.server.ts';

/** «Row 17, Settlement: no settlement is called “Szegvr”. Did you mean Szegvár?» */
export function rowSentence(words: Words, importer: Importer, error: RowError): string {
  const place = error.field
    ? words.t('imports.place.cell', { line: error.line, field: fieldLabel(words, importer, error.field) })
    : words.t('imports.place.row', { line: error.line });
  return words.t('imports.sentence', { place, fault: faultSentence(words, error) });
}

/** The same without the place: for a table that has columns for row and field. */
export function faultSentence(words: Words, { code, value, suggestion, otherLine }: RowError): string {
  const fault =
    words.lookUp(`imports.error.${code}`, { value: shortened(value), otherLine: otherLine ?? 0 }) ??
    words.t('imports.error.other', { value: shortened(value), code });
  return suggestion ? `${fault} ${words.t('imports.suggestion', { suggestion })}` : fault;
}

export function fieldLabel(words: Words, importer: Importer, key: string): string {
  const field = importer.fields.find((one) => one.key === key);
  return field ? (words.lookUp(field.label) ?? key) : key;
}

export function mappingSentence(
  words: Words,
  importer: Importer,
  fault: MappingFault,
  columns: readonly string[]
): string {
  const label = (key: string): string => `${fieldLabel(words, importer, key)} (${key})`;
  switch (fault.reason) {
    case 'unknown_field':
      return words.t('imports.mapping.unknown_field', {
        field: fault.field,
        fields: importer.fields.map(({ key }) => key).join(', ')
      });
    case 'unknown_column':
      return words.t('imports.mapping.unknown_column', {
        column: shortened(fault.column),
        columns: columns.map(shortened).join(', ')
      });
    case 'missing_columns':
      return words.t('imports.mapping.missing_columns', {
        fields: words.list(fault.fields.map(label)),
        columns: columns.map(shortened).join(', ')
      });
  }
}

/** Why a file could not be read as a table. */
export function readingSentence(words: Words, refusal: Refusal): string {
  const facts = {
    ...refusal,
    ...('bytes' in refusal ? { megabytes: words.number(Math.ceil(refusal.bytes / 1_048_576)) } : {}),
    ...('limit' in refusal ? { limit: words.number(refusal.limit) } : {}),
    ...('sheets' in refusal ? { sheets: refusal.sheets.join(', ') } : {})
  };
  return (
    words.lookUp(`imports.reading.${refusal.reason}`, facts) ??
    words.t('imports.reading.other', { reason: refusal.reason })
  );
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
