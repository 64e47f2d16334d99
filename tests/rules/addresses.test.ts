// Hungarian addresses are of Hungarian words: every word of a route has its own.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { paths } from '../../src/generated/paths.ts';

/** What only programs follow: named the same in every language. */
const forPrograms = ['api', 'feeds', 'health/live', 'health/ready', 'metrics', 'photos'];
/** Words that Hungarian has as they are, a file format, and the page of those who build the house. */
const same = new Set(['admin', 'import', 'html', 'ui']);

const routes = [
  ...new Set(
    globSync('src/routes/**/+{page.svelte,server.ts,page.server.ts}').map((file) =>
      file
        .split('/')
        .slice(2, -1)
        .filter((segment) => !/^\(.*\)$/.test(segment))
        .join('/')
    )
  )
].filter((route) => !forPrograms.some((each) => route === each || route.startsWith(`${each}/`)));

test('every word of an address has a Hungarian one', () => {
  expect(routes.length).toBeGreaterThan(40);
  const english = routes.filter((route) =>
    route
      .split('/')
      // A file is named as it is.
      .filter((segment) => segment !== '' && !/[[.\]]/.test(segment) && !same.has(segment))
      .some((segment) => !Object.hasOwn(paths.hungarian, segment))
  );
  expect(english).toEqual([]);
});

test('no Hungarian word stands for two', () => {
  const words = Object.values(paths.hungarian);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

test('no two rooms give one word of an address two Hungarian ones', () => {
  const given = new Map<string, Set<string>>();
  for (const file of globSync('src/**/messages.hu.json')) {
    const rooms = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { path?: Record<string, string> }>;
    for (const { path = {} } of Object.values(rooms))
      for (const [word, hungarian] of Object.entries(path))
        given.set(word, (given.get(word) ?? new Set()).add(hungarian));
  }
  expect(given.size).toBeGreaterThan(50);
  expect([...given].filter(([, hungarian]) => hungarian.size > 1).map(([word]) => word)).toEqual([]);
});
