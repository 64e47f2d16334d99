import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kilometresBetween } from './geo.ts';
import { findMatches, usualWeights, type MatchingQuestion, type Need, type Offer } from './matching.ts';
import { randomFrom } from './random.ts';

/** Every pair by the definition of the four bars, without columns, blocks or limits. */
function bruteForce(question: MatchingQuestion) {
  const { offers, needs, places, maxKm = 60, fullKm = 5, weights = usualWeights } = question;
  const all = [...offers, ...needs];
  const often = (stem: string) => all.filter(({ stems }) => stems.includes(stem)).length;
  const vector = (stems: readonly string[]) =>
    new Map([...new Set(stems)].map((stem) => [stem, Math.log(1 + all.length / often(stem))] as const));
  const length = (of: Map<string, number>) => Math.hypot(...of.values());
  const pairs: { offer: number; need: number; score: number }[] = [];
  for (const [o, offer] of offers.entries())
    for (const [n, need] of needs.entries()) {
      if (offer.category !== need.category || offer.organisation === need.organisation) continue;
      const anywhere = offer.place === null || need.place === null;
      const km = anywhere ? 0 : kilometresBetween(places[offer.place!]!, places[need.place!]!);
      if (km > maxKm) continue;
      const [from, to] = [need.from ?? -Infinity, need.to ?? Infinity];
      const both = Math.min(to, offer.to ?? Infinity) - Math.max(from, offer.from ?? -Infinity);
      if (both <= 0) continue;
      const wanted = need.days ?? (to - from === Infinity ? 1 : to - from);
      const [a, b] = [vector(offer.stems), vector(need.stems)];
      let dot = 0;
      for (const [stem, weight] of a) dot += weight * (b.get(stem) ?? 0);
      const cosine = dot === 0 ? 0 : dot / length(a) / length(b);
      const returned = offers.some(
        (own) =>
          own.organisation === need.organisation &&
          needs.some(
            (theirs) => theirs.organisation === offer.organisation && theirs.category === own.category
          )
      );
      const bars = {
        topic: 0.5 + 0.5 * cosine,
        distance: km <= fullKm ? 1 : (maxKm - km) / (maxKm - fullKm),
        dates: Math.min(1, both / wanted),
        giveBack: returned ? 1 : { free: 0.8, cost: 0.4, return: 0 }[offer.condition]
      };
      const score =
        10_000 *
        (bars.topic * weights.topic +
          bars.distance * weights.distance +
          bars.dates * weights.dates +
          bars.giveBack * weights.giveBack);
      pairs.push({ offer: o, need: n, score });
    }
  return pairs;
}

function small(seed: number, top: number, size = { most: 25, categories: 3, words: 7 }): MatchingQuestion {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const given = (id: string) => {
    const from = random() < 0.3 ? null : below(20);
    return {
      id,
      organisation: `o${below(6)}`,
      category: `c${below(size.categories)}`,
      place: random() < 0.15 ? null : below(8),
      from,
      to: random() < 0.3 ? null : (from ?? 10) + 1 + below(10),
      stems: Array.from({ length: below(4) }, () => `w${below(size.words)}`)
    };
  };
  return {
    offers: Array.from({ length: 1 + below(size.most) }, (_, i): Offer => ({
      ...given(`k${i}`),
      condition: (['free', 'cost', 'return'] as const)[below(3)]!
    })),
    needs: Array.from({ length: 1 + below(size.most) }, (_, i): Need => ({
      ...given(`i${i}`),
      ...(random() < 0.3 ? { days: 1 } : {})
    })),
    places: Array.from({ length: 8 }, () => ({ lat: 46.5 + random(), lon: 18 + random() })),
    top
  };
}

const question = fc
  .record({ seed: fc.integer(), top: fc.integer({ min: 1, max: 5 }) })
  .map(({ seed, top }) => small(seed, top));

describe('matches', () => {
  test('are the best for each in both directions, of all pairs that there are', () => {
    let kept = 0;
    fc.assert(
      fc.property(question, (asked) => {
        const { answer, bound } = findMatches(asked);
        const pairs = bruteForce(asked);
        let total = 0;
        const check = (side: 'offer' | 'need', other: 'need' | 'offer', index: number) => {
          const found = side === 'offer' ? answer.forOffer(index) : answer.forNeed(index);
          const theirs = pairs.filter((pair) => pair[side] === index).sort((a, b) => b.score - a.score);
          expect(found.length).toBe(Math.min(asked.top!, theirs.length));
          for (const [k, match] of found.entries()) {
            expect(Math.abs(match.score - theirs[k]!.score)).toBeLessThan(0.51);
            const same = theirs.find((pair) => pair[other] === match[other])!;
            expect(Math.abs(match.score - same.score)).toBeLessThan(0.51);
            const held = match.heldBack.reduce((sum, { lost }) => sum + lost, 0);
            expect(Math.abs(10_000 - held - match.score)).toBeLessThan(3);
            total += match.score;
            kept++;
          }
        };
        for (const index of asked.offers.keys()) check('offer', 'need', index);
        for (const index of asked.needs.keys()) check('need', 'offer', index);
        expect(total).toBe(answer.total);
        expect(bound).toBe(total);
      }),
      { numRuns: 300, seed: 1 }
    );
    expect(kept).toBeGreaterThan(1000);
  });

  test.each([
    ['offers of one category', { most: 150, categories: 1, words: 30 }],
    ['categories', { most: 120, categories: 70, words: 20 }]
  ])('are the best where there are many %s', (_, size) => {
    for (let seed = 1; seed <= 6; seed++) {
      const asked = small(seed, 3, size);
      const { answer } = findMatches(asked);
      const pairs = bruteForce(asked);
      const best = (side: 'offer' | 'need', index: number) =>
        pairs
          .filter((pair) => pair[side] === index)
          .map(({ score }) => score)
          .sort((a, b) => b - a)
          .slice(0, 3);
      const check = (found: readonly { readonly score: number }[], theirs: number[]) => {
        expect(found.length).toBe(theirs.length);
        for (const [k, { score }] of found.entries()) expect(Math.abs(score - theirs[k]!)).toBeLessThan(0.51);
      };
      for (const index of asked.offers.keys()) check(answer.forOffer(index), best('offer', index));
      for (const index of asked.needs.keys()) check(answer.forNeed(index), best('need', index));
    }
  });

  test('are the same in whatever order offers and needs are listed', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const [offers, needs] = [[...asked.offers].reverse(), [...asked.needs].reverse()];
        const [one, other] = [findMatches(asked).answer, findMatches({ ...asked, offers, needs }).answer];
        for (const [n, need] of asked.needs.entries()) {
          const told = one.forNeed(n).map(({ offer, score }) => [asked.offers[offer]!.id, score]);
          const turned = other
            .forNeed(needs.indexOf(need))
            .map(({ offer, score }) => [offers[offer]!.id, score]);
          expect(turned).toEqual(told);
        }
      }),
      { numRuns: 100, seed: 2 }
    );
  });
});

const places = [
  { lat: 47, lon: 19 },
  { lat: 47.2, lon: 19 },
  { lat: 48, lon: 22 }
];
const offer: Offer = {
  id: 'hall',
  organisation: 'community house',
  category: 'hall',
  place: 0,
  from: 10,
  to: 20,
  stems: ['terem', 'színpad'],
  condition: 'return'
};
const need: Need = {
  id: 'rehearsal',
  organisation: 'library',
  category: 'hall',
  place: 1,
  from: 15,
  to: 25,
  stems: ['terem', 'próba']
};
const one = (offers: Offer[], needs: Need[]) => findMatches({ offers, needs, places }).answer.forNeed(0)[0];

test('a match says its facts and what holds it back, the most first', () => {
  const match = one([offer], [need])!;
  expect(match.facts).toMatchObject({
    stems: ['terem'],
    from: 15,
    to: 20,
    days: 5,
    wanted: 10,
    condition: 'return',
    inReturn: null
  });
  expect(match.facts.km).toBeCloseTo(22.24, 2);
  expect(match.bars.dates).toBe(0.5);
  expect(match.heldBack.map(({ bar }) => bar)).toEqual(['giveBack', 'topic', 'dates', 'distance']);
  expect(match.heldBack[0]).toEqual({ bar: 'giveBack', lost: 1500 });
});

test('who has what the giver needs, gives it back', () => {
  const books: Offer = {
    ...offer,
    id: 'reading',
    organisation: 'library',
    category: 'course',
    condition: 'free'
  };
  const wanted: Need = { ...need, id: 'course', organisation: 'community house', category: 'course' };
  const match = one([offer, books], [need, wanted])!;
  expect([match.bars.giveBack, match.facts.inReturn]).toEqual([1, 'course']);
});

test('what is anywhere is near, what is too far, at another time, or one’s own is no match', () => {
  expect(one([{ ...offer, place: null }], [{ ...need, place: 2 }])!.bars.distance).toBe(1);
  expect(one([offer], [{ ...need, place: 2 }])).toBeUndefined();
  expect(one([offer], [{ ...need, from: 20 }])).toBeUndefined();
  expect(one([offer], [{ ...need, organisation: 'community house' }])).toBeUndefined();
  expect(one([offer], [{ ...need, category: 'course' }])).toBeUndefined();
  expect(findMatches({ offers: [], needs: [need], places }).answer.forNeed(0)).toEqual([]);
});

test.each([
  ['a place that is not there', { offers: [{ ...offer, place: 7 }] }],
  ['days that end before they begin', { needs: [{ ...need, to: 3 }] }],
  ['more days than there are', { needs: [{ ...need, days: 11 }] }],
  ['two of one name', { offers: [offer, offer] }],
  ['a negative reach', { maxKm: -1 }],
  ['the best none', { top: 0 }],
  ['a weight below 0', { weights: { ...usualWeights, topic: -1 } }],
  ['a place without coordinates', { places: [{ lat: NaN, lon: 19 }, places[1]!] }],
  ['a distance that is none', { distance: () => NaN }]
])('is refused: %s', (_, change) => {
  expect(() => findMatches({ offers: [offer], needs: [need], places, ...change })).toThrow(RangeError);
});
