import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf, type Choice } from './choices.ts';
import { findClashes, type ClashEvent } from './clash.ts';
import { randomFrom } from './random.ts';
import { planOf, retime, retimeModel, type RetimeQuestion } from './retime.ts';
import { minuteMs } from './time.ts';

const places = [
  { lat: 46.65, lon: 20.26 },
  { lat: 46.58, lon: 20.22 },
  { lat: 46.72, lon: 20.09 }
];
/** Saturday, 19:00 in Budapest. */
const saturday = Date.UTC(2027, 4, 15, 17) / minuteMs;
const day = 24 * 60;

function event(id: string, more: Partial<ClashEvent> = {}): ClashEvent {
  const start = more.start ?? saturday;
  return {
    id,
    event: id,
    organisers: [id],
    place: 0,
    start,
    end: start + 120,
    audiences: 1,
    themes: 1,
    attendance: 80,
    background: false,
    ...more
  };
}

const aWeek = [-7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7].map((days) => saturday + days * day);

test('of two that clash the one that can move moves, to the nearest free day', () => {
  const { answer, reasons } = retime({
    events: [event('fair'), event('concert')],
    movable: [{ index: 1, starts: aWeek, room: null }],
    places
  });
  expect(reasons[0]).toMatchObject({ code: 'staying', clashes: 1 });
  const [plan] = answer.plans;
  expect(plan).toMatchObject({ kind: 'balance', score: 0, clashes: 0, trouble: 9 });
  expect(plan?.moves[0]).toMatchObject({ index: 1 });
  expect(plan?.moves[0]?.reasons.map(({ code }) => code)).toEqual([
    'no_clash_left',
    'days_later',
    'same_hour'
  ]);
});

test('nobody is moved where moving costs more than the clash', () => {
  const question: RetimeQuestion = {
    events: [event('fair'), event('far', { place: 2, audiences: 3, themes: 2, attendance: 10 })],
    movable: [{ index: 1, starts: aWeek, room: null }],
    places,
    disruption: { asking: 60 }
  };
  const { answer, reasons } = retime(question);
  expect(answer.plans).toEqual([]);
  expect(reasons.map(({ code }) => code)).toEqual(['staying', 'none_better']);
});

test('where nothing clashes it says so', () => {
  const { reasons } = retime({
    events: [event('one')],
    movable: [{ index: 0, starts: aWeek, room: null }],
    places
  });
  expect(reasons.map(({ code }) => code)).toEqual(['staying', 'no_clash_now']);
});

test('two events are not put into one room at the same time, nor an organiser in two places', () => {
  const events = [
    event('rival'),
    event('a', { organisers: ['x'] }),
    event('b', { organisers: ['x'], start: saturday + 1440 })
  ];
  const free = saturday + 2 * day;
  const { answer } = retime({
    events,
    movable: [
      { index: 1, starts: [saturday + day, free], room: 'hall' },
      { index: 2, starts: [], room: 'hall' }
    ],
    places
  });
  expect(answer.plans[0]?.moves[0]?.start).toBe(free);
});

test('the plans differ from each other and are each better than staying', () => {
  const question = month(60, 4);
  const { answer } = retime(question);
  expect(answer.plans.map(({ kind }) => kind)).toEqual(['balance', 'few', 'other']);
  const [balance, few, other] = answer.plans;
  for (const plan of answer.plans) expect(plan.score + plan.trouble).toBeLessThan(answer.staying.score);
  expect(few?.moves.length).toBeLessThanOrEqual(Math.ceil((balance?.moves.length ?? 0) / 3));
  const same = other?.moves.filter(({ index, start }) =>
    balance?.moves.some((move) => move.index === index && move.start === start)
  );
  expect((same?.length ?? 0) * 2).toBeLessThanOrEqual(balance?.moves.length ?? 0);
  expect(retime(question).answer).toEqual(answer);
});

describe('the model', () => {
  test('costs exactly the clashes of the moved month and the trouble of moving', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (seed, chosen) => {
        const question = month(24, seed);
        const model = retimeModel({
          ...question,
          disruption: { asking: 0, day: 0, organiserTwice: 0, roomTwice: 0 }
        });
        const random = randomFrom(chosen);
        const choice: Choice = Int32Array.from(model.starts, ({ length }) => Math.floor(random() * length));
        const moved = question.events.slice();
        for (const [q, { index }] of question.movable.entries()) {
          const start = model.starts[q]?.[choice[q] ?? 0] ?? 0;
          const before = moved[index] as ClashEvent;
          moved[index] = { ...before, start, end: start + before.end - before.start };
        }
        const ids = new Set(question.movable.map(({ index }) => index));
        const tenths = findClashes(moved, places)
          .filter(({ a, b }) => ids.has(a) || ids.has(b))
          .reduce((sum, { score }) => sum + Math.round(score * 10), 0);
        expect(costOf(model.choices, choice)).toBe(tenths);
      }),
      { numRuns: 100, seed: 3 }
    );
  });

  test('a plan says what it leaves', () => {
    const question = month(24, 8);
    const model = retimeModel(question);
    const choice = Int32Array.from(model.starts, ({ length }) => length - 1);
    const plan = planOf(question, model, { choice, kind: 'balance' });
    const staying = planOf(question, model, { choice: new Int32Array(choice.length), kind: 'balance' });
    expect(staying.moves).toEqual([]);
    expect(staying.trouble).toBe(0);
    const difference =
      (costOf(model.choices, choice) - costOf(model.choices, new Int32Array(choice.length))) / 10;
    expect(plan.score + plan.trouble - staying.score).toBeCloseTo(difference, 6);
  });

  test('keeps the slots of least own cost, and always the present one', () => {
    const question = month(24, 2);
    const { starts } = retimeModel({ ...question, maxSlots: 3 });
    for (const [q, { index }] of question.movable.entries()) {
      expect(starts[q]?.length).toBeLessThanOrEqual(4);
      expect(starts[q]?.[0]).toBe(question.events[index]?.start);
    }
  });

  test('an event that is not there is a bug', () => {
    expect(() =>
      retimeModel({ events: [], movable: [{ index: 0, starts: [], room: null }], places })
    ).toThrow(RangeError);
  });
});

/** A month crowded on its Saturdays; half of the events can move by some days. */
function month(count: number, seed: number): RetimeQuestion {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const events = Array.from({ length: count }, (_, n) =>
    event(`e${n}`, {
      organisers: [`o${below(count / 3)}`],
      place: below(3),
      start: saturday + 7 * day * below(3) + 60 * (below(5) - 2),
      audiences: 1 + below(3),
      themes: 1 << below(3),
      attendance: 20 + below(200)
    })
  );
  const movable = events.flatMap(({ start }, index) =>
    index % 2 ? [{ index, starts: [-3, -2, -1, 1, 2, 3].map((days) => start + days * day), room: null }] : []
  );
  return { events, movable, places };
}
