import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withSoftHyphens } from './syllables.ts';

const shown = (text: string): string => withSoftHyphens(text).replaceAll('\u00ad', '-');

test.each([
  ['Kiállításmegnyitó', 'Kiál-lí-tás-meg-nyitó'],
  ['Közmeghallgatás', 'Köz-meg-hall-ga-tás'],
  ['Mézeskalácsfalu', 'Mézes-ka-lács-falu'],
  ['gyülekezőhelyszín', 'gyü-le-ke-ző-hely-szín']
])('%s is broken between its syllables', (word, broken) => {
  expect(shown(word)).toBe(broken);
});

test('a doubled letter of two signs is not broken, for it would have to be spelled anew', () => {
  expect(shown('hosszabbításokkal')).not.toContain('s-sz');
});

test('short words stay whole, long ones beside them do not', () => {
  expect(shown('Falufórum: hallgatóságtalanul')).toMatch(/^Falufórum: hall-ga/);
});

test('taking the soft hyphens away gives the text back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(withSoftHyphens(text).replaceAll('\u00ad', '')).toBe(text.replaceAll('\u00ad', ''));
    })
  );
});
