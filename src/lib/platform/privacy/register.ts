// The record of processing activities (GDPR art. 30), one entry per purpose, made from the declarations.
import {
  personalColumns,
  type PersonalEntry,
  type PlainKey,
  type TableDeclarations
} from '../personal-data.ts';
import type { Words } from '../words/words.ts';
import { basisWords, columnWords, keptWords, tableWords, whenErased } from './declared-words.ts';

export interface Processing {
  readonly purpose: string;
  readonly basis: string;
  /** Whether it rests on consent alone. */
  readonly byConsent: boolean;
  readonly data: string;
  readonly seenBy: string;
  readonly kept: string;
  readonly erased: string;
  /** The tables, by their words. */
  readonly where: string;
}

export const processingFields = ['purpose', 'basis', 'data', 'seenBy', 'kept', 'erased', 'where'] as const;

/** What most people want to know first. */
const first: readonly PlainKey[] = [
  'privacy.purpose.account',
  'privacy.purpose.coming',
  'privacy.purpose.contact',
  'privacy.purpose.history',
  'privacy.purpose.notification',
  'privacy.purpose.mail',
  'privacy.purpose.mailPreference',
  'privacy.purpose.acting',
  'privacy.purpose.consent'
];

/** The important ones first, the others in the order of the alphabet. */
export function registerOf(tables: TableDeclarations, words: Words): readonly Processing[] {
  const entries = Object.keys(tables).flatMap((table) => personalColumns(tables, table));
  const groups = Map.groupBy(entries, ({ purpose }) => purpose);
  const others = [...groups.keys()]
    .filter((purpose) => !first.includes(purpose))
    .sort((a, b) => words.compare(words.t(a), words.t(b)));
  return [...first, ...others].flatMap((purpose) => {
    const group = groups.get(purpose);
    return group ? [processingOf(group, words)] : [];
  });
}

function processingOf(group: readonly PersonalEntry[], words: Words): Processing {
  const each = (word: (entry: PersonalEntry) => string, separator = '; '): string =>
    [...new Set(group.map(word))].join(separator);
  return {
    purpose: each(({ purpose }) => words.t(purpose)),
    basis: each((entry) => basisWords(words, entry)),
    byConsent: group.every(({ basis }) => basis === 'consent'),
    data: each(({ table, column }) => columnWords(words, table, column), ', '),
    seenBy: apart(group, ({ seenBy }) => words.t(`privacy.seenBy.${seenBy}`), words),
    kept: apart(group, ({ kept }) => keptWords(words, kept), words),
    erased: whenErased(
      words,
      group.map(({ erasure }) => erasure)
    ),
    where: each(({ table }) => tableWords(words, table), ', ')
  };
}

/** Where not all columns say the same, which of them says what; what most of them say is said last, of the others. */
export function apart(
  group: readonly PersonalEntry[],
  word: (entry: PersonalEntry) => string,
  words: Words
): string {
  const parts = [...Map.groupBy(group, word)].sort(([, a], [, b]) => a.length - b.length);
  if (parts.length < 2) return parts.map(([said]) => said).join('');
  return parts
    .map(([said, entries], index) => {
      const named = [...new Set(entries.map(({ table, column }) => columnWords(words, table, column)))];
      const of = index === parts.length - 1 ? words.t('privacy.notice.others') : words.list(named);
      return `${of}: ${said}`;
    })
    .join('; ');
}
