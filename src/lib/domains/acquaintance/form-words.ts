// Says in words what is wrong in the form of a visit, in the order of its fields.
import type { SpokenError } from '#lib/domains/registry/form-words.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';
import { prompts } from './model.ts';

const order: readonly string[] = [
  ...['code', 'organisation', 'subject', 'settlement', 'day', 'kind', 'sender', 'visitor', 'met'],
  ...prompts,
  ...['note', 'step', 'step_day', 'step_person', 'level']
];

export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  return [...errors]
    .sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
    .map(({ field, code, value = '', suggestions = [] }) => {
      // Whichever of several a code means is taken by its name.
      const into = field === 'code' ? 'organisation' : field;
      return {
        field,
        message: words.lookUp(`acquaintance.error.${code}`, { value }) ?? code,
        choices: suggestions.map((label) => ({ take: `${into} ${label}`, label }))
      };
    });
}
