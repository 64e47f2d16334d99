// Says in words what is wrong in the form of an event.
import type { Words } from '#lib/platform/words/words.ts';
import type { FormError } from '#lib/ui/form-state.ts';
import type { FieldError } from './input.ts';

export type SpokenError = FormError & Required<Pick<FormError, 'choices'>>;

export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  return errors.map(({ field, code, value = '', suggestions = [] }) => ({
    field,
    message: words.lookUp(`calendar.error.${code}`, { value }) ?? code,
    choices: [
      ...suggestions.map((label) => ({ take: `${field} ${label}`, label })),
      ...(code === 'venue_unknown'
        ? [{ take: `place ${value}`, label: words.t('calendar.form.venueInWords') }]
        : [])
    ]
  }));
}
