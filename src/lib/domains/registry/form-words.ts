// Says in words what is wrong in a form of the register.
import type { Words } from '#lib/platform/words/words.ts';
import { contactFields, type FieldError } from './input.ts';

export interface SpokenError {
  readonly field: string;
  readonly message: string;
  /** Answers that may have been meant. */
  readonly choices: readonly Meant[];
}

/** One of them, to be taken by a press. */
export interface Meant {
  /** What the button `take` says: field and answer. */
  readonly take: string;
  readonly label: string;
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
      }) ?? code,
    choices: suggestions.map((label) => ({ take: `${field} ${label}`, label }))
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
  'note',
  'width',
  'depth',
  'height',
  'amps',
  'loading',
  'price',
  'rules',
  'could_become'
];
