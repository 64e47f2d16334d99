// Which passwords are refused: short ones, the commonest, patterns, and those made of what everybody knows of the person.

export const shortest = 12;
/** In characters; far more than anybody types, and no work for the server. */
export const longest = 200;

/** `code` has the message `people.error.<code>`. */
export type PasswordFault =
  'password_short' | 'password_long' | 'password_common' | 'password_pattern' | 'password_personal';

/**
 * Beginnings and words of the passwords that lists of stolen ones hold most often, Hungarian ones among them. What remains of a
 * password without them and without digits and signs must still be something.
 */
const commonWords = [
  'password',
  'passw0rd',
  'jelszo',
  'jelszó',
  'jelszava',
  'titok',
  'titkos',
  'szeretlek',
  'iloveyou',
  'welcome',
  'admin',
  'administrator',
  'rendszergazda',
  'letmein',
  'monkey',
  'dragon',
  'football',
  'fradi',
  'ferencvaros',
  'ferencváros',
  'balaton',
  'magyarorszag',
  'magyarország',
  'budapest',
  'hungary',
  'qwertzuiop',
  'qwertyuiop',
  'qwertz',
  'qwerty',
  'asdfghjkl',
  'asdfgh',
  'yxcvbnm',
  'zxcvbnm',
  'qazwsx',
  'abcdefghijkl',
  'abcdef',
  'kalaka',
  'kaláka',
  'konyvtar',
  'könyvtár',
  'muvhaz',
  'művház',
  'művelődési',
  'muvelodesi',
  'haz',
  'ház'
].sort((a, b) => b.length - a.length);

/** @param known the person's name and e-mail address */
export function passwordFault(
  password: string,
  known: { readonly name: string; readonly email: string | null }
): PasswordFault | null {
  const text = password.normalize('NFKC').toLowerCase();
  const length = [...text].length;
  if (length < shortest) return 'password_short';
  if (length > longest) return 'password_long';
  if (isPattern(text)) return 'password_pattern';
  if (personalWords(known).some((word) => text.includes(word) || plain(text).includes(plain(word))))
    return 'password_personal';
  if (isCommon(text)) return 'password_common';
  return null;
}

function isCommon(text: string): boolean {
  let rest = text;
  for (const word of commonWords) rest = rest.replaceAll(word, '');
  return rest.replace(/[^\p{L}]/gu, '').length < 4 && rest.length < 8 && rest !== text;
}

/** Few different characters, the same bit again and again, or a run up or down such as 1234 or abcd for most of it. */
function isPattern(text: string): boolean {
  if (new Set(text).size < 5) return true;
  for (let period = 1; period <= Math.min(4, text.length / 2); period++)
    if (text.slice(period) === text.slice(0, -period)) return true;
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const inRun = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? -9)) === 1).length;
  return inRun >= codes.length * 0.6;
}

/** Parts of the name and address that are long enough to mean something. */
function personalWords({ name, email }: { name: string; email: string | null }): string[] {
  const [local = '', host = ''] = (email ?? '').toLowerCase().split('@');
  return [
    ...name.toLowerCase().split(/[\s-]+/),
    ...local.split(/[._+-]+/),
    local,
    host,
    host.split('.')[0] ?? ''
  ]
    .map((word) => word.normalize('NFKC'))
    .filter((word) => word.length >= 4);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
