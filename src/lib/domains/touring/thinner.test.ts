import { describe, expect, test } from 'vitest';
import type { TourQuestion, TourStop } from '#lib/core/itinerary.ts';
import { questionsOf, stepsOf, thinned } from './thinner.ts';

const day = (n: number): number => 30_000_000 + n * 1440;

function asked(stops: number, days: number, more: Partial<TourQuestion> = {}): Omit<TourQuestion, 'travel'> {
  const all = Array.from({ length: days }, (_, n) => n);
  return {
    stops: Array.from({ length: stops }, (_, index): TourStop => ({
      ...{ id: String(index), place: index + 1, value: 50_000, show: 60, setUp: 60, takeDown: 30 },
      windows: all.flatMap((n) => [
        { from: day(n) + 540, to: day(n) + 810, penalty: 5000 },
        { from: day(n) + 660, to: day(n) + 1050 }
      ])
    })),
    home: 0,
    days: all.map((n) => ({ from: day(n) + 360, to: day(n) + 1410 })),
    ...{ showsPerDay: 2, overnight: true, restAfter: 3 },
    costs: { perKm: 100, perNight: 20_000, perShow: 0 },
    ...more
  };
}

describe('questions about large tours', () => {
  test('a small one is asked as it is', () => {
    const question = asked(8, 10, { overnight: false });
    expect(questionsOf(question)).toEqual([question]);
  });

  test('of sixty halls and four months small ones are asked, and what has no room in the thread is not', () => {
    const question = asked(60, 117);
    const questions = questionsOf(question);
    expect(questions.length).toBeGreaterThan(1);
    expect(questions).not.toContain(question);
    for (const each of questions) expect(stepsOf(each)).toBeLessThanOrEqual(300_000);
    expect(questions[0]).toMatchObject({ overnight: false });
  });

  test('each stop keeps a time of its own, and no stop gets one that it had not', () => {
    const question = asked(60, 117);
    for (const [index, { windows }] of thinned(question, 80_000).stops.entries()) {
      expect(windows.length).toBeGreaterThan(0);
      for (const window of windows) expect(question.stops[index]?.windows).toContain(window);
    }
  });

  test('of a day the hour stays at which least is lost', () => {
    const { stops } = thinned(asked(60, 117), 80_000);
    expect(stops.flatMap(({ windows }) => windows).every(({ penalty }) => penalty === undefined)).toBe(true);
  });

  test('what was agreed can stay, whatever the hour and the week', () => {
    const start = day(80) + 600;
    const { stops } = thinned(asked(60, 117, { kept: [{ id: '5', start }] }), 80_000);
    expect(stops[5]?.windows.some(({ from, to }) => from <= start && start < to)).toBe(true);
  });
});
