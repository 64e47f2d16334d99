// A local time as people say it: «október 17., szombat, 18:00».
import type { Words } from '#lib/platform/words/words.ts';

/** @param local 'YYYY-MM-DDTHH:MM' */
export function localText(words: Words, local: string): string {
  return `${words.date(local.slice(0, 10), 'medium')}, ${local.slice(11)}`;
}
