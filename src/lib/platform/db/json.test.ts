import { describe, expect, test } from 'vitest';
import { jsonDepth, jsonDepthLimit, parseJson } from './json.ts';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('JSON from outside', () => {
  test('is parsed up to the limit of depth', () => {
    expect(parseJson('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] });
    expect(() => parseJson(nested(jsonDepthLimit))).not.toThrow();
  });

  test('is refused beyond it, however deep', () => {
    expect(() => parseJson(nested(jsonDepthLimit + 1))).toThrow(/64 levels/);
    expect(() => parseJson('{"a":'.repeat(200_000))).toThrow(/64 levels/);
  });

  test('is refused when it is no JSON', () => {
    expect(() => parseJson('{"a":')).toThrow(SyntaxError);
  });

  test.each([
    ['1', 0],
    ['[]', 1],
    ['{"a":{"b":[1]},"c":[[[]]]}', 4],
    ['["[[[[", "\\"[[", "\\\\"]', 1]
  ])('%s is nested %i deep', (text, depth) => expect(jsonDepth(text)).toBe(depth));
});
