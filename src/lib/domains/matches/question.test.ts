// What the search is asked, and what of its answer is kept.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf } from './match-words.ts';
import { bestCount } from './model.ts';
import { entriesOf, givesOf, matchesOf, questionOf, type Open } from './question.ts';

const today = '2026-11-21';
const here = { lat: 46.58, lon: 20.22 };
/** Some 11 km north. */
const there = { lat: 46.68, lon: 20.22 };

function open(id: string, side: Open['side'], changes: Partial<Open> = {}): Open {
  return {
    ...{ id, side, category: 'venue', owner: `of ${id}`, settlement: 'here', point: here, reachKm: null },
    ...{ from: null, until: null, weekdays: [], conditions: 'free', inReturnCategories: [] },
    stems: ['terem', 'foglalkozas'],
    ...changes
  };
}

const found = (...all: Open[]) => matchesOf(questionOf(all, today)).found;

test('an offer and a need of one kind find one another, and know the days that both have', () => {
  const [match, ...others] = found(
    open('a', 'offer', { from: '2026-11-01', until: '2026-12-20' }),
    open('b', 'need', { from: '2026-12-01', until: '2026-12-31', settlement: 'there', point: there }),
    open('c', 'need', { category: 'goods' })
  );
  expect(others).toEqual([]);
  expect(match).toMatchObject({
    offer: 'a',
    need: 'b',
    offerPlace: 1,
    needPlace: 1,
    facts: { km: 11, from: '2026-12-01', until: '2026-12-20', days: 7, wanted: 7, condition: 'free' }
  });
  expect(match?.bars.distance.share).toBeCloseTo((60 - 11.1) / 55, 1);
  // What the bars take away is what is missing from the full score, but for rounding.
  const lost = Object.values(match?.bars ?? {}).reduce((sum, bar) => sum + bar.lost, 0);
  expect(Math.abs(10_000 - lost - (match?.score ?? 0))).toBeLessThan(3);
});

test('what somebody would take in return raises the match of who has it, and is no match by itself', () => {
  const offer = (inReturnCategories: Open['inReturnCategories']) =>
    open('a', 'offer', { conditions: 'return', inReturnCategories });
  const need = open('b', 'need', { owner: 'reader' });
  const own = open('c', 'offer', { owner: 'reader', category: 'programme', stems: ['mese'] });
  const [without] = found(offer([]), need, own);
  const [withReturn, ...others] = found(offer(['programme']), need, own);
  expect(others).toEqual([]);
  expect(without?.facts.inReturn).toBeNull();
  expect(withReturn?.facts.inReturn).toBe('programme');
  expect((withReturn?.score ?? 0) - (without?.score ?? 0)).toBe(1500);
});

test('those who go too short a way, or on other days of the week, do not meet', () => {
  const far = { settlement: 'there', point: there };
  expect(found(open('a', 'offer', { reachKm: 5 }), open('b', 'need', { reachKm: 5, ...far }))).toEqual([]);
  expect(found(open('a', 'offer', { reachKm: 5 }), open('b', 'need', { reachKm: 10, ...far }))).toHaveLength(
    1
  );
  expect(found(open('a', 'offer', { weekdays: [1, 2] }), open('b', 'need', { weekdays: [5] }))).toEqual([]);
  expect(found(open('a', 'offer', { weekdays: [1, 5] }), open('b', 'need', { weekdays: [5] }))).toHaveLength(
    1
  );
});

test('what was over before today is in no match, and nobody matches themselves', () => {
  expect(found(open('a', 'offer'), open('b', 'need', { owner: 'of a' }))).toEqual([]);
});

test('each keeps the best ten, and a need out of them may still be in the ten of an offer', () => {
  const needs = Array.from({ length: 15 }, (_, k) =>
    open(`n${String(k).padStart(2, '0')}`, 'need', {
      point: { lat: 46.58 + k / 50, lon: 20.22 },
      settlement: `s${k}`
    })
  );
  const all = found(open('a', 'offer'), ...needs);
  expect(all).toHaveLength(15);
  expect(all.filter(({ offerPlace }) => offerPlace !== null)).toHaveLength(bestCount);
  expect(all.every(({ needPlace }) => needPlace === 1)).toBe(true);
});

test('rings are made of what is good, of organisations that are free', () => {
  const all = found(open('a', 'offer'), open('b', 'need'));
  const owners = new Map([
    ['a', 'A'],
    ['b', 'B']
  ]);
  expect(givesOf(all, owners, () => true)).toMatchObject([{ from: 'A', to: 'B', offer: 'a', need: 'b' }]);
  expect(givesOf(all, owners, () => false)).toEqual([]);
  expect(givesOf(all, new Map([['a', 'A']]), () => true)).toEqual([]);
});

test('the bars say the same in words', async () => {
  const { wordsIn } = await import('../../../words.ts');
  const words = await wordsIn('hu');
  const [match] = found(
    open('a', 'offer', { from: '2026-12-01', until: '2026-12-31' }),
    open('b', 'need', { settlement: 'there', point: there })
  );
  if (!match) throw new Error('no match');
  expect(barsOf(words, match, 'offer').map(({ label, text }) => `${label}: ${text}`)).toEqual([
    'Téma: ugyanaz',
    'Távolság: 11 km',
    'Időpont: mindkettőjüknek jó: 2026. december',
    'Viszonzás: ingyen'
  ]);
});

test('what is found for some of a region is what a search for all finds for them', () => {
  const kinds = ['venue', 'programme', 'equipment'] as const;
  const vocabulary = 'terem mese tanc sator hangositas gyerek idos konyv kiallitas korus'.split(' ');
  const one = fc.record({
    side: fc.constantFrom('offer', 'need'),
    category: fc.constantFrom(...kinds),
    owner: fc.constantFrom('library', 'house', 'club', 'museum', 'choir', 'school'),
    // Places 30 km apart, from south to north.
    row: fc.nat(6),
    conditions: fc.constantFrom('free', 'return', 'cost'),
    inReturnCategories: fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 2 }),
    stems: fc.uniqueArray(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 5 })
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 5, maxLength: 60 }), fc.nat(6), (list, centre) => {
      const all = list.map(({ row, ...each }, index) =>
        open(`${index}`.padStart(3, '0'), each.side, {
          ...each,
          ...{ settlement: `${row}`, point: { lat: 46 + row * 0.27, lon: 20 } }
        })
      );
      const rowOf = ({ settlement }: Open): number => Number(settlement);
      const part = all.filter((each) => each.category === 'venue' && Math.abs(rowOf(each) - centre) <= 4);
      const only = new Set(part.filter((each) => Math.abs(rowOf(each) - centre) <= 2).map(({ id }) => id));
      const owners = new Set(part.map(({ owner }) => owner));
      const counts = new Map<string, number>();
      for (const { stems, id } of all)
        for (const word of stems)
          if (!part.some((each) => each.id === id)) counts.set(word, (counts.get(word) ?? 0) + 1);
      const words = [...new Set(part.flatMap(({ stems }) => stems))].map((word): [string, number] => [
        word,
        counts.get(word) ?? 0
      ]);
      const owned = all.filter((each) => owners.has(each.owner) && !part.includes(each));
      const ofPart = questionOf(part, today, { entries: entriesOf(all), words, owned });
      expect(matchesOf(ofPart, only).found).toEqual(matchesOf(questionOf(all, today), only).found);
    }),
    { numRuns: 60, seed: 7 }
  );
});
