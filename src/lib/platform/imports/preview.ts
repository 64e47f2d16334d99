// What a person sees before deciding on an import: the beginning of the file, what would change, and what is wrong.
import type { Importer, ImportTable } from '../domain.ts';
import type { AlikeRow, ImportPlan } from '../tabular/mapping.ts';
import type { Words } from '../words/words.ts';
import type { Mapping } from './imports.server.ts';
import { reportOf, type ImportReport } from './report.ts';
import { faultSentence, fieldLabel } from './sentences.ts';

const shownRows = 5;
const shownChanges = 20;
const shownErrors = 100;
/** New rows that may be records already there; for the others one button decides. */
const shownAlike = 200;

export interface FieldChoice {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  readonly column: string | null;
  /** What the column holds in the first rows, shortened. */
  readonly examples: string;
}

export interface ImportPreview {
  readonly report: Omit<ImportReport, 'refused'>;
  /** Names of the first records that would be new. */
  readonly created: readonly string[];
  readonly changes: readonly {
    readonly name: string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly changedFields: readonly { readonly field: string; readonly count: number }[];
  readonly errors: readonly {
    readonly line: number;
    readonly field: string | null;
    readonly fault: string;
  }[];
  readonly moreErrors: number;
  readonly alike: {
    readonly rows: readonly (Pick<AlikeRow, 'line' | 'key' | 'name' | 'sure' | 'taken' | 'known'> & {
      readonly where: string;
      readonly knownWhere: string;
      readonly likeness: string;
      readonly distance: string | null;
    })[];
    readonly all: number;
    /** How many of all nobody would doubt. */
    readonly sure: number;
  };
}

export function previewOf(
  words: Words,
  importer: Importer,
  plan: ImportPlan<unknown>,
  rows: number
): ImportPreview {
  const { refused, ...report } = reportOf(plan, rows, importer.partOf);
  const changes = plan.update.slice(0, shownChanges).flatMap(({ before, after, changed }) =>
    changed.map((key) => ({
      name: nameOf(after),
      field: factLabel(words, importer, key),
      before: textOf(words, before, key),
      after: textOf(words, after, key)
    }))
  );
  return {
    report,
    created: plan.create
      .map(nameOf)
      .filter((name) => name !== '')
      .slice(0, shownChanges),
    changes: changes.slice(0, shownChanges),
    changedFields: Object.entries(report.changedFields).map(([key, count]) => ({
      field: factLabel(words, importer, key),
      count
    })),
    errors: refused.slice(0, shownErrors).map((error) => ({
      line: error.line,
      field: error.field && fieldLabel(words, importer, error.field),
      fault: faultSentence(words, error)
    })),
    moreErrors: Math.max(0, refused.length - shownErrors),
    alike: alikeOf(words, plan.alike ?? [])
  };
}

export function fieldChoices(
  words: Words,
  importer: Importer,
  table: ImportTable,
  mapping: Mapping
): FieldChoice[] {
  return importer.fields.map(({ key, required }) => {
    const column = mapping[key] ?? null;
    const at = column === null ? -1 : table.columns.indexOf(column);
    const texts = table.rows.slice(0, shownRows).map(({ cells }) => cells[at]?.trim() ?? '');
    return {
      key,
      label: fieldLabel(words, importer, key),
      required: required ?? false,
      column,
      examples: [...new Set(texts)]
        .filter((text) => text !== '')
        .slice(0, 3)
        .map(shortened)
        .join(' · ')
    };
  });
}

function alikeOf(words: Words, alike: readonly AlikeRow[]): ImportPreview['alike'] {
  const rows = alike
    .slice(0, shownAlike)
    .map(({ line, key, name, street, settlement, known, likeness, metres, sure, taken }) => ({
      line,
      key,
      name,
      known,
      sure,
      taken,
      where: [settlement, street].filter((part) => part !== null).join(', '),
      knownWhere: [settlement, known.street].filter((part) => part !== null).join(', '),
      likeness: words.number(likeness, { style: 'percent', maximumFractionDigits: 0 }),
      distance: metres === null ? null : words.t('imports.alike.metres', { metres })
    }));
  return { rows, all: alike.length, sure: alike.filter(({ sure }) => sure).length };
}

/** A fact is called as the field that fills it: `kshCode` as `ksh_code`. */
function factLabel(words: Words, importer: Importer, key: string): string {
  const field = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const known = importer.fields.find((one) => one.key === key || one.key === field);
  return known ? fieldLabel(words, importer, known.key) : (words.lookUp(`imports.fact.${key}`) ?? key);
}

function nameOf(record: unknown): string {
  const { name, title } = (record ?? {}) as { name?: unknown; title?: unknown };
  return String(name ?? title ?? '');
}

function textOf(words: Words, record: unknown, key: string): string {
  const value = ((record ?? {}) as Record<string, unknown>)[key];
  return shortened(plainText(words, value));
}

function plainText(words: Words, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return words.number(value, { maximumFractionDigits: 6 });
  if (Array.isArray(value)) return value.map((each) => plainText(words, each)).join(', ');
  if (value instanceof Date) return words.date(value);
  if (typeof value === 'object')
    return Object.values(value)
      .map((each) => plainText(words, each))
      .join('; ');
  return String(value);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
