// Decides how the bytes of a calendar file become text lines: encoding, line ends, folding (RFC 5545 §3.1).

export interface TextLine {
  readonly text: string;
  /** Line of the file that it begins on, from 1. */
  readonly line: number;
}

/** What the bytes were taken for; `bytes_replaced`: UTF-8 with damaged characters, shown as U+FFFD. */
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1250' | 'iso-8859-2' | 'bytes_replaced';

/**
 * Unfolds before decoding, as a fold may stand inside a character. Takes CRLF, bare LF and bare CR as line ends. What is not valid
 * UTF-8 is CP1250 or ISO-8859-2 (the letters of Hungarian are the same in both), unless most of it is UTF-8 after all.
 */
export function linesOf(file: Uint8Array | string): { lines: TextLine[]; encoding: Encoding } {
  const wide = typeof file === 'string' ? file : wideText(file);
  const { bytes, numbers } = unfold(
    wide === undefined ? (file as Uint8Array) : new TextEncoder().encode(wide)
  );
  const { text, encoding } = decode(bytes);
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((each, index) => ({ text: each, line: numbers[index] ?? 0 }));
  return { lines, encoding: wide !== undefined && typeof file !== 'string' ? 'utf-16' : encoding };
}

function wideText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return undefined;
}

const cr = 13;
const lf = 10;

/** Joins folded lines; the result ends lines with LF alone, `numbers` has the line of the file that each begins on. */
function unfold(bytes: Uint8Array): { bytes: Uint8Array; numbers: number[] } {
  const out = new Uint8Array(bytes.length);
  const numbers = [1];
  let length = 0;
  let line = 1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte !== cr && byte !== lf) {
      out[length++] = byte;
      continue;
    }
    if (byte === cr && bytes[i + 1] === lf) i += 1;
    line += 1;
    const next = bytes[i + 1];
    if (next === 32 || next === 9) {
      i += 1;
      continue;
    }
    out[length++] = lf;
    numbers.push(line);
  }
  return { bytes: out.subarray(0, length), numbers };
}

function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    let damaged = 0;
    let whole = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 0xfffd) damaged += 1;
      else if (unit > 127) whole += 1;
    }
    if (whole > damaged) return { text, encoding: 'bytes_replaced' };
    const encoding = isLatin2(bytes) ? 'iso-8859-2' : 'windows-1250';
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  }
}

/** Bytes that are letters in ISO-8859-2 and signs in CP1250: Ą Ľ Ś Š Ť Ź Ž ą ľ ś š ť (CP1250 has those letters elsewhere). */
const signsInCp1250 = new Set([0xa1, 0xa6, 0xa9, 0xab, 0xac, 0xae, 0xb1, 0xb5, 0xb6, 0xb7, 0xbb]);

/** ISO-8859-2 has no printable character at 80–9F; and a sign of CP1250 in the middle of a word is a letter of ISO-8859-2. */
function isLatin2(bytes: Uint8Array): boolean {
  let votes = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x80 && byte <= 0x9f) return false;
    if (signsInCp1250.has(byte) && isAsciiLetter(bytes[i - 1]) && isAsciiLetter(bytes[i + 1])) votes += 1;
  }
  return votes > 0;
}

function isAsciiLetter(byte = 0): boolean {
  const lower = byte | 32;
  return lower >= 97 && lower <= 122;
}
