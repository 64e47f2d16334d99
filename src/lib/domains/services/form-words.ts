// Says in words what is wrong in the form of a service.
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';

export interface SpokenError {
  readonly field: string;
  readonly message: string;
  /** Answers that may have been meant: what the button `take` says, and its label. */
  readonly choices: readonly { readonly take: string; readonly label: string }[];
}

/** In the order in which the fields stand on the page. */
export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  const place = (field: string): number => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...errors]
    .sort((a, b) => place(a.field) - place(b.field))
    .map(({ field, code, value = '', suggestions = [] }) => ({
      field,
      message:
        words.lookUp(`services.error.${code}`, {
          value,
          suggestions: suggestions.length > 0 ? words.list(suggestions, 'disjunction') : 'none'
        }) ?? code,
      choices: suggestions.map((label) => ({ take: `${field}|${value}|${label}`, label }))
    }));
}

const order = [
  'name',
  'organisation',
  'description',
  'alternateNames',
  'terms',
  'phones',
  'email',
  'website',
  ...[1, 2, 3, 4, 5, 6, 7].map((day) => `hours_${day}`),
  'placeHours',
  'exceptions',
  'venues',
  'settlements',
  'counties',
  'eligibility',
  'minimumAge',
  'maximumAge',
  'costs',
  'documents',
  'application',
  'accessibility'
];
