import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planTour, repairTour, travelBetween, type TourQuestion, type TourStop } from './itinerary.ts';
import { randomFrom } from './random.ts';

/** Tries every tour, minute by minute, and says what the best one brings; -Infinity where there is none. */
function bruteForce(question: TourQuestion): number {
  const { stops, days, costs, travel, home, showsPerDay = 1, overnight = false } = question;
  const { maxStops = Infinity, maxDays = Infinity, restAfter = Infinity } = question;
  const at = (place: number) => (place < 0 ? home : stops[place]!.place);
  const go = (a: number, b: number) => (a === b ? 0 : travel.minutes(at(a), at(b)));
  const road = (a: number, b: number) => (a === b ? 0 : Math.round(travel.km(at(a), at(b)) * costs.perKm));
  let best = -Infinity;
  const done = new Set<number>();
  const evening = (state: State): void => {
    const { day, place, time, profit, worked, worn } = state;
    const next = { day: day + 1, shows: 0, worked, worn, time: 0 };
    if (time + go(place, -1) <= days[day]!.to)
      morning({ ...next, place: -1, profit: profit - road(place, -1) });
    if (overnight) morning({ ...next, place, profit: profit - costs.perNight });
  };
  const afternoon = (state: State): void => {
    for (const [i, stop] of stops.entries()) {
      if (done.has(i) || state.shows >= showsPerDay || done.size >= maxStops) continue;
      if (state.shows === 0 && (state.worked >= maxDays || state.worn >= restAfter)) continue;
      for (const { from, to, penalty = 0 } of stop.windows) {
        const begins = Math.max(from, state.time + go(state.place, i));
        const ready = begins + stop.setUp + stop.show + stop.takeDown;
        if (ready > to || ready > days[state.day]!.to) continue;
        if (stop.booked?.some((taken) => taken.from < ready && taken.to > begins)) continue;
        done.add(i);
        const first = state.shows === 0 ? 1 : 0;
        const after = {
          ...state,
          place: i,
          time: ready,
          shows: state.shows + 1,
          worked: state.worked + first,
          worn: state.worn + first,
          profit:
            state.profit + stop.value + (stop.offer ?? 0) - penalty - costs.perShow - road(state.place, i)
        };
        afternoon(after);
        evening(after);
        done.delete(i);
      }
    }
  };
  const morning = (state: State): void => {
    const { day, place, profit } = state;
    const today = days[day];
    if (!today) {
      if (stops.every(({ must }, i) => !must || done.has(i))) best = Math.max(best, profit - road(place, -1));
      return;
    }
    afternoon({ ...state, time: today.from });
    const rested = { ...state, day: day + 1, worn: 0 };
    morning({ ...rested, profit: profit - (place < 0 ? 0 : costs.perNight) });
    if (place >= 0 && today.from + go(place, -1) <= today.to)
      morning({ ...rested, place: -1, profit: profit - road(place, -1) });
  };
  morning({ day: 0, place: -1, time: 0, shows: 0, worked: 0, worn: 0, profit: 0 });
  return best;
}

interface State {
  day: number;
  place: number;
  time: number;
  shows: number;
  worked: number;
  worn: number;
  profit: number;
}

interface Rules {
  readonly seed: number;
  readonly showsPerDay: number;
  readonly overnight: boolean;
  readonly restAfter: number;
  readonly maxStops: number;
  readonly maxDays: number;
  readonly musts: boolean;
}

const rules = fc.record({
  seed: fc.integer(),
  showsPerDay: fc.integer({ min: 1, max: 3 }),
  overnight: fc.boolean(),
  restAfter: fc.integer({ min: 1, max: 3 }),
  maxStops: fc.integer({ min: 2, max: 6 }),
  maxDays: fc.integer({ min: 1, max: 4 }),
  musts: fc.boolean()
});

function small({ seed, musts, ...rest }: Rules): TourQuestion {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const count = 1 + below(5);
  const places = Array.from({ length: count + 1 }, () => ({
    lat: 46.5 + random() * 0.8,
    lon: 18 + random()
  }));
  const first = 1_000_000;
  const days = Array.from({ length: 4 }, (_, d) => ({
    from: first + d * 1440 + 480,
    to: first + d * 1440 + 1320
  }));
  const stops = Array.from({ length: count }, (_, i): TourStop => ({
    id: `s${i}`,
    place: i + 1,
    value: below(60_000),
    offer: below(20_000),
    windows: Array.from({ length: below(4) }, () => {
      const from = first + below(4) * 1440 + 540 + 60 * below(8);
      return { from, to: from + 60 * (1 + below(6)), penalty: random() < 0.5 ? 0 : below(20_000) };
    }),
    show: 45 + below(30),
    setUp: below(60),
    takeDown: below(30),
    must: musts && random() < 0.3
  }));
  const costs = { perKm: 150, perNight: 9000, perShow: 8000 };
  return { ...rest, stops, days, home: 0, travel: travelBetween(places), costs };
}

describe('a tour', () => {
  test('brings what the best of all tours brings, and says so', () => {
    let [full, none] = [0, 0];
    fc.assert(
      fc.property(rules, (asked) => {
        const question = small(asked);
        const best = bruteForce(question);
        const { answer, bound } = planTour({ ...question, others: false });
        if (answer.best) {
          expect(answer.best.profit).toBe(best);
          expect(bound).toBe(best);
          full += answer.best.stops.length > 2 ? 1 : 0;
        } else {
          expect(best).toBe(-Infinity);
          none++;
        }
      }),
      { numRuns: 400, seed: 1 }
    );
    expect(full).toBeGreaterThan(20);
    expect(none).toBeGreaterThan(5);
  });

  test('comes to all stops that must be, in the best order, where it can', () => {
    let [found, none] = [0, 0];
    fc.assert(
      fc.property(rules, (asked) => {
        const { seed } = asked;
        const random = randomFrom(seed);
        const base = small({ ...asked, maxStops: 6, maxDays: 4 });
        // Long windows on one day: many hours at which each show could end.
        const [today] = base.days;
        const question = {
          ...base,
          days: [today!],
          showsPerDay: 6,
          others: false,
          stops: base.stops.map((each): TourStop => {
            const from = today!.from + Math.floor(random() * 300);
            return { ...each, must: true, windows: [{ from, to: from + 200 + Math.floor(random() * 500) }] };
          })
        };
        const best = bruteForce(question);
        const { answer, bound } = planTour(question);
        expect(answer.best?.profit ?? -Infinity).toBe(best);
        if (answer.best) {
          expect(bound).toBe(best);
          found += question.stops.length > 2 ? 1 : 0;
        } else none++;
      }),
      { numRuns: 400, seed: 5 }
    );
    expect(found).toBeGreaterThan(50);
    expect(none).toBeGreaterThan(5);
  });

  test('can be driven as it is told: nobody arrives late, works in a taken hall or is away at night unasked', () => {
    fc.assert(
      fc.property(rules, (asked) => {
        const question = small(asked);
        const { answer } = planTour(question);
        for (const plan of answer.best ? [answer.best, ...answer.others] : []) {
          let before: (typeof plan.stops)[number] | undefined;
          for (const each of plan.stops) {
            const stop = question.stops.find(({ id }) => id === each.id)!;
            const from = question.stops.find(({ id }) => id === each.from)?.place ?? 0;
            expect(each.arrives - each.leaves).toBe(
              from === stop.place ? 0 : question.travel.minutes(from, stop.place)
            );
            expect(each.start).toBeGreaterThanOrEqual(each.arrives + stop.setUp);
            expect(each.ready).toBe(each.start + stop.show + stop.takeDown);
            expect(
              stop.windows.some(({ from, to }) => from <= each.start - stop.setUp && each.ready <= to)
            ).toBe(true);
            if (before?.day === each.day) expect(each.leaves).toBeGreaterThanOrEqual(before.ready);
            if (each.homeAt !== null) expect(each.homeAt).toBeLessThanOrEqual(question.days[each.day]!.to);
            before = each;
          }
          expect(plan.stops.reduce((sum, { share }) => sum + share, 0)).toBe(plan.cost);
          const worth = plan.stops.reduce(
            (sum, { id, offer, penalty }) =>
              sum + question.stops.find((stop) => stop.id === id)!.value + offer - penalty,
            0
          );
          expect(plan.profit).toBe(worth - plan.cost);
          if (!question.overnight) expect(plan.nights).toBe(0);
        }
      }),
      { numRuns: 150, seed: 2 }
    );
  });

  test('brings as much in whatever order the stops are listed', () => {
    fc.assert(
      fc.property(rules, (asked) => {
        const question = small(asked);
        const turned = { ...question, stops: [...question.stops].reverse() };
        expect(planTour({ ...turned, others: false }).answer.best?.profit).toBe(
          planTour({ ...question, others: false }).answer.best?.profit
        );
      }),
      { numRuns: 60, seed: 3 }
    );
  });
});

const places = [
  { lat: 46.9, lon: 18 },
  { lat: 46.95, lon: 18.1 },
  { lat: 46.8, lon: 18.2 },
  { lat: 48.3, lon: 22.3 }
];
const day = (d: number, from: number, to: number) => ({ from: d * 1440 + from * 60, to: d * 1440 + to * 60 });
const stop = (place: number, more: Partial<TourStop> = {}): TourStop => ({
  id: `s${place}`,
  place,
  value: 50_000,
  windows: [day(0, 9, 13), day(1, 9, 13)],
  show: 60,
  setUp: 60,
  takeDown: 30,
  ...more
});
const base: TourQuestion = {
  stops: [stop(1), stop(2)],
  home: 0,
  travel: travelBetween(places),
  days: [day(0, 7, 22), day(1, 7, 22), day(2, 7, 22)],
  costs: { perKm: 100, perNight: 10_000, perShow: 5000 }
};
const whyNot = (question: TourQuestion, id: string) =>
  planTour(question).answer.leftOut.find((each) => each.id === id)?.reason;

describe('a stop is left out', () => {
  test('because its hall is never free long enough', () => {
    expect(whyNot({ ...base, stops: [stop(1, { windows: [day(0, 9, 11)] })] }, 's1')?.code).toBe(
      'no_free_day'
    );
    const booked = [day(0, 10, 12), day(1, 8, 22)];
    expect(whyNot({ ...base, stops: [stop(1, { booked })] }, 's1')?.code).toBe('no_free_day');
  });

  test('because it is too far to be there in time', () => {
    expect(whyNot({ ...base, stops: [stop(3, { windows: [day(0, 9, 12)] })] }, 's3')?.code).toBe('too_far');
  });

  test('because it costs more than it brings, with both', () => {
    const reason = whyNot({ ...base, stops: [stop(1, { value: 1000, offer: 500 })] }, 's1');
    const { cost } = planTour({ ...base, stops: [stop(1)] }).answer.best!;
    expect(reason).toEqual({ code: 'costs_more', brings: 1500, costs: cost, penalty: 0, short: cost - 1500 });
  });

  test('because of what else is on then', () => {
    const windows = [{ ...day(0, 9, 13), penalty: 45_000 }];
    expect(whyNot({ ...base, stops: [stop(1, { windows })] }, 's1')).toMatchObject({
      code: 'clashes',
      penalty: 45_000
    });
  });

  test('because another is there on its only day', () => {
    const windows = [day(0, 9, 13)];
    const stops = [stop(1, { windows }), stop(2, { windows, value: 90_000 })];
    expect(whyNot({ ...base, stops }, 's1')).toEqual({ code: 'no_room', days: 1 });
  });

  test('because there are as many as may be', () => {
    expect(whyNot({ ...base, maxStops: 1 }, 's2')?.code ?? whyNot({ ...base, maxStops: 1 }, 's1')?.code).toBe(
      'tour_is_full'
    );
  });
});

describe('what was agreed', () => {
  test('stays at its very time when a stop falls out, even where another day would be cheaper', () => {
    fc.assert(
      fc.property(rules, fc.nat(10), (asked, which) => {
        const question = { ...small({ ...asked, musts: false }), others: false };
        const agreed = planTour(question).answer.best!.stops;
        const gone = agreed[which % Math.max(1, agreed.length)]?.id ?? 'none';
        const left = agreed.filter(({ id }) => id !== gone);
        const { best } = repairTour(question, agreed, [gone]).answer;
        // The stop in question gone, all others can be kept unless an overnight stay in between cannot.
        expect(best!.kept).toBeGreaterThanOrEqual(Math.min(left.length, 1));
        expect(best!.stops.map(({ id }) => id)).not.toContain(gone);
        if (question.overnight && asked.restAfter >= 3) expect(best!.kept).toBe(left.length);
      }),
      { numRuns: 100, seed: 4 }
    );
  });

  test('gives way only where its hall was taken meanwhile', () => {
    const agreed = planTour(base).answer.best!.stops;
    const [first, second] = [agreed[0]!, agreed[1]!];
    const taken = { from: first.start, to: first.end };
    const stops = base.stops.map((each) => (each.id === first.id ? { ...each, booked: [taken] } : each));
    const { best } = repairTour({ ...base, stops }, agreed, []).answer;
    expect(best!.kept).toBe(1);
    expect(best!.stops.find(({ id }) => id === second.id)!.start).toBe(second.start);
  });
});

test('two other plans differ from the best and from each other', () => {
  const windows = [0, 1, 2].map((d) => day(d, 9, 20));
  const { best, others } = planTour({
    ...base,
    stops: [stop(1, { windows }), stop(2, { windows }), stop(3, { windows, value: 90_000 })],
    overnight: true
  }).answer;
  const told = [best!, ...others].map(({ stops }) => stops.map(({ id, day: on }) => `${id} ${on}`).join());
  expect(new Set(told).size).toBe(told.length);
  expect(others.length).toBeGreaterThan(0);
});

test('no stops, no days and no money make an empty tour', () => {
  expect(planTour({ ...base, stops: [] }).answer.best!.stops).toEqual([]);
  expect(planTour({ ...base, days: [] }).answer.best!.profit).toBe(0);
});

test('stops that must be and cannot are told', () => {
  const { answer, reasons } = planTour({ ...base, stops: [stop(1, { must: true, windows: [] })] });
  expect(answer.best).toBeNull();
  expect(reasons).toEqual([{ code: 'musts_cannot_be' }]);
});

test('a missing bridge is driven around', () => {
  const travel = travelBetween(places, { overrides: [{ a: 0, b: 1, km: 80, minutes: 90 }] });
  const { best } = planTour({ ...base, stops: [stop(1)], travel }).answer;
  expect([best!.km, best!.stops[0]!.arrives - best!.stops[0]!.leaves]).toEqual([160, 90]);
});

test.each([
  ['a show of no length', { stops: [stop(1, { show: 0 })] }],
  ['a negative penalty', { stops: [stop(1, { windows: [{ ...day(0, 9, 13), penalty: -1 }] })] }],
  ['a window that ends before it begins', { stops: [stop(1, { windows: [day(0, 13, 9)] })] }],
  ['a value that is no number', { stops: [stop(1, { value: NaN })] }],
  ['two stops of one id', { stops: [stop(1), stop(1)] }],
  ['days that are not in order', { days: [day(1, 7, 22), day(0, 7, 22)] }],
  ['a price below 0', { costs: { ...base.costs, perKm: -1 } }],
  ['a place that is not there', { stops: [stop(9)] }],
  ['more stops than are weighed', { stops: Array.from({ length: 129 }, (_, i) => stop(1, { id: `s${i}` })) }]
])('is refused: %s', (_, change) => {
  expect(() => planTour({ ...base, ...change })).toThrow(RangeError);
});
