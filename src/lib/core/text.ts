// How typed text is kept: composed letters, no characters that are not seen, no stray spaces.

/**
 * Marks that turn the direction in which the text after them is read (Unicode UAX #9: embeddings, overrides, isolates): with
 * them a name can pretend to be another. The marks of one place (U+200E, U+200F) turn nothing and stay, as do joiners.
 */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Controls (C0, C1, the byte order mark): no text has them, and a database keeps no NUL. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/gu;

/** All on one line, one space between words. */
export function oneLine(text: string): string {
  return seen(text)
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}

/** Lines as they were typed, ended by '\n' alone, the one control that is left. */
export function paragraphs(text: string): string {
  return seen(text)
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .trim();
}

/** Lone halves of surrogate pairs become U+FFFD: they cannot be stored either. */
function seen(text: string): string {
  return text.toWellFormed().replace(control, '').replace(turning, '').normalize('NFC');
}
