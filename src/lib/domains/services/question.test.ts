import { describe, expect, test } from 'vitest';
import { impersonal, questionFolded } from './question.ts';

describe('what is kept of a question', () => {
  test.each([
    ['Ki segít? nagy.eva@posta.example', 'Ki segít? …'],
    ['Hívjanak: 06 30 123 4567, fáj a lábam', 'Hívjanak: …, fáj a lábam'],
    ['A nevem Kovács Éva, ebédet kérnék', 'A nevem …, ebédet kérnék'],
    ['  hol   van\nlakcímkártya ', 'hol van lakcímkártya']
  ])('%s', (asked, kept) => {
    expect(impersonal(asked)).toBe(kept);
  });

  test('nothing, when nothing is left', () => {
    expect(impersonal(' 061 555 1234 !')).toBeNull();
    expect(impersonal('')).toBeNull();
  });

  test('the same question is known again by its words', () => {
    expect(questionFolded('Hol van ügyelet?')).toBe(questionFolded('hol van  UGYELET'));
  });
});
