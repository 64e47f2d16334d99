import { expect, test } from 'vitest';
import { filterFrom, queryOf } from './filter.ts';
import { organisationKinds } from './model.ts';

const read = (query: string) => filterFrom(new URLSearchParams(query), organisationKinds);

test('a filter comes back as it was written into an address', () => {
  const query = '?near=szentes&within=20&sector=civic&kind=library&q=olvas%C3%B3k%C3%B6r';
  expect(queryOf(read(query))).toBe(query);
  expect(queryOf(read(query), 3)).toBe(`${query}&page=3`);
});

test('the plain list has a plain address', () => {
  expect(queryOf(read(''))).toBe('');
});

test.each(['within=-5', 'within=ezer', 'sector=secret', 'kind=toString', 'page=0', 'page=1.5', 'page=1e99'])(
  'what is not understood is left out: %s',
  (query) => {
    expect(read(query)).toEqual(read(''));
  }
);
