import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clashesOf, findClashes, type ClashEvent, type ClashOptions } from './clash.ts';
import { kilometresBetween, type Point } from './geo.ts';

const families = 1;
const children = 2;
const elderly = 4;
const music = 1;
const craft = 2;

// Places on one meridian, so that distances are plain: 0, 0 (another index, the same spot), 9, 20, 25 and 26 km from the first.
const north = (km: number): Point => ({ lat: 46.5 + (km / 6371.0088) * (180 / Math.PI), lon: 20 });
const places = [north(0), north(0), north(9), north(20), north(24.999), north(26)];
const [here, alsoHere, nineKm, twentyKm, almostTooFar, tooFar] = [0, 1, 2, 3, 4, 5];

/** A fair of 24 h: an evening of 2 h is a twelfth of it. */
const long = { start: -600, end: 840, attendance: 200, themes: music };

let made = 0;
function event(part: Partial<ClashEvent> = {}): ClashEvent {
  const id = `occurrence-${++made}`;
  return {
    id,
    event: `event of ${id}`,
    organisers: [`organiser of ${id}`],
    place: here,
    start: 0,
    end: 120,
    audiences: families,
    themes: 0,
    attendance: 0,
    background: false,
    ...part
  };
}
const at = (start: number, end: number, part: Partial<ClashEvent> = {}) => event({ start, end, ...part });
const codes = (events: ClashEvent[], options?: ClashOptions) =>
  findClashes(events, places, options).map((clash) => clash.reasons.map((reason) => reason.code));

describe('two events', () => {
  const cases: [string, ClashEvent, ClashEvent, boolean][] = [
    ['at the same time and place', event(), event(), true],
    ['when one ends as the other begins', event(), at(120, 180), false],
    ['when one begins a minute before the other ends', event(), at(119, 180), true],
    ['when one lies within the other', event(), at(30, 60), true],
    ['a day apart', event(), at(1440, 1500), false],
    ['touching in two places that are the same spot', event(), at(120, 180, { place: alsoHere }), false],
    // 9 km × 1.3 ÷ 50 km/h = 14 minutes, and 10 of slack.
    ['23 minutes apart and 9 km', event(), at(143, 200, { place: nineKm }), true],
    ['24 minutes apart and 9 km', event(), at(144, 200, { place: nineKm }), false],
    ['24 minutes apart and 9 km, the other way round', at(144, 200, { place: nineKm }), event(), false],
    ['just within 25 km', event(), event({ place: almostTooFar }), true],
    ['farther than 25 km', event(), event({ place: tooFar }), false],
    ['for different audiences', event(), event({ audiences: elderly }), false],
    ['for partly the same audience', event(), event({ audiences: families | elderly }), true],
    ['one being for everyone', event(), event({ audiences: 0 }), true],
    ['with the highest of 32 audiences in common', ...twice({ audiences: 2 ** 31 }), true],
    ['being occurrences of one event', ...twice({ event: 'choir' }), false],
    ['with a common organiser', event({ organisers: ['A', 'B'] }), event({ organisers: ['C', 'B'] }), false],
    ['with no organisers at all', event({ organisers: [] }), event({ organisers: [] }), true],
    ['one being an exhibition', event(), event({ background: true }), false],
    ['one being a whole day', event(), at(-600, -600 + 1440), true],
    ['one being the 25 hours of an autumn day', event(), at(-600, -600 + 1500), true],
    ['one being longer than a day', event(), at(-600, -600 + 1501), false],
    ['one having no known end', event(), at(60, 60), true],
    ['one beginning within the hour allowed for an unknown end', event(), at(-59, -59), true],
    ['one beginning an hour after an unknown end', event(), at(-60, -60), false],
    ['both having no known end', at(5, 5), at(5, 5), true]
  ];
  for (const [when, a, b, expected] of cases) {
    test(`${expected ? 'clash' : 'do not clash'} ${when}`, () => {
      expect(findClashes([a, b], places)).toHaveLength(expected ? 1 : 0);
      expect(findClashes([b, a], places)).toHaveLength(expected ? 1 : 0);
      expect(clashesOf(a, [b], places)).toHaveLength(expected ? 1 : 0);
    });
  }

  test('clash within one organiser when asked to look within organisers', () => {
    const events = twice({ organisers: ['A'] });
    expect(findClashes(events, places)).toHaveLength(0);
    expect(findClashes(events, places, { withinOrganiser: true })).toHaveLength(1);
  });

  test('clash by another distance where the straight line misleads', () => {
    const events = [event(), event({ place: nineKm })];
    const river = findClashes(events, places, { distance: () => 20 });
    expect(river).toMatchObject([{ km: 20 }]);
    expect(findClashes(events, places, { distance: () => 25.1 })).toEqual([]);
  });
});

describe('the score', () => {
  const score = (a: Partial<ClashEvent>, b: Partial<ClashEvent>) =>
    findClashes([event(a), event(b)], places)[0]?.score;

  test.each<[string, Partial<ClashEvent>, Partial<ClashEvent>, number]>([
    [
      'is 100 for twins of 200 people',
      { themes: music, attendance: 200 },
      { themes: music, attendance: 999 },
      100
    ],
    ['knows no more than 100', { themes: music, attendance: 5000 }, { themes: music, attendance: 5000 }, 100],
    ['is 57.9 for two of 40 people', {}, {}, 57.9],
    ['is the same whether 40 are expected or none was told', { attendance: 40 }, {}, 57.9],
    ['is 31 for the same 9 km apart', {}, { place: nineKm }, 31],
    ['is half when one is lost but little of the other', { attendance: 200, themes: music }, long, 54.2],
    ['is 70 % when one of them is for everyone', { audiences: 0 }, {}, 40.5],
    ['is 85 % when both are for everyone', { audiences: 0 }, { audiences: 0 }, 49.2],
    ['is two thirds when one of two audiences is shared', { audiences: families | children }, {}, 38.6],
    [
      'is a fifth less for another theme',
      { themes: music, attendance: 200 },
      { themes: craft, attendance: 200 },
      80
    ],
    ['is small where only the way is short', {}, { place: nineKm, start: 140, end: 260 }, 1]
  ])('%s', (_, a, b, expected) => {
    expect(score(a, b)).toBe(expected);
  });

  test('leaves out what is below the least score asked for, and all but the worst so many', () => {
    const events = [event(), event({ place: nineKm }), event({ place: twentyKm })];
    const all = findClashes(events, places);
    expect(all.map((clash) => clash.score)).toEqual([31, 27, 14.5]);
    expect(findClashes(events, places, { minScore: 27 })).toEqual(all.slice(0, 2));
    expect(findClashes(events, places, { limit: 1 })).toEqual(all.slice(0, 1));
    expect(clashesOf(event(), events, places, { limit: 2, minScore: 20 }).map((clash) => clash.b)).toEqual([
      0, 1
    ]);
  });
});

describe('the reasons', () => {
  test('name time, place and audience', () => {
    const [clash] = findClashes([event(), at(30, 200, { place: nineKm })], places);
    expect(clash).toMatchObject({ a: 0, b: 1, minutes: 90 });
    expect(clash?.km).toBeCloseTo(9, 6);
    expect(clash?.reasons).toEqual([
      { code: 'overlap', minutes: 90 },
      { code: 'distance', km: 9 },
      { code: 'shared_audience', audiences: families }
    ]);
  });

  test('tell how long the way is when the gap is shorter', () => {
    const [clash] = findClashes([event(), at(140, 200, { place: nineKm })], places);
    expect(clash).toMatchObject({ minutes: -20 });
    expect(clash?.reasons[0]).toEqual({ code: 'tight_travel', gap: 20, travel: 24 });
    const [touching] = findClashes([event(), at(120, 200, { place: nineKm })], places);
    expect(touching?.minutes).toBe(0);
    expect(touching?.reasons[0]).toEqual({ code: 'tight_travel', gap: 0, travel: 24 });
  });

  test('name large attendance and a common theme', () => {
    const events = [
      event({ attendance: 300, themes: music }),
      event({ attendance: 150, themes: music | craft })
    ];
    expect(findClashes(events, places)[0]?.reasons).toEqual([
      { code: 'overlap', minutes: 120 },
      { code: 'same_settlement' },
      { code: 'shared_audience', audiences: families },
      { code: 'both_large', attendance: 150 },
      { code: 'same_theme', themes: music }
    ]);
  });

  test('tell who is invited when one or both are for everyone', () => {
    expect(codes([event({ audiences: 0 }), event()])[0]?.[2]).toBe('audience_within_everyone');
    expect(codes(twice({ audiences: 0 }))[0]?.[2]).toBe('everyone_invited');
    expect(codes(twice({ attendance: 99 }))[0]).not.toContain('both_large');
  });
});

describe('findClashes', () => {
  test('finds nothing among nothing', () => {
    expect(findClashes([], [])).toEqual([]);
    expect(findClashes([], places)).toEqual([]);
    expect(clashesOf(event(), [], places)).toEqual([]);
  });

  test('says which input is a bug', () => {
    const bad: [Partial<ClashEvent>, string][] = [
      [{ start: NaN }, 'NaN'],
      [{ end: Infinity }, 'Infinity'],
      [{ end: -1 }, 'from 0 to -1'],
      [{ place: 6 }, 'place 6 of 6'],
      [{ place: 0.5 }, 'place 0.5'],
      [{ place: -1 }, 'place -1'],
      [{ audiences: -1 }, 'audiences -1'],
      [{ themes: 2 ** 32 }, 'themes 4294967296'],
      [{ attendance: NaN }, 'expects NaN']
    ];
    for (const [part, message] of bad) {
      expect(() => findClashes([event(), event(part)], places)).toThrow(RangeError);
      expect(() => findClashes([event(), event(part)], places)).toThrow(message);
      expect(() => clashesOf(event(), [event(part)], places)).toThrow(message);
      expect(() => clashesOf(event(part), [], places)).toThrow(message);
    }
    const nowhere = [{ lat: NaN, lon: 20 }, north(1)];
    expect(() => findClashes([event(), event({ place: 1 })], nowhere)).toThrow('Place 0 is not a point');
    expect(() => clashesOf(event(), [event({ place: 1 })], nowhere)).toThrow('Place 0 is not a point');
    expect(() => findClashes([], places, { maxKm: NaN })).toThrow('maxKm');
    expect(() => findClashes([], places, { speed: 0 })).toThrow('speed');
    expect(() => findClashes([event(), event({ place: nineKm })], places, { distance: () => NaN })).toThrow(
      'distance'
    );
  });

  test('equals its brute-force twin, pair by pair and score by score', () => {
    fc.assert(
      fc.property(worlds, ({ events, points, options }) => {
        const found = findClashes(events, points, options).map(({ a, b, score, km, minutes }) => ({
          a,
          b,
          score,
          km,
          minutes
        }));
        expect(found).toEqual(bruteForce(events, points, options));
      }),
      { numRuns: 400, seed: 1 }
    );
  });

  test('does not depend on the order of input', () => {
    fc.assert(
      fc.property(worlds, fc.integer(), ({ events, points, options }, turn) => {
        const turned = events.map((_, i) => events[(i * 7 + Math.abs(turn)) % events.length] as ClashEvent);
        if (new Set(turned).size !== events.length) return;
        const named = (from: ClashEvent[]) =>
          findClashes(from, points, options).map(({ a, b, score, reasons }) => ({
            pair: [from[a]?.id, from[b]?.id].sort(),
            score,
            reasons
          }));
        expect(named(turned)).toEqual(named(events));
      }),
      { numRuns: 200, seed: 2 }
    );
  });

  test('judges as clashesOf does for each event against the rest', () => {
    fc.assert(
      fc.property(worlds, ({ events, points, options }) => {
        const all = findClashes(events, points, options);
        for (const [index, one] of events.entries()) {
          const own = clashesOf(one, events, points, options);
          const expected = all
            .filter(({ a, b }) => a === index || b === index)
            .map((clash) => ({ ...clash, a: -1, b: clash.a === index ? clash.b : clash.a }));
          expect(own).toEqual(expected);
        }
      }),
      { numRuns: 100, seed: 3 }
    );
  });
});

function twice(part: Partial<ClashEvent>): [ClashEvent, ClashEvent] {
  return [event(part), event(part)];
}

/** Small dense worlds: few places (some alike), few hours, few names, so that all the rules meet. */
const worlds = fc
  .record({
    points: fc.array(
      fc.record({ lat: fc.constantFrom(46, 46.05, 46.1, 46.2), lon: fc.constantFrom(20, 20.1, 20.3) }),
      { minLength: 1, maxLength: 6 }
    ),
    drafts: fc.array(
      fc.record({
        event: fc.nat({ max: 30 }),
        organisers: fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), { maxLength: 2 }),
        place: fc.nat(),
        start: fc.integer({ min: -40, max: 40 }),
        length: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 144, 150, 151)),
        audiences: fc.oneof(fc.nat({ max: 7 }), fc.constant(2 ** 31)),
        themes: fc.nat({ max: 7 }),
        attendance: fc.constantFrom(0, 10, 100, 150, 400),
        background: fc.integer({ min: 0, max: 9 }).map((n) => n === 0)
      }),
      { maxLength: 25 }
    ),
    options: fc.record(
      {
        maxKm: fc.constantFrom(0, 10, 25),
        slack: fc.constantFrom(0, 10),
        minScore: fc.constantFrom(0, 20),
        withinOrganiser: fc.boolean()
      },
      { requiredKeys: [] }
    )
  })
  .map(({ points, drafts, options }) => ({
    points,
    options,
    // Ids that do not follow the order of input.
    events: drafts.map(({ event, place, start, length, ...rest }, n): ClashEvent => ({
      ...rest,
      id: `${(n * 17) % 31}/${n}`,
      event: `event ${event}`,
      place: place % points.length,
      start: start * 10,
      end: (start + length) * 10
    }))
  }));

/** The definition of a clash, written down once more and as plainly as can be. */
function bruteForce(events: readonly ClashEvent[], points: readonly Point[], options: ClashOptions) {
  const { maxKm = 25, slack = 10, minScore = 0, withinOrganiser = false } = options;
  const end = (e: ClashEvent) => (e.end === e.start ? e.start + 60 : e.end);
  const long = (e: ClashEvent) => e.background || e.end - e.start > 1500;
  const count = (mask: number) => [...mask.toString(2)].filter((bit) => bit === '1').length;
  const dice = (x: number, y: number) => {
    const both = Number(BigInt(x) & BigInt(y));
    return both === 0 ? 0 : (2 * count(both)) / (count(x) + count(y));
  };
  const size = (e: ClashEvent) => Math.sqrt(Math.min(1, (e.attendance === 0 ? 40 : e.attendance) / 200));
  const earlier = (x: ClashEvent, y: ClashEvent) => x.start - y.start || (x.id < y.id ? -1 : 1);
  const clashes = [];
  for (const [a, one] of events.entries()) {
    for (const [b, other] of events.entries()) {
      if (a >= b || one.event === other.event || long(one) || long(other)) continue;
      if (!withinOrganiser && one.organisers.some((name) => other.organisers.includes(name))) continue;
      const km = kilometresBetween(points[one.place] as Point, points[other.place] as Point);
      const travel = km === 0 ? 0 : Math.round(((km * 1.3) / 50) * 60 + slack);
      const minutes = Math.min(end(one), end(other)) - Math.max(one.start, other.start);
      if (km > maxKm || minutes + travel <= 0) continue;
      const audience =
        one.audiences && other.audiences
          ? dice(one.audiences, other.audiences)
          : one.audiences || other.audiences
            ? 0.7
            : 0.85;
      if (audience === 0) continue;
      const [lengthOne, lengthOther] = [end(one) - one.start, end(other) - other.start];
      const time =
        (Math.min(1, (minutes + travel) / lengthOne) + Math.min(1, (minutes + travel) / lengthOther)) / 2;
      const people = 0.5 + 0.25 * (size(one) + size(other));
      const theme = 0.8 + 0.2 * dice(one.themes, other.themes);
      const score = Math.round(1000 * time * (2 ** (-km / 10) * audience * people * theme)) / 10;
      const [first, second] = [one, other].sort(earlier) as [ClashEvent, ClashEvent];
      if (score >= minScore) clashes.push({ a, b, score, km, minutes, first, second });
    }
  }
  return clashes
    .sort((x, y) => y.score - x.score || earlier(x.first, y.first) || earlier(x.second, y.second))
    .map(({ a, b, score, km, minutes }) => ({ a, b, score, km, minutes }));
}
