// Says in a line what a reading has brought, and in a sentence what of it could not be read.
import type { Words } from '#lib/platform/words/words.ts';
import type { Counts } from './model.ts';
import type { ReadProblem } from './schema.server.ts';

const counted = [
  'created',
  'changed',
  'moved',
  'cancelled',
  'gone',
  'withdrawn',
  'asked',
  'refused'
] as const;

/** «3 új, 1 áthelyezett» */
export function readingText(
  words: Words,
  read: { outcome: string; counts: Partial<Counts>; fault: string | null }
): string {
  if (read.outcome === 'not_modified') return words.t('feeds.reads.not_modified');
  if (read.fault === 'column_gone') return words.t('feeds.reads.columnGone');
  if (read.outcome === 'held') return words.t('feeds.reads.held', { count: read.counts.gone ?? 0 });
  const parts = counted.flatMap((what) => {
    const count = read.counts[what] ?? 0;
    return count > 0 ? [words.t(`feeds.reads.${what}`, { count })] : [];
  });
  return parts.length > 0 ? parts.join(', ') : words.t('feeds.reads.nothing');
}

export function problemText(words: Words, { code, value, line }: ReadProblem): string {
  const shown = value.slice(0, 100);
  if (code === 'column_gone') return shown;
  const fault = words.lookUp(`imports.error.${code}`, { value: shown, otherLine: 0 });
  const place = words.t('imports.place.row', { line });
  return words.t('imports.sentence', {
    place,
    fault: fault ?? words.t('imports.error.other', { value: shown, code })
  });
}
