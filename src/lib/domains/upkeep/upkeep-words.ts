// Says in words where a record comes from and how long ago somebody said that it is true.
import type { Words } from '#lib/platform/words/words.ts';
import { agoOf, daysSince, levelOf } from './freshness.ts';

interface Last {
  readonly confirmedAt: Date | null;
  readonly confirmedFor: { readonly name: string } | null;
  readonly editedAt: Date | null;
  readonly at: Date | null;
}

export function sourceSaid(words: Words, source: string): string {
  return words.lookUp(`upkeep.source.${source}`) ?? words.t('upkeep.fromList', { name: source });
}

/** «2 hónapja»; «ma» on the day itself. */
export function agoSaid(words: Words, at: Date, now: Date): string {
  const ago = agoOf(daysSince(at, now) ?? 0);
  return ago.unit === 'today'
    ? words.t('upkeep.ago.today')
    : words.t(`upkeep.ago.${ago.unit}`, { count: ago.count });
}

/** What is too long ago is said as what is missing: nobody has confirmed it for that long. */
export function lastWordSaid(words: Words, last: Last | null, halfLife: number, now: Date): string {
  if (!last?.at) return words.t('upkeep.last.never');
  const ago = agoSaid(words, last.at, now);
  if (levelOf(daysSince(last.at, now), halfLife) === 'stale') return words.t('upkeep.last.stale', { ago });
  if (last.at !== last.confirmedAt) return words.t('upkeep.last.edited', { ago });
  return last.confirmedFor
    ? words.t('upkeep.last.confirmedFor', { ago, organisation: last.confirmedFor.name })
    : words.t('upkeep.last.confirmed', { ago });
}
