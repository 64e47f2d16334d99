// Says in words what is wrong in a form of the register.
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';

export interface SpokenError {
  readonly field: string;
  readonly message: string;
}

export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  return errors.map(({ field, code, value = '', suggestions = [] }) => ({
    field,
    message:
      words.lookUp(`registry.error.${code}`, {
        value,
        suggestions: suggestions.length > 0 ? words.list(suggestions, 'disjunction') : 'none'
      }) ?? code
  }));
}
