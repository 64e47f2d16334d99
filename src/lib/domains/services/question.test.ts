import { describe, expect, test } from 'vitest';
import { impersonal, kinOf, questionFolded, questionKeys, rankAnswers, wordKey } from './question.ts';

describe('forms of one word', () => {
  test.each([
    ['lakcímkártya', 'lakcímkártyához', 'LAKCIMKARTYAVAL'],
    ['védőnő', 'védőnőt', 'védőnőhöz'],
    ['könyvtár', 'könyvtárban', 'konyvtarak'],
    ['adósság', 'adósságom', 'adóssággal'],
    ['nyomtatás', 'nyomtatni', 'nyomtatok'],
    ['hagyaték', 'hagyatékot', 'hagyatéki']
  ])('%s and %s are found by the same key', (...forms) => {
    expect(new Set(forms.map(wordKey)).size).toBe(1);
  });
});

test('a question leaves out what every question says', () => {
  expect(questionKeys('Hol kapok segítséget a lakcímkártyához?')).toEqual([wordKey('lakcímkártya')]);
  expect(questionKeys('hol van, és ki segít?')).toEqual([]);
});

test('a compound is kin of its beginning and of its end', () => {
  expect(kinOf(wordKey('lakcímkártya'))).toContain(wordKey('lakcím'));
  expect(kinOf(wordKey('gyerekruhát'))).toContain(wordKey('ruha'));
});

test('a rare word says more than a common one, and what is far behind the best is left out', () => {
  const hits = [
    { service: 'a', word: 'temet', weight: 5 },
    { service: 'a', word: 'segely', weight: 5 },
    ...['b', 'c', 'd', 'e', 'f'].map((service) => ({ service, word: 'segely', weight: 5 }))
  ];
  expect(rankAnswers(['temet', 'segely'], hits, 20).map(({ service }) => service)).toEqual(['a']);
  expect(rankAnswers(['temet', 'segely'], hits, 20, 0)).toHaveLength(6);
  expect(rankAnswers(['valami'], hits, 20)).toEqual([]);
});

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
