// A code of seven characters that stands for a record on paper: derived from its id, easy to type, proof against slips of the pen.
import { isUuid } from './ids.ts';
import { no, ok, type Result } from './result.ts';

/** Crockford's base 32: no I, L, O and U, which paper confuses with 1, 0 and V. The place of a sign is its value. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOfCode = 30;
const dataSigns = 6;

/** 2^30 codes: among 10,000 records two share one with a chance of about 5 %, so whoever looks one up may find several. */
export const codeMask = 2 ** bitsOfCode - 1;

/**
 * The last 30 bits of a UUID, which are random in version 7 (RFC 9562 §5.7): the same for ever, kept nowhere. In SQL:
 * `('x' || right(id::text, 8))::bit(32)::bigint & codeMask`.
 */
export function codeNumber(id: string): number {
  if (!isUuid(id)) throw new RangeError(`Not a UUID: ${id}`);
  return parseInt(id.slice(-8), 16) % (codeMask + 1);
}

/** «K7M-4QX2»: six signs and one to check them. */
export function shortCode(id: string): string {
  const number = codeNumber(id);
  const values = Array.from(
    { length: dataSigns },
    (_, n) => Math.floor(number / 32 ** (dataSigns - 1 - n)) % 32
  );
  const text = [...values, checkOf(values)].map((value) => signs[value]).join('');
  return `${text.slice(0, 3)}-${text.slice(3)}`;
}

export type CodeRead = Result<
  number,
  /** Not seven signs of the alphabet. */
  | { ok: false; reason: 'code_incomplete' }
  /** The sign that checks the others does not fit: one was mistyped, or two changed places. */
  | { ok: false; reason: 'code_mistyped' }
>;

/** Reads what somebody typed from paper: small letters, spaces and dashes do not matter, O is 0, I and L are 1. */
export function readShortCode(typed: string): CodeRead {
  const text = typed
    .slice(0, 60)
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = [...text].map((sign) => signs.indexOf(sign));
  if (values.length !== dataSigns + 1 || values.includes(-1)) return no('code_incomplete');
  const data = values.slice(0, dataSigns);
  if (checkOf(data) !== values[dataSigns]) return no('code_mistyped');
  return ok(data.reduce((number, value) => number * 32 + value, 0));
}

/**
 * A weighted sum in the field of 32 elements (x^5 + x^2 + 1), the weights being powers of x, all different and none of them 0 or
 * 1: every single wrong sign and every exchange of two signs, neighbours or not, is noticed. The same idea as in ISBN-10, in a
 * field in which the check needs no sign of its own.
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => timesX(sum ^ value), 0);
}

function timesX(value: number): number {
  return value & 0b10000 ? ((value << 1) & 0b11111) ^ 0b00101 : value << 1;
}
