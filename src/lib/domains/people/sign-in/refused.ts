// Says in words why somebody was not let in or a change was not made.
import type { Words } from '#lib/platform/words/words.ts';

/** A refusal of the sign-in and account operations; `reason` has the message `people.error.<reason>`. */
export interface Refused {
  readonly reason: string;
  readonly waitMinutes?: number;
}

/** @param field the one that the refusal is shown at @returns for an error summary; empty without a refusal */
export function refusedErrors(
  words: Words,
  refused: Refused | null | undefined,
  field: string
): { field: string; message: string }[] {
  if (!refused) return [];
  const message = words.lookUp(`people.error.${refused.reason}`, { waitMinutes: refused.waitMinutes });
  return [{ field, message: message ?? refused.reason }];
}
