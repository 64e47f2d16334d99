// In which encoding a text file is written, judged by its bytes, and which letters an earlier program has spoilt.
import { isUtf8 } from 'node:buffer';
import { forEachRow, type TableFault } from './table.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1250' | 'iso-8859-2';

/**
 * The byte order mark decides; without one, zero bytes on every other place mean UTF-16, and UTF-8 with hardly a fault is UTF-8. Anything else
 * is Central European: Hungarian letters have the same codes in Windows-1250 and ISO-8859-2, and only where the
 * file has control codes in place of Windows' dashes and quotation marks is it the latter.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const sample = bytes.subarray(0, 4096);
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 4 && even < sample.length / 50) return 'utf-16le';
  if (even > sample.length / 4 && odd < sample.length / 50) return 'utf-16be';
  if (isUtf8(bytes) || isMostlyUtf8(bytes)) return 'utf-8';
  return sampleOf(bytes).some((byte) => undefinedInWindows.has(byte)) ? 'iso-8859-2' : 'windows-1250';
}

/** Enough to know by, and judged in a few milliseconds. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, 262_144);
}

/** A few broken bytes in a long file do not make it another encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(sampleOf(bytes));
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const foreign = text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0;
  return foreign > broken * 4;
}

/** Codes that Windows-1250 leaves free. */
const undefinedInWindows = new Set([0x81, 0x83, 0x88, 0x90, 0x98]);

/** Whether a decoded text is no text at all: it has zero characters, or more than one control character in a hundred. */
export function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const sample = text.slice(0, 65_536);
  const controls = sample.match(/[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g)?.length ?? 0;
  return controls > sample.length / 100;
}

type SpoiltCode = Exclude<TableFault['code'], 'extra_cells'>;

const spoilt: readonly (readonly [code: SpoiltCode, pattern: RegExp])[] = [
  ['lost_letters', /\ufffd/],
  // UTF-8 that was read as Windows-1250 or -1252 and saved again: é is «Ă©» or «Ã©».
  ['garbled', /[ĂÃĹÅ][\u0080-\u00bf‘’“”„†‡•–—˘˝ˇˇ°±˛ł´µ¶·¸Ľľżˇ]/],
  ['wrong_accents', /[õÕûÛ]/]
];

/** Of wrong accents, which spoil no row; rows with the others must all be known. */
const maxWrongAccents = 1000;

/** Rows whose letters an earlier program spoilt, by line. Nothing is repaired: French and Estonian have û and õ. */
export async function spoiltLetters(
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
): Promise<TableFault[]> {
  const found: TableFault[] = [];
  let wrongAccents = 0;
  await forEachRow(rows, ({ line, cells }) => {
    // Almost all rows have none of them: one look at the row instead of three at each cell.
    if (!suspicious.test(cells.join(' '))) return;
    for (const [code, pattern] of spoilt) {
      const value = cells.find((text) => pattern.test(text));
      if (value === undefined || (code === 'wrong_accents' && ++wrongAccents > maxWrongAccents)) continue;
      found.push({ line, field: null, code, value: value.slice(0, 200) });
    }
  });
  return found;
}

/** Whether an earlier program spoilt letters of a text in this way. */
export function isSpoilt(text: string, code: TableFault['code']): boolean {
  return spoilt.find(([one]) => one === code)?.[1].test(text) ?? false;
}

const suspicious = /[\ufffdĂÃĹÅõÕûÛ]/;
