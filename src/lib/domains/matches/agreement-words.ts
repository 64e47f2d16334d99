// How an agreement reads.
import type { Words } from '#lib/platform/words/words.ts';
import type { Agreement } from './agreement-queries.server.ts';

/** For the subject of a letter. */
export function shortOf({ what }: Pick<Agreement, 'what'>): string {
  return what.length > 80 ? `${what.slice(0, 79)}…` : what;
}

export function whenText(words: Words, { startsOn, endsOn }: Pick<Agreement, 'startsOn' | 'endsOn'>): string {
  if (startsOn && endsOn && startsOn !== endsOn)
    return words.t('matches.agreement.between', {
      from: words.date(startsOn, 'long'),
      until: words.date(endsOn, 'long')
    });
  const day = startsOn ?? endsOn;
  return day ? words.date(day, 'full') : words.t('matches.agreement.noDayYet');
}
