import { expect, test } from 'vitest';
import { lineOfJsonFault } from './json-fault.ts';

test.each<[string, number]>([
  ['[\n{"a": 1,\n"b": }]', 3],
  ['[\n{"a": 1}\n{"a": 2}]', 3],
  ['[\n{"a": 1},\n]', 3],
  ['{"a": 1,\n}', 2],
  ['{"a"\n1}', 2],
  ['{a: 1}', 1],
  ["{'a': 1}", 1],
  ['[1, 2\n', 2],
  ['[1]\n\n]', 3],
  ['{"a": "x\ny"}', 1],
  ['[true, fals]', 1],
  ['', 1],
  ['\ufeff[\n1 2]', 2]
])('In %j the fault stands in line %i.', (text, line) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(lineOfJsonFault(text)).toBe(line);
});

test('What is JSON is read to its end, at any depth and length.', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const long = `{"a": [${'"\\u00e1\\"\\n", '.repeat(100_000)}-1.5e+3, true, null, {}]}\n`;
  expect(lineOfJsonFault(deep)).toBe(1);
  expect(lineOfJsonFault(`\n\n${long}`)).toBe(4);
});
