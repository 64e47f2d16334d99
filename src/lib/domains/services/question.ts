// What may be kept and passed on of what a resident asks: nothing that points at a person.
import { fold } from '#lib/core/hungarian.ts';

/** Without what may point at a person: addresses, numbers of five and more digits, words after «a nevem». Null when nothing is left. */
export function impersonal(text: string): string | null {
  const plain = text
    .normalize('NFC')
    .slice(0, 1000)
    .replace(/\S+@\S+/g, '…')
    .replace(/\d[\d\s/()+.-]{3,}\d/g, '…')
    .replace(/(nevem|vagyok|hívnak)[: ]+\p{Lu}\p{L}+([ -]\p{Lu}\p{L}+)*/gu, '$1 …')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .trim();
  return /\p{L}/u.test(plain) ? plain : null;
}

/** Under which the same question is found again. */
export function questionFolded(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
