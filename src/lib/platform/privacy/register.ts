// The record of processing activities (GDPR art. 30), one entry per purpose, made from the declarations.
import { personalColumns, type PersonalEntry, type TableDeclarations } from '../personal-data.ts';
import type { Words } from '../words/words.ts';
import { basisWords, columnWords, erasureWords, keptWords, tableWords } from './declared-words.ts';

export interface Processing {
  readonly purpose: string;
  readonly basis: string;
  readonly data: string;
  readonly seenBy: string;
  readonly kept: string;
  readonly erased: string;
  /** The tables, by their words. */
  readonly where: string;
}

export const processingFields = ['purpose', 'basis', 'data', 'seenBy', 'kept', 'erased', 'where'] as const;

/** In the order of the alphabet. */
export function registerOf(tables: TableDeclarations, words: Words): readonly Processing[] {
  const entries = Object.keys(tables).flatMap((table) => personalColumns(tables, table));
  return [...Map.groupBy(entries, ({ purpose }) => purpose).values()]
    .map((group) => processingOf(group, words))
    .sort((a, b) => words.compare(a.purpose, b.purpose));
}

function processingOf(group: readonly PersonalEntry[], words: Words): Processing {
  const [first] = group;
  const each = (word: (entry: PersonalEntry) => string, separator = '; '): string =>
    [...new Set(group.map(word))].join(separator);
  return {
    purpose: first ? words.t(first.purpose) : '',
    basis: each((entry) => basisWords(words, entry)),
    data: each(({ column }) => columnWords(words, column), ', '),
    seenBy: each(({ seenBy }) => words.t(`privacy.seenBy.${seenBy}`), ', '),
    kept: each(({ kept }) => keptWords(words, kept)),
    erased: each(({ erasure }) => erasureWords(words, erasure)),
    where: each(({ table }) => tableWords(words, table), ', ')
  };
}
