// Says in words what is wrong in a form of meetings.
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';

export function spokenErrors(
  words: Words,
  errors: readonly FieldError[]
): { readonly field: string; readonly message: string }[] {
  return errors.map(({ field, code }) => ({ field, message: words.t(`meetings.error.${code}`) }));
}
