// How joint projects and gifts are said: an event of a plan, whom it reaches, what was given.
import type { SpokenError } from '#lib/domains/registry/form-words.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';
import type { Gift, PlannedEvent, Project, shareOf } from './model.ts';

/** «2027. február 6., szombat 17:00 · 90 perc · Szélmalom nagyterem, Szegvár». */
export function eventSaid(
  words: Words,
  { starts, minutes }: Pick<Project, 'starts' | 'minutes'>,
  { day, venue, settlement }: Pick<PlannedEvent, 'day' | 'venue' | 'settlement'>
): string {
  const length = words.t('projects.page.length', { minutes });
  return `${words.date(day, 'full')} ${starts} · ${length} · ${venue.name}, ${settlement.name}`;
}

export function reachSaid(words: Words, { events, territory }: Project): string {
  return words.t('projects.page.reach', { count: events.length, territory });
}

/** «legalább 1», «1–2», «nincs megkötve». */
export function limitsSaid(words: Words, { least, most }: ReturnType<typeof shareOf>): string {
  if (most === null)
    return least === 0 ? words.t('projects.share.any') : words.t('projects.share.from', { least });
  if (least === most) return words.t('projects.share.exactly', { least });
  return least === 0
    ? words.t('projects.share.upTo', { most })
    : words.t('projects.share.between', { least, most });
}

/** «450 000 Ft», «12 óra»; null where neither was said. */
export function worthSaid(
  words: Words,
  { amountHuf, hours }: Pick<Gift, 'amountHuf' | 'hours'>
): string | null {
  const parts = [
    ...(amountHuf === null ? [] : [words.t('projects.gift.huf', { amount: words.number(amountHuf) })]),
    ...(hours === null ? [] : [words.t('projects.gift.hours', { hours: words.number(hours) })])
  ];
  return parts.length > 0 ? parts.join(' · ') : null;
}

export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  return errors.map(({ field, code, value = '', suggestions = [] }) => ({
    field,
    message: words.lookUp(`projects.error.${code}`, { value }) ?? code,
    choices: suggestions.map((label) => ({ take: `${field} ${label}`, label }))
  }));
}
