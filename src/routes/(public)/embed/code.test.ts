import { expect, test } from 'vitest';
import { choiceFrom, iframeOf } from './code.ts';

test('the line is as short as what was chosen', () => {
  const { query, what, height } = choiceFrom(
    new URLSearchParams('what=map&show=venues&near=szentes&within=20&theme=auto&count=10&box=1&page=3&x=y'),
    'hu'
  );
  expect([what, height, query.toString()]).toEqual(['map', 560, 'show=venues&near=szentes&within=20']);
});

test('what is not among the choices is the usual one', () => {
  const choice = choiceFrom(new URLSearchParams('what=__proto__&height=9999&language=xx&within=20'), 'en');
  expect(choice).toMatchObject({ what: 'events', height: 560, language: 'en' });
  expect(choice.query.toString()).toBe('');
});

test('nothing in a parameter can end the line or an attribute of it', () => {
  const { query } = choiceFrom(
    new URLSearchParams({ near: '"><script>alert(1)</script>', q: "' onload='x" }),
    'hu'
  );
  const line = iframeOf({ src: `https://kalaka.example/x?${query}`, title: 'A „B" <C>', height: 400 });
  expect(line.match(/[<>]/g)?.join('')).toBe('<><>');
  expect(line.match(/"/g)).toHaveLength(8);
  expect(line).not.toContain('\n');
});
