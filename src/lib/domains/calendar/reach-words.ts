// Says in words how many people an event can reach and how many of them have a choice.
import type { Words } from '#lib/platform/words/words.ts';
import type { EventReach } from './reach.server.ts';

/** As for clashes: farther than this nobody is counted. */
export const reachKm = 25;

export function pairKey({ a, b }: { a: { event: string }; b: { event: string } }): string {
  return `${a.event} ${b.event}`;
}

/** «A 25 km-es körzetben 31 400 ember él. Ugyanakkor további 2 program hívja őket.» */
export function reachSentences(words: Words, { people, rivals }: EventReach): string[] {
  return [
    words.t('calendar.reach.people', { km: reachKm, people: rounded(people) }),
    rivals === 0 ? words.t('calendar.reach.alone') : words.t('calendar.reach.rivals', { count: rivals })
  ];
}

/** What only organisers need: how many of them have no other choice, and what part falls to this event. */
export function reachDetails(words: Words, { people, rivals, only, share }: EventReach): string[] {
  if (rivals === 0) return [words.t('calendar.reach.model')];
  const percent = Math.round((100 * only) / people);
  const alone =
    only === 0
      ? words.t('calendar.reach.onlyNone')
      : only === people
        ? words.t('calendar.reach.onlyAll')
        : words.t('calendar.reach.onlyPart', { people: rounded(only), percent });
  return [
    alone,
    words.t('calendar.reach.share', { percent: Math.round(100 * share) }),
    words.t('calendar.reach.model')
  ];
}

/** Two figures that matter: more would claim to know. */
function rounded(people: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, people))) - 2);
  return Math.round(people / unit) * unit;
}
