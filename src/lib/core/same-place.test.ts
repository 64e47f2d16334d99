import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLikeliest, findPairs, judge, maybe, readPlace, surely, type Place } from './same-place.ts';

const settlement = { id: 'k', name: 'Kőrösvár' };
const place = (
  id: string,
  name: string,
  street: string | null = null,
  point: Place['point'] = null
): Place => ({
  id,
  name,
  settlement,
  street,
  point
});
const scoreOf = (a: Place, b: Place): number => judge(readPlace(a), readPlace(b)).score;

const labelled = readFileSync(new URL('same-place.pairs.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^[=?!]/.test(line))
  .map((line) => {
    const [a, b] = line
      .slice(2)
      .split(' | ')
      .map((text, index) => {
        const [name = '', street = '-'] = text.split(' · ');
        return place(String(index), name, street === '-' ? null : street);
      });
    return { line, label: line[0], score: scoreOf(a!, b!) };
  });

describe('pairs judged by hand', () => {
  const lines = (wanted: (one: (typeof labelled)[number]) => boolean): string[] =>
    labelled.filter(wanted).map(({ line, score }) => `${score} ${line}`);

  test('are many', () => expect(labelled.length).toBeGreaterThanOrEqual(80));

  test('that are different are asked about in none', () => {
    expect(lines(({ label, score }) => label === '!' && score >= maybe)).toEqual([]);
  });

  test('that are the same or doubtful are all asked about', () => {
    expect(lines(({ label, score }) => label !== '!' && score < maybe)).toEqual([]);
  });

  test('that are doubtful are not taken for the same', () => {
    expect(lines(({ label, score }) => label === '?' && score >= surely)).toEqual([]);
  });

  test('that are the same are mostly taken for that without asking', () => {
    const same = labelled.filter(({ label }) => label === '=');
    expect(same.filter(({ score }) => score >= surely).length / same.length).toBeGreaterThan(0.8);
  });
});

describe('distance', () => {
  const at = (metres: number): Place['point'] => ({ lat: 46.5 + metres / 111_195, lon: 20.1 });

  test.each([
    [0, true],
    [38, true],
    [100, true],
    [600, false]
  ])('%i m from a house of the same name: %s', (metres, asked) => {
    const a = place('a', 'Általános Iskola', null, at(0));
    expect(scoreOf(a, place('b', 'Ált. Isk.', null, at(metres))) >= maybe).toBe(asked);
  });

  test('is told in metres', () => {
    const judged = judge(
      readPlace(place('a', 'Óvoda', null, at(0))),
      readPlace(place('b', 'Óvoda', null, at(38)))
    );
    expect(judged).toMatchObject({ metres: 38, name: 1, address: 'unknown' });
  });

  test('finds namesakes across the border of two settlements', () => {
    const a = place('a', 'Vízimalom', null, at(0));
    const b = { ...place('b', 'Vízimalom', null, at(40)), settlement: { id: 'other', name: 'Másfalu' } };
    expect(findPairs([a, b])).toHaveLength(1);
    expect(findPairs([a, { ...b, point: null }])).toHaveLength(0);
  });
});

describe('finding pairs', () => {
  const names = [
    'Óvoda',
    'Általános Iskola',
    'Ált. Isk.',
    'Berkes Ilona Óvoda',
    'Berkes I. Óvoda',
    'Kultúrház',
    'Műv. Ház'
  ];
  const streets = [null, 'Fő út 3.', 'Fő u. 3', 'Petőfi u. 4.'];
  const many = fc.array(fc.record({ name: fc.constantFrom(...names), street: fc.constantFrom(...streets) }), {
    maxLength: 40
  });

  test('passes over nothing that comparing all with all finds', () => {
    fc.assert(
      fc.property(many, (list) => {
        const places = list.map(({ name, street }, index) =>
          place(String(index).padStart(3, '0'), name, street)
        );
        const all = places.flatMap((a, at) =>
          places
            .slice(at + 1)
            .filter((b) => scoreOf(a, b) >= maybe)
            .map((b) => [a.id, b.id].join())
        );
        expect(
          findPairs(places)
            .map(({ first, second }) => [first, second].join())
            .sort()
        ).toEqual(all.sort());
      }),
      { seed: 4, numRuns: 100 }
    );
  });

  test('judges a pair the same whichever comes first', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.constantFrom(...names), (text, name) => {
        const [a, b] = [place('a', text, 'Fő út 3.'), place('b', name, text)];
        expect(scoreOf(a, b)).toBe(scoreOf(b, a));
      }),
      { seed: 4 }
    );
  });

  test('takes a text of any length', () => {
    const long = place('a', 'Á. '.repeat(20_000), '1/a '.repeat(20_000));
    expect(scoreOf(long, place('b', 'Óvoda', 'Fő út 3.'))).toBeLessThan(maybe);
  });
});

test('The likeliest of those known is what comparing each with each finds.', () => {
  const at = (id: string, name: string, street: string | null) => ({
    id,
    name,
    street,
    settlement: { id: 's', name: 'Szegvár' },
    point: null
  });
  const known = [
    at('k1', 'Szélmalom Művelődési Ház', 'Fő utca 3.'),
    at('k2', 'Gőzkút Könyvtár', null),
    at('k3', 'Szélmalom Dalkör', 'Fő utca 3.')
  ];
  const wanted = [
    at('w1', 'Szélmalom Műv. Ház', 'Fő u. 3'),
    at('w2', 'Könyvtár Gőzkút', null),
    at('w3', 'Nyárfa Nyugdíjasklub', 'Petőfi utca 9.')
  ];
  const each = wanted.flatMap((one) => {
    const [best] = known
      .map((other) => ({ second: other.id, ...judge(readPlace(one), readPlace(other)) }))
      .filter(({ score }) => score >= maybe)
      .sort((a, b) => b.score - a.score);
    return best ? [[one.id, { first: one.id, ...best }] as const] : [];
  });
  const found = findLikeliest(wanted, known);
  expect(found).toEqual(new Map(each));
  expect([...found.keys()]).toEqual(['w1', 'w2']);
});
