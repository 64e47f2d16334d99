// What the declarations say, in sentences: one place for the notice, the register and a person's copy of their data.
import type { Erasure, Kept, PersonalColumn } from '../personal-data.ts';
import type { Words } from '../words/words.ts';

export function keptWords(words: Words, kept: Kept): string {
  if ('until' in kept) return words.t(`privacy.kept.${kept.until}`);
  if ('minutes' in kept)
    return kept.minutes % 60 === 0
      ? words.t('privacy.kept.hours', { hours: kept.minutes / 60 })
      : words.t('privacy.kept.minutes', { minutes: kept.minutes });
  const { days, unless } = kept;
  if (!unless) return words.t('privacy.kept.days', { days });
  return words.t(unless.is === 'account' ? 'privacy.kept.daysOrAccount' : 'privacy.kept.daysUnlessWaiting', {
    days
  });
}

/** What becomes of one's own entries and of those of others that name one, in one phrase. */
export function whenErased(words: Words, erasures: readonly Erasure[]): string {
  const own = erasures.includes('delete row');
  const named = erasures.includes('clear') || erasures.includes('scrub');
  const kept = new Set(erasures.flatMap((each) => (typeof each === 'object' ? [words.t(each.keep)] : [])));
  return [
    ...(own || named
      ? [words.t(`privacy.erasure.${own && named ? 'ownAndNamed' : own ? 'own' : 'named'}`)]
      : []),
    ...[...kept].map((reason) => words.t('privacy.erasure.keep', { reason }))
  ].join('; ');
}

export function basisWords(words: Words, { basis = 'task' }: PersonalColumn): string {
  return words.t(`privacy.basis.${basis}`);
}

/** Columns without words of their own are called as in the database. */
export function columnWords(words: Words, table: string, column: string): string {
  return (
    words.lookUp(`privacy.columnOf.${table}.${column}`) ?? words.lookUp(`privacy.column.${column}`) ?? column
  );
}

export function tableWords(words: Words, table: string): string {
  return words.lookUp(`privacy.table.${table}`) ?? table;
}
