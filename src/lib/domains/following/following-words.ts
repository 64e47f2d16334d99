// What somebody follows, in words.
import type { Words } from '#lib/platform/words/words.ts';
import type { Weekday } from '#lib/core/time.ts';
import type { FieldError } from './input.ts';
import type { When } from './model.ts';
import type { Following } from './queries.server.ts';

export interface Fact {
  readonly term: string;
  readonly text: string;
}

export function choiceFacts(
  words: Words,
  following: Pick<
    Following,
    'kind' | 'name' | 'km' | 'audiences' | 'themes' | 'rhythm' | 'weekday' | 'remind'
  >
): Fact[] {
  const { kind, name, km, audiences, themes, rhythm, weekday, remind } = following;
  const facts: Fact[] = [{ term: words.t(`following.fact.${kind}`), text: name }];
  if (km !== null) facts.push({ term: words.t('following.field.km'), text: radiusText(words, km) });
  if (audiences.length > 0)
    facts.push({
      term: words.t('following.field.audiences'),
      text: words.list(audiences.map((code) => words.t(`calendar.audience.${code}`)))
    });
  if (themes.length > 0)
    facts.push({
      term: words.t('following.field.themes'),
      text: words.list(themes.map((code) => words.t(`calendar.theme.${code}`)))
    });
  if (rhythm && weekday)
    facts.push({ term: words.t('following.fact.when'), text: whenText(words, { rhythm, weekday }) });
  if (kind === 'event')
    facts.push({
      term: words.t('following.fact.when'),
      text: words.t(remind ? 'following.fact.changesAndDayBefore' : 'following.fact.changes')
    });
  if (kind === 'circle')
    facts.push({ term: words.t('following.fact.when'), text: words.t('following.fact.meetings') });
  return facts;
}

export function radiusText(words: Words, km: number): string {
  return km === 0 ? words.t('following.radius.here') : words.t('following.radius.around', { km });
}

/** «minden héten, csütörtökön» */
export function whenText(words: Words, { rhythm, weekday }: When): string {
  return words.t(`following.when.${rhythm}`, { weekday: String(weekday) });
}

/** The name of a day of the week as a choice. */
export function weekdayText(words: Words, weekday: Weekday): string {
  // Any Monday: the day of the week is all that is said of it.
  return words.date(`2024-01-0${weekday}`, 'weekday');
}

export function spokenErrors(words: Words, errors: readonly FieldError[]) {
  return errors.map(({ field, code, value = '', suggestions = [] }) => ({
    field,
    message:
      words.lookUp(`following.error.${code}`, {
        value,
        suggestions: suggestions.length > 0 ? words.list(suggestions, 'disjunction') : 'none'
      }) ?? code
  }));
}
