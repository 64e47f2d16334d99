// Says in words what a circle, its seats and its charter are, and what is wrong in a form.
import type { SpokenError } from '#lib/domains/registry/form-words.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { CharterTexts, FieldError } from './input.ts';
import type { Circle, Member } from './model.ts';

export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  return errors.map(({ field, code, value = '', suggestions = [] }) => ({
    field,
    message: words.lookUp(`circles.error.${code}`, { value }) ?? code,
    choices: suggestions.map((label) => ({ take: `${field} ${label}`, label }))
  }));
}

/** «Szentes, Szegvár, Mindszent», or the name of the region or county. */
export function territorySaid(words: Words, { territory }: Pick<Circle, 'territory'>): string | null {
  if (territory.kind === 'micro_region') return territory.name;
  if (territory.kind === 'county') return words.t('places.county', { county: territory.county });
  return territory.settlements.length > 0 ? words.list(territory.settlements.map(({ name }) => name)) : null;
}

/** «Városi Könyvtár (Tóth Kata)». */
export function memberSaid({ organisation, name }: Pick<Member, 'organisation' | 'name'>): string {
  if (!organisation) return name ?? '';
  return name ? `${organisation.name} (${name})` : organisation.name;
}

/** The parts of a charter that say something, in their order. */
export function charterFacts(words: Words, charter: CharterTexts): { term: string; text: string }[] {
  return [
    { term: words.t('circles.charter.aims'), text: charter.aims },
    { term: words.t('circles.charter.values'), text: charter.valuesText },
    { term: words.t('circles.charter.sharing'), text: charter.sharing }
  ].filter(({ text }) => text !== '');
}
