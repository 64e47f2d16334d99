// Says in words what is wrong in the form of an event.
import type { Words } from '#lib/platform/words/words.ts';
import type { Meant } from '#lib/domains/registry/form-words.ts';
import type { FieldError } from './input.ts';

export interface SpokenError {
  readonly field: string;
  readonly message: string;
  /** Answers that may have been meant, each to be taken by a press. */
  readonly choices: readonly Meant[];
}

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
