import { expect, test } from 'vitest';
import { addressOf, askedFrom } from './address.ts';

const asked = (query: string) => askedFrom(new URLSearchParams(query), ['event', 'venue']);

test('an address is read and written back the same', () => {
  for (const query of [
    'q=sz%C3%BCret',
    'q=b%C3%A1l&kind=event&near=szentes&within=20&facet=theme%3Adance&page=3'
  ])
    expect(addressOf(asked(query), { page: asked(query).page })).toBe(`/search?${query}`);
});

test('what is not known is left out, and pages have an end', () => {
  expect(asked('kind=person&near=../x&facet=%3Cb%3E&page=-4&within=7')).toEqual({
    text: '',
    kind: null,
    near: null,
    within: 0,
    facet: null,
    page: 1
  });
  expect(asked('page=999999').page).toBe(50);
  expect(asked(`q=${'a'.repeat(500)}`).text).toHaveLength(200);
});

test('another narrowing begins on the first page', () => {
  expect(addressOf(asked('q=a&page=4'), { kind: 'event' })).toBe('/search?q=a&kind=event');
});
