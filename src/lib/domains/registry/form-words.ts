// Says in words what is wrong in a form of the register.
import type { Words } from '#lib/platform/words/words.ts';
import { contactFields, type FieldError } from './input.ts';

export interface SpokenError {
  readonly field: string;
  readonly message: string;
}

/** In the order in which the fields stand on the page. */
export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  const inOrder = [...errors].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return inOrder.map(({ field, code, value = '', suggestions = [] }) => ({
    field,
    message:
      words.lookUp(`registry.error.${code}`, {
        value,
        suggestions: suggestions.length > 0 ? words.list(suggestions, 'disjunction') : 'none'
      }) ?? code
  }));
}

const order = [
  'name',
  'sector',
  'kind',
  'organisation',
  'summary',
  'settlement',
  'street',
  'point',
  ...contactFields.map(({ field }): string => field),
  'capacity',
  'accessible',
  'note'
];
