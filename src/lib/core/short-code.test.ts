import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeNumber, readShortCode, shortCode } from './short-code.ts';

const id = '01935c2e-7b1a-7c3d-9e4f-a1b2c3d4e5f6';
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const uuids = fc.uuid({ version: 7 });

describe('the code of a record', () => {
  test('is made of the last 30 bits of its id and one sign to check them', () => {
    expect(codeNumber(id)).toBe(0xc3d4e5f6 % 2 ** 30);
    expect(shortCode(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/);
    // Stands on paper for years: it must never change.
    expect(shortCode(id)).toBe('1X9-SFPE');
  });

  test('reads back as what it was made of', () => {
    fc.assert(
      fc.property(uuids, (each) => {
        expect(readShortCode(shortCode(each))).toEqual({ ok: true, value: codeNumber(each) });
      })
    );
  });

  test.each([
    ['small letters', (code: string) => code.toLowerCase()],
    ['no dash', (code: string) => code.replace('-', '')],
    ['spaces', (code: string) => ` ${[...code].join(' ')} `],
    ['a long dash', (code: string) => code.replace('-', '–')],
    ['O for 0 and I for 1', (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'I')],
    ['small l for 1 and o for 0', (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l')]
  ])('is read with %s', (_, write) => {
    fc.assert(
      fc.property(uuids, (each) => {
        expect(readShortCode(write(shortCode(each))).ok).toBe(true);
      })
    );
  });

  test('notices every single wrong sign', () => {
    const code = shortCode(id).replace('-', '');
    for (let at = 0; at < code.length; at++)
      for (const sign of signs)
        if (sign !== code[at])
          expect(readShortCode(code.slice(0, at) + sign + code.slice(at + 1))).toEqual({
            ok: false,
            reason: 'code_mistyped'
          });
  });

  test('notices every exchange of two signs', () => {
    fc.assert(
      fc.property(uuids, fc.nat(6), fc.nat(6), (each, a, b) => {
        const code = [...shortCode(each).replace('-', '')];
        const [first = '', second = ''] = [code[a], code[b]];
        fc.pre(first !== second);
        [code[a], code[b]] = [second, first];
        expect(readShortCode(code.join('')).ok).toBe(false);
      })
    );
  });

  test.each(['', 'K7M', 'K7M-4QX22', 'K7M-4QU2', 'árvíztű'])('«%s» is no code', (typed) => {
    expect(readShortCode(typed)).toEqual({ ok: false, reason: 'code_incomplete' });
  });
});
