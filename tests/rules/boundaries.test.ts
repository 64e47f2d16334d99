// Imports run down the floors and the ranks, never in circles.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { domains } from '../../src/generated/domains.ts';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = globSync('src/**/*.{ts,svelte}')
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.includes('.test.') && !file.startsWith('src/generated/'));
const imports = files.flatMap(importsOf);
const ranks = new Map(domains.map(({ name, rank }) => [name, rank]));

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|[\n;])\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g
  )) {
    const specifier = match[3] ?? match[4] ?? '';
    const to = specifier.startsWith('#lib/')
      ? `src/lib/${specifier.slice(5)}`
      : specifier.startsWith('.')
        ? normalize(join(dirname(file), specifier)).replaceAll('\\', '/')
        : specifier;
    found.push({ from: file, to, typeOnly: Boolean(match[2]) });
  }
  return found;
}

/** 0 core, 1 platform and ui, 2 domains, 3 routes and everything that composes. */
function floorOf(file: string): number {
  if (file.startsWith('src/lib/core/')) return 0;
  if (file.startsWith('src/lib/platform/') || file.startsWith('src/lib/ui/')) return 1;
  return file.startsWith('src/lib/domains/') ? 2 : 3;
}

const domainOf = (file: string): string | null => /^src\/lib\/domains\/([^/]+)\//.exec(file)?.[1] ?? null;

describe('the floors', () => {
  test('there is something to look at', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('no import goes up', () => {
    const up = imports.filter(
      ({ from, to }) =>
        to.startsWith('src/') && !to.startsWith('src/generated/') && floorOf(to) > floorOf(from)
    );
    expect(up).toEqual([]);
  });

  test('core knows no framework, no database and nothing of Node', () => {
    const allowed = ['temporal-polyfill'];
    const foreign = imports.filter(
      ({ from, to }) =>
        floorOf(from) === 0 &&
        !to.startsWith('src/') &&
        !allowed.some((name) => to === name || to.startsWith(`${name}/`))
    );
    expect(foreign).toEqual([]);
  });

  test('only the composing floor reads what is generated, but for the words of addresses', () => {
    const readers = imports.filter(({ from, to }) => to.startsWith('src/generated/') && floorOf(from) < 3);
    expect(readers.filter(({ to }) => to !== 'src/generated/paths.ts')).toEqual([]);
  });
});

describe('the domains', () => {
  test('each states the rank of its folder and its own name', () => {
    const folders = globSync('src/lib/domains/*').map((folder) => folder.split(/[\\/]/).at(-1));
    expect([...ranks.keys()].sort()).toEqual(folders.sort());
  });

  test('a domain imports only domains of a lower rank', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [a, b] = [domainOf(from), domainOf(to)];
      return a && b && a !== b && (ranks.get(b) ?? 99) >= (ranks.get(a) ?? -1);
    });
    expect(wrong).toEqual([]);
  });

  test('pure files of a domain touch neither database nor clock', () => {
    const pure = imports.filter(
      ({ from, to, typeOnly }) =>
        /\/(model|input|policy)\.ts$/.test(from) &&
        !typeOnly &&
        (to.includes('.server.') || to.startsWith('node:'))
    );
    expect(pure).toEqual([]);
  });
});

test('no module imports itself through others', () => {
  const edges = Map.groupBy(
    imports.filter(({ to, typeOnly }) => !typeOnly && to.startsWith('src/')),
    ({ from }) => from
  );
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[][] = [];
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    for (const { to } of edges.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});
