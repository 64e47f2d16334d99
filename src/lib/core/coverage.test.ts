import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { coverageModel } from './coverage-model.ts';
import { coverTable, planCoverage, type CoverageQuestion } from './coverage.ts';
import { searchCover } from './coverage-search.ts';
import { kilometresBetween } from './geo.ts';
import { randomFrom } from './random.ts';

/** Every choice of venues, and every choice of days for it. */
function bruteForce(question: CoverageQuestion): number {
  const { homes, venues, events, km, perPartner = {}, days, perDay = Infinity } = question;
  const partners = new Set(venues.map(({ partner }) => partner));
  const fit = (chosen: number[], taken: number[] = []): boolean => {
    if (!days || taken.length === chosen.length) return true;
    return days.some(
      (day) =>
        (venues[chosen[taken.length]!]!.days?.includes(day) ?? true) &&
        taken.filter((each) => each === day).length < perDay &&
        fit(chosen, [...taken, day])
    );
  };
  let best = -1;
  const walk = (v: number, chosen: number[]): void => {
    if (chosen.length === events) {
      for (const partner of partners) {
        const count = chosen.filter((each) => venues[each]!.partner === partner).length;
        const { least = perPartner.least ?? 0, most = perPartner.most ?? Infinity } =
          perPartner.of?.get(partner) ?? {};
        if (count < least || count > most) return;
      }
      if (!fit(chosen)) return;
      const reached = homes.filter((home) =>
        chosen.some((each) => kilometresBetween(home, venues[each]!) <= km)
      );
      best = Math.max(
        best,
        reached.reduce((sum, { people }) => sum + people, 0)
      );
    } else if (v < venues.length) {
      walk(v + 1, [...chosen, v]);
      walk(v + 1, chosen);
    }
  };
  walk(0, []);
  return best;
}

function small(seed: number, held: boolean): CoverageQuestion {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const point = () => ({ lat: 46.5 + random() * 0.7, lon: 18 + random() });
  const venues = 3 + below(6);
  return {
    homes: Array.from({ length: 4 + below(20) }, () => ({ ...point(), people: below(2000) })),
    venues: Array.from({ length: venues }, (_, v) => ({
      ...point(),
      id: `v${v}`,
      partner: `p${below(3)}`,
      ...(held && random() < 0.8 ? { days: [1, 2, 3].filter(() => random() < 0.6) } : {})
    })),
    events: 1 + below(Math.min(4, venues)),
    km: 8 + below(25),
    ...(held ? { days: [1, 2, 3], perDay: 1 + below(2) } : {}),
    ...(random() < 0.5 ? { perPartner: { least: below(2), most: 1 + below(3), ...ofSome(random) } } : {})
  };
}

/** One partner says otherwise than the rest. */
function ofSome(random: () => number): { of?: ReadonlyMap<string, { least: number; most?: number }> } {
  if (random() < 0.5) return {};
  const least = Math.floor(random() * 3);
  return { of: new Map([['p1', { least, most: least + Math.floor(random() * 2) }]]) };
}

const question = fc.record({ seed: fc.integer(), held: fc.boolean() });

describe('the events of a joint project', () => {
  test('reach people truly counted, never more than its bound, and nearly always as many as any choice', () => {
    let [solved, best, impossible] = [0, 0, 0];
    fc.assert(
      fc.property(question, ({ seed, held }) => {
        const asked = small(seed, held);
        const most = bruteForce(asked);
        const { answer, bound, reasons } = planCoverage(asked);
        if (reasons.some(({ code }) => code === 'fewer_events')) return;
        if (!answer) {
          expect(most).toBe(-1);
          impossible++;
          return;
        }
        const at = answer.events.map(({ venue }) => asked.venues[venue]!);
        const reached = asked.homes.filter((home) =>
          at.some((venue) => kilometresBetween(home, venue) <= asked.km)
        );
        expect(answer.people).toBe(reached.reduce((sum, { people }) => sum + people, 0));
        expect(answer.people).toBeLessThanOrEqual(most);
        expect(bound).toBeGreaterThanOrEqual(most);
        expect(new Set(answer.events.map(({ venue }) => venue)).size).toBe(asked.events);
        for (const { venue, day } of answer.events) {
          if (!asked.days) expect(day).toBeNull();
          else expect(asked.venues[venue]!.days ?? asked.days).toContain(day);
        }
        for (const day of asked.days ?? [])
          expect(answer.events.filter((each) => each.day === day).length).toBeLessThanOrEqual(asked.perDay!);
        solved++;
        if (answer.people === most) best++;
      }),
      { numRuns: 500, seed: 1 }
    );
    expect(impossible).toBeGreaterThan(10);
    expect(best / solved).toBeGreaterThan(0.98);
  });

  test('reach as many as the exact twin says, and it the most there is', { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const asked = small(seed, seed % 2 === 0);
      const most = bruteForce(asked);
      const table = coverTable(asked);
      if (most < 0 || table.events < asked.events) continue;
      const { model, read, write } = coverageModel(asked, table, searchCover(table).decided);
      const chosen = planCoverage(asked).answer!.events.map(({ venue }) => venue);
      const solved = await solveExactly({ model, seconds: 20, start: write?.(chosen) ?? null });
      if (solved.state !== 'found') throw new Error(solved.state);
      expect(Math.round(-solved.objective)).toBe(most);
      expect(read(solved.values)).toHaveLength(asked.events);
    }
  });

  test('reach as many in whatever order venues and homes are listed', () => {
    fc.assert(
      fc.property(question, ({ seed, held }) => {
        const asked = small(seed, held);
        const turned = { ...asked, homes: [...asked.homes].reverse(), venues: [...asked.venues].reverse() };
        const [one, other] = [planCoverage(asked), planCoverage(turned)];
        expect(other.answer === null).toBe(one.answer === null);
        // Where both are proved they must agree; ties may lead a search that is not proved elsewhere.
        if (one.answer?.people === one.bound && other.answer?.people === other.bound)
          expect(other.answer?.people).toBe(one.answer?.people);
      }),
      { numRuns: 100, seed: 2 }
    );
  });

  test('are far apart in time where they are near in space', () => {
    const venues = [0, 1, 2, 3].map((v) => ({
      id: `v${v}`,
      partner: 'p',
      lat: v < 2 ? 46.5 : 48,
      lon: 18 + v / 100
    }));
    const homes = venues.map((venue) => ({ ...venue, people: 10 }));
    const { answer } = planCoverage({ homes, venues, events: 4, km: 0.1, days: [1, 2, 30, 31], perDay: 1 });
    expect(answer!.people).toBe(40);
    const near = planCoverage({ homes, venues, events: 4, km: 3, days: [1, 2, 30, 31], perDay: 1 }).answer!;
    const dayOf = (v: number) => near.events.find(({ venue }) => venue === v)!.day!;
    expect(Math.abs(dayOf(0) - dayOf(1))).toBeGreaterThan(20);
    expect(Math.abs(dayOf(2) - dayOf(3))).toBeGreaterThan(20);
  });
});

const home = { lat: 47, lon: 19, people: 100 };
const venue = { lat: 47, lon: 19, id: 'v', partner: 'p' };
const base: CoverageQuestion = { homes: [home], venues: [venue], events: 1, km: 5 };

test('nobody, nowhere and none are answered', () => {
  expect(planCoverage({ ...base, events: 0 }).answer).toMatchObject({ events: [], people: 0, of: 100 });
  expect(planCoverage({ ...base, homes: [] }).answer!.people).toBe(0);
  const none = planCoverage({ ...base, venues: [], events: 3 });
  expect(none.reasons).toContainEqual({ code: 'fewer_events', placed: 0, of: 3 });
});

test('what cannot be kept is told', () => {
  const { answer, reasons } = planCoverage({ ...base, perPartner: { least: 2 } });
  expect(answer).toBeNull();
  expect(reasons[0]).toEqual({ code: 'partners_or_days_cannot_be_kept' });
});

test.each([
  ['people below 0', { homes: [{ ...home, people: -1 }] }],
  ['half an event', { events: 0.5 }],
  ['a reach that is none', { km: NaN }],
  ['more at the least than at the most', { perPartner: { least: 2, most: 1 } }],
  [
    'more at the least of one than at the most of all',
    { perPartner: { most: 1, of: new Map([['p', { least: 2 }]]) } }
  ],
  ['days that do not rise', { days: [2, 1] }],
  ['two venues of one id', { venues: [venue, venue] }],
  ['a venue without coordinates', { venues: [{ ...venue, lat: NaN }] }]
])('is refused: %s', (_, change) => {
  expect(() => planCoverage({ ...base, ...change })).toThrow(RangeError);
});
