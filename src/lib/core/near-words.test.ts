import { expect, test } from 'vitest';
import { nearWords } from './near-words.ts';

const words = nearWords(['hangverseny', 'versmondó', 'kézműves', 'könyvtár', 'szüret', 'szüreti']);

test.each([
  ['hangversny', 'hangverseny'],
  ['kezmuves', 'kézműves'],
  ['könyvtát', 'könyvtár'],
  ['szürett', 'szüret']
])('%s may have meant %s', (typed, meant) => {
  expect(words.near(typed)[0]).toBe(meant);
});

test('what is like nothing has no near miss', () => {
  expect(words.near('qqqqqq')).toEqual([]);
  expect(words.near('')).toEqual([]);
});
