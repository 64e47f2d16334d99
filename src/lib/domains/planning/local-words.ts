// What the board says of times and of what is tried: «október 17., szombat, 18:00», «24 ütközés helyett 22 marad.»
import type { Words } from '#lib/platform/words/words.ts';

/** @param local 'YYYY-MM-DDTHH:MM' */
export function localText(words: Words, local: string): string {
  return `${words.date(local.slice(0, 10), 'medium')}, ${local.slice(11)}`;
}

export function triedText(
  words: Words,
  { before, after }: { readonly before: number; readonly after: number }
): string {
  return before === after && before > 0
    ? words.t('planning.tried.same', { count: before })
    : words.t('planning.tried.said', { before, after });
}
