import { describe, expect, test } from 'vitest';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { deliveries, orienteering, salesmen, scores } from '../../../bench/solomon.ts';
import { touringWorld } from '../../../bench/tour-world.ts';
import { remainingTours, tourModel } from './itinerary-model.ts';
import { planTour } from './itinerary.ts';

describe('a tour and its exact twin', () => {
  test.each([
    { seed: 1, showsPerDay: 1 },
    { seed: 2, showsPerDay: 2 }
  ])(
    'bring the same for eight villages in two weeks (%o)',
    { timeout: 60_000 },
    async ({ seed, showsPerDay }) => {
      const question = touringWorld({ seed, stops: 8, days: 14, showsPerDay });
      const { answer, bound } = planTour(question);
      const exact = await solveExactly({ model: tourModel(question), seconds: 30 });
      if (exact.state !== 'found') throw new Error(exact.state);
      expect(exact.proved).toBe(true);
      expect(answer.best!.profit).toBe(Math.round(-exact.objective));
      expect(bound).toBe(answer.best!.profit);
    }
  );

  test.each([
    { seed: 3, showsPerDay: 1, maxDays: 45 },
    { seed: 4, showsPerDay: 2, maxDays: 9 }
  ])(
    'bring the same when only what the prices leave open is asked about (%o)',
    { timeout: 60_000 },
    async ({ seed, showsPerDay, maxDays }) => {
      const question = { ...touringWorld({ seed, stops: 9, days: 14, showsPerDay }), maxDays };
      const profit = planTour(question).answer.best!.profit;
      const [whole, rest] = await Promise.all(
        // A tour worth less than the best must not take the best away.
        [tourModel(question), remainingTours(question, profit - 9000).model].map((model) =>
          solveExactly({ model, seconds: 30 })
        )
      );
      expect([whole!.state, rest!.state]).toEqual(['found', 'found']);
      if (whole!.state !== 'found' || rest!.state !== 'found') return;
      expect(Math.round(rest!.objective)).toBe(Math.round(whole!.objective));
      const { open, of } = remainingTours(question, profit);
      expect(open).toBeGreaterThan(0);
      expect(open).toBeLessThan(of / 4);
    }
  );
});

describe('on Solomon’s instances', () => {
  test.skipIf(!orienteering('r101'))('the best score is found, with proof', { timeout: 60_000 }, () => {
    for (const name of ['r101', 'r105']) {
      const { answer, bound } = planTour(orienteering(name)!);
      const { best } = scores[name]!;
      expect([name, answer.best!.profit, bound]).toEqual([name, best, best]);
    }
  });

  test.skipIf(!salesmen('c101'))('the ten routes of the published plan are as short as is published', () => {
    for (const [name, length] of Object.entries(deliveries)) {
      const tours = salesmen(name)!.map((question) => planTour(question));
      const sum = (of: (tour: (typeof tours)[number]) => number) =>
        tours.reduce((total, tour) => total + of(tour), 0) / -10_000;
      expect(sum(({ answer }) => answer.best!.profit)).toBeCloseTo(length, 2);
      expect(sum(({ bound }) => Number(bound))).toBeCloseTo(length, 2);
    }
  });
});
