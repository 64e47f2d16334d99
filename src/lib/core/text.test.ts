import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneLine, paragraphs } from './text.ts';

describe('typed text', () => {
  test.each([
    ['loses stray spaces', '  Farsangi \t bál\n', 'Farsangi bál', 'Farsangi   bál'],
    ['loses NUL', 'Farsangi\u0000 bál', 'Farsangi bál', 'Farsangi bál'],
    ['loses other controls', '\u0007Bál\u001b[31m\u009f\u007f', 'Bál[31m', 'Bál[31m'],
    ['loses the byte order mark', '\ufeffBál', 'Bál', 'Bál'],
    [
      'loses what turns its direction',
      'Bál\u202elmth.exe\u202c\u2066!\u2069',
      'Bállmth.exe!',
      'Bállmth.exe!'
    ],
    ['keeps emoji that are joined', '👩‍👧 délelőtt', '👩‍👧 délelőtt', '👩‍👧 délelőtt'],
    ['composes its letters', 'Fu\u030bszeres', 'Fűszeres', 'Fűszeres'],
    ['composes letters that a control parted', 'u\u0000\u030b', 'ű', 'ű'],
    [
      'keeps its lines only where it may have some',
      'egy\r\nkettő\rhárom\n\nnégy',
      'egy kettő három négy',
      'egy\nkettő\nhárom\n\nnégy'
    ],
    [
      'takes the line ends of other systems for such',
      'egy\u2028kettő\u0085három',
      'egy kettő három',
      'egy\nkettő\nhárom'
    ],
    ['has no half letters', 'a\ud83db', 'a\ufffdb', 'a\ufffdb'],
    ['may be nothing', ' \u202e\u0000 ', '', '']
  ])('%s', (_what, typed, line, lines) => {
    expect(oneLine(typed)).toBe(line);
    expect(paragraphs(typed)).toBe(lines);
  });

  test('that was read is read the same again, whatever it was', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(anything, (typed) => {
        expect(oneLine(oneLine(typed))).toBe(oneLine(typed));
        expect(paragraphs(paragraphs(typed))).toBe(paragraphs(typed));
        expect(paragraphs(typed)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
      })
    );
  });
});
