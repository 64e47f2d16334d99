import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeText } from './merge-text.ts';

const cases: readonly (readonly [
  name: string,
  base: string,
  current: string,
  typed: string,
  merged: string
])[] = [
  ['nobody else wrote', 'alma', 'alma', 'alma körte', 'alma körte'],
  ['only somebody else wrote', 'alma', 'alma körte', 'alma', 'alma körte'],
  ['both wrote the same', 'alma', 'alma körte', 'alma körte', 'alma körte'],
  ['both began at once', '', 'Éva jegyzete', 'Pál jegyzete', 'Éva jegyzete\nPál jegyzete'],
  ['one goes on typing a word', 'a dönt', 'a dönt\nPál is ír', 'a döntés', 'a döntés\nPál is ír'],
  [
    'one goes on in the line that another has ended',
    'alma',
    'alma\nkörte',
    'alma és dió',
    'alma és dió\nkörte'
  ],
  ['one writes at the top, one at the bottom', 'közép', 'felül\nközép', 'közép\nalul', 'felül\nközép\nalul'],
  ['both mend the same word', 'tíz szék', 'húsz szék', 'harminc szék', 'húsz\nharminc szék'],
  ['one takes away what the other mends', 'egy két három', 'egy három', 'egy kettő három', 'egy kettő három'],
  [
    'one writes beside what another has moved',
    'két szék\nkulcs',
    'kulcs\nkét szék',
    'két szék és pad\nkulcs',
    'kulcs\nkét szék és pad'
  ],
  ['one has what the other has, and more', '', 'alma', 'alma körte', 'alma körte']
];

describe('a text that two write', () => {
  test.each(cases)('%s', (_name, base, current, typed, merged) => {
    expect(mergeText(base, current, typed).text).toBe(merged);
  });

  test('what stands twice at one place is said, what stands apart is not', () => {
    expect(mergeText('tíz szék', 'húsz szék', 'harminc szék').both).toBe(true);
    expect(mergeText('', 'Éva', 'Pál').both).toBe(true);
    expect(mergeText('közép', 'felül\nközép', 'közép\nalul').both).toBe(false);
  });

  const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', ' ', '\n', 'dió'), { maxLength: 14 });
  const texts = words.map((parts) => parts.join(''));

  test('whoever wrote nothing changes nothing', () => {
    fc.assert(
      fc.property(texts, texts, (base, other) => {
        expect(mergeText(base, other, base).text).toBe(other);
        expect(mergeText(base, base, other).text).toBe(other);
        expect(mergeText(base, other, other).text).toBe(other);
      })
    );
  });

  test('every new word of either is there afterwards', () => {
    const edits = fc.array(fc.tuple(fc.nat(20), fc.boolean(), fc.boolean()), { maxLength: 6 });
    fc.assert(
      fc.property(texts, edits, edits, (base, left, right) => {
        const [a, b] = [edited(base, left, 'x'), edited(base, right, 'y')];
        const merged = mergeText(base, a, b).text;
        const there = merged.split(/\s+/);
        for (const word of [...a.split(/\s+/), ...b.split(/\s+/)])
          if (/^[xy]\d/.test(word)) expect(there, `${word} in «${merged}»`).toContain(word);
      }),
      { numRuns: 2000 }
    );
  });

  test('a long text against another takes no more memory than lines need', () => {
    const long = (letter: string): string =>
      Array.from({ length: 6000 }, (_, i) => `${letter}${i}`).join(' ');
    expect(mergeText('', long('a'), long('b')).text).toHaveLength(long('a').length * 2 + 1);
    expect(mergeText(long('c'), long('a'), long('b')).both).toBe(true);
  });

  test('a text of more words than a call takes arguments is merged as any other', () => {
    const long = 'szó '.repeat(200_000);
    const merged = mergeText('', long, 'más');
    expect(merged.text).toHaveLength(long.length + 4);
    expect(mergeText(`a ${long}b`, `${long}b`, `a ${long}`).text.split('szó')).toHaveLength(200_001);
  });
});

/** Words of one's own put in between the words, some of which go. */
function edited(base: string, edits: readonly (readonly [number, boolean, boolean])[], mark: string): string {
  const parts = base.match(/\s+|\S+/g) ?? [];
  edits.forEach(([at, drops, newLine], index) => {
    const place = Math.min(at, parts.length);
    parts.splice(place, drops ? 1 : 0, `${newLine ? '\n' : ' '}${mark}${index} `);
  });
  return parts.join('');
}
