import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRanking, firstOf, type Question, type Ranking, type Word } from './ranking.ts';

const terms = (text: string): Map<string, number> => new Map(text.split(' ').map((term) => [term, 1]));
const ask = (text: string): Word[] => text.split(' ').map((term) => [{ term, weight: 1 }]);
const everything = { favour: () => 1 };
const keysOf = (ranking: Ranking<string>, question: Question<string>): string[] =>
  firstOf(ranking.rank(question), 100).map(({ key }) => key);

function rankingOf(texts: Record<string, string>): Ranking<string> {
  const ranking = createRanking<string>();
  for (const [key, text] of Object.entries(texts)) ranking.put(key, key, terms(text));
  return ranking;
}

describe('ranking', () => {
  test('puts what has all words first, then what has some', () => {
    const ranking = rankingOf({ a: 'könyvtár szentes', b: 'könyvtár ózd', c: 'piac szentes', d: 'piac' });
    const question = { words: ask('könyvtár szentes'), ...everything };
    const keys = keysOf(ranking, question);
    expect(keys[0]).toBe('a');
    expect(ranking.rank(question).filter(({ complete }) => complete)).toHaveLength(1);
    expect([...keys].sort()).toEqual(['a', 'b', 'c']);
  });

  test('a rare word counts for more than a common one', () => {
    const texts = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'program']));
    const ranking = rankingOf({ ...texts, rare: 'citera' });
    expect(keysOf(ranking, { words: ask('program citera'), ...everything })[0]).toBe('rare');
  });

  test('short documents come before long ones with the same word', () => {
    const ranking = rankingOf({ long: 'piac a b c d e f g', short: 'piac a' });
    expect(keysOf(ranking, { words: ask('piac'), ...everything })).toEqual(['short', 'long']);
  });

  test('a document put again is there once, one that is removed not at all', () => {
    const ranking = rankingOf({ a: 'piac', b: 'piac' });
    ranking.put('a', 'a', terms('vásár'));
    ranking.remove('b');
    expect(keysOf(ranking, { words: ask('piac'), ...everything })).toEqual([]);
    expect(keysOf(ranking, { words: ask('vásár'), ...everything })).toEqual(['a']);
    expect(ranking.size()).toBe(1);
  });

  test('what is not favoured at all is left out, and what stands instead of a word counts', () => {
    const ranking = rankingOf({ a: 'piac', b: 'piac', c: 'piac szentes' });
    const keys = keysOf(ranking, {
      words: ask('piac szentes'),
      favour: (key) => (key === 'a' ? 0 : 1),
      instead: (word, key) => (word === 1 && key === 'b' ? 0.5 : 0)
    });
    expect(keys).toEqual(['c', 'b']);
  });

  test('lists exactly what a look at every document lists, after any changes', () => {
    const vocabulary = ['a', 'b', 'c', 'd', 'e'];
    const text = fc.uniqueArray(fc.constantFrom(...vocabulary), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 5 }), fc.option(text)), { maxLength: 30 }),
        fc.constantFrom(...vocabulary),
        (changes, word) => {
          const ranking = createRanking<string>();
          const twin = new Map<string, string[]>();
          for (const [key, words] of changes)
            if (words) {
              ranking.put(`k${key}`, `k${key}`, terms(words.join(' ')));
              twin.set(`k${key}`, words);
            } else {
              ranking.remove(`k${key}`);
              twin.delete(`k${key}`);
            }
          const expected = [...twin].filter(([, words]) => words.includes(word)).map(([key]) => key);
          expect([...keysOf(ranking, { words: ask(word), ...everything })].sort()).toEqual(expected.sort());
        }
      ),
      { seed: 3 }
    );
  });

  test('the first few are the same whether few or many are looked for', () => {
    const found = Array.from({ length: 3000 }, (_, i) => ({
      key: `k${i}`,
      value: i,
      score: (i * 7919) % 1000,
      complete: i % 3 === 0
    }));
    expect(firstOf(found, 20)).toEqual(firstOf(found, 3000).slice(0, 20));
    expect(firstOf(found, 20).every(({ complete }) => complete)).toBe(true);
  });

  test('documents replaced over and over leave nothing behind', () => {
    const ranking = createRanking<string>();
    for (let i = 0; i < 5000; i++) ranking.put(`k${i % 10}`, `k${i % 10}`, terms(`piac n${i}`));
    expect(ranking.size()).toBe(10);
    expect(ranking.frequency('piac')).toBeLessThan(2000);
    expect(keysOf(ranking, { words: ask('piac'), ...everything })).toHaveLength(10);
  });
});
