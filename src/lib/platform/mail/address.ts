// What may stand in the head of a mail: addresses that SMTP takes as they are, names and subjects on one line.

export interface Mailbox {
  readonly email: string;
  readonly name: string;
}

const longest = 254;

/**
 * Narrower than RFC 5321: an ASCII local part without quotes, a domain of letters (any script), digits and hyphens. What does
 * not fit cannot be mailed; it also cannot smuggle in a header, a second recipient or an SMTP command.
 */
export function isEmail(text: string): boolean {
  return (
    text.length <= longest &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(
      text
    )
  );
}

/** One line without control characters, as headers must be. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** `Kaláka <kalaka@example.example>` or a bare address; null for anything else. */
export function readMailbox(text: string): Mailbox | null {
  const [, name, inside] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  const email = (inside ?? text).trim();
  if (!isEmail(email)) return null;
  return { email, name: oneLine((name ?? '').trim().replace(/^"(.*)"$/, '$1')) };
}
