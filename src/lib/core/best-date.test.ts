import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBestDates, type BestDateQuestion, type DateMember } from './best-date.ts';
import {
  daysOfPattern,
  monthlyPatterns,
  ruleOfPattern,
  singleDates,
  type DatePattern
} from './date-patterns.ts';
import { occurrencesOf } from './recurrence.ts';
import { instantOf, localOf, weekdayOf } from './time.ts';

const zone = 'Europe/Budapest';
const at = (local: string): number => instantOf(local, zone).getTime() / 60_000;
const busy = (from: string, to: string, what?: string) => ({
  start: at(from),
  end: at(to),
  ...(what === undefined ? {} : { what })
});
const year = { from: '2027-01-01', to: '2028-01-01', minutes: 120 };
const quarterly = monthlyPatterns({
  weekdays: [1, 2, 3, 4, 5],
  nths: [1, 2, 3, 4, -1],
  everyMonths: 3,
  times: ['16:00', '17:00']
});
const free = (id: string, more: Partial<DateMember> = {}): DateMember => ({ id, busy: [], ...more });

describe('patterns', () => {
  test('five weekdays, five weeks, three months and 23 times make 1,725', () => {
    const times = Array.from(
      { length: 23 },
      (_, n) => `${String(9 + (n >> 1)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`
    );
    expect(
      monthlyPatterns({ weekdays: [1, 2, 3, 4, 5], nths: [1, 2, 3, 4, -1], everyMonths: 3, times }).length
    ).toBe(1725);
  });

  test('a pattern has the days that its rule gives', () => {
    for (const pattern of monthlyPatterns({
      weekdays: [1, 7],
      nths: [1, 4, -1],
      everyMonths: 5,
      times: ['16:00']
    })) {
      const days = daysOfPattern(pattern, '2027-01-05', '2032-01-05');
      const series = {
        start: `${days[0]}T16:00`,
        minutes: 60,
        zone,
        allDay: false,
        rule: ruleOfPattern(pattern),
        exdates: [],
        rdates: [],
        overrides: []
      };
      const { occurrences } = occurrencesOf(series, new Date('2027-01-05'), new Date('2032-01-05'), 500);
      expect(days).toEqual(occurrences.map(({ recurrenceId }) => recurrenceId.slice(0, 10)));
    }
  });

  test('single dates are the days of their weekdays', () => {
    const dates = singleDates({ from: '2027-03-01', to: '2027-03-15', weekdays: [2], times: ['16:00'] });
    expect(dates.map(({ day }) => day)).toEqual(['2027-03-02', '2027-03-09']);
  });
});

describe('the best dates', () => {
  test('a pattern on which all can come is found among those where somebody cannot', () => {
    // Somebody teaches every weekday but Thursday.
    const lessons = daysOfEveryWeek([1, 2, 3, 5]).map((day) =>
      busy(`${day}T15:00`, `${day}T19:00`, 'lesson')
    );
    const { answer, bound } = findBestDates({
      ...year,
      patterns: quarterly,
      members: [free('anna', { busy: lessons }), free('bela')]
    });
    expect(answer[0]).toMatchObject({ fails: 0, cost: 0, reasons: [{ code: 'all_can_come', dates: 4 }] });
    expect(answer[0]?.pattern).toMatchObject({ weekday: 4 });
    expect(bound).toBe(0);
  });

  test('says who is missing on which date, and what keeps them', () => {
    const patterns: DatePattern[] = [{ kind: 'once', day: '2027-03-02', time: '16:00' }];
    const { answer } = findBestDates({
      ...year,
      patterns,
      members: [free('anna', { busy: [busy('2027-03-02T17:30', '2027-03-02T20:00', 'choir')] }), free('bela')]
    });
    expect(answer[0]?.dates[0]).toMatchObject({
      day: '2027-03-02',
      missing: [{ member: 'anna', what: 'choir' }],
      works: true
    });
  });

  test('what only touches the meeting keeps nobody, but for the time on the way', () => {
    const question: BestDateQuestion = {
      ...year,
      patterns: [{ kind: 'once', day: '2027-03-02', time: '16:00' }],
      members: [free('anna', { busy: [busy('2027-03-02T14:00', '2027-03-02T16:00')] })]
    };
    expect(findBestDates(question).answer[0]?.cost).toBe(0);
    expect(findBestDates({ ...question, travelMinutes: 1 }).answer[0]?.cost).toBe(1);
  });

  test('a required member outweighs any number of others', () => {
    const everyTuesday = daysOfEveryWeek([2]).map((day) => busy(`${day}T08:00`, `${day}T20:00`));
    const others = daysOfEveryWeek([3]).map((day) => busy(`${day}T08:00`, `${day}T20:00`));
    const patterns = monthlyPatterns({ weekdays: [2, 3], nths: [1], everyMonths: 3, times: ['16:00'] });
    const { answer } = findBestDates({
      ...year,
      limit: 6,
      patterns,
      members: [
        free('convenor', { required: true, busy: everyTuesday }),
        ...Array.from({ length: 8 }, (_, n) => free(`m${n}`, { busy: others }))
      ]
    });
    expect(answer[0]?.pattern).toMatchObject({ weekday: 3 });
    expect(answer.at(-1)?.reasons).toContainEqual({ code: 'required_missing', member: 'convenor', dates: 4 });
  });

  test('a day that is out of the question, or below the quorum, does not work', () => {
    const patterns: DatePattern[] = ['2027-03-15', '2027-03-16', '2027-03-17'].map((day) => ({
      kind: 'once',
      day,
      time: '16:00'
    }));
    const away = (id: string) => free(id, { busy: [busy('2027-03-16T00:00', '2027-03-17T00:00')] });
    const { answer, reasons } = findBestDates({
      ...year,
      patterns,
      quorum: 2,
      members: [away('anna'), away('bela'), free('cili')],
      avoid: new Map([['2027-03-15', { code: 'holiday', cost: 'never' as const }]])
    });
    expect(answer.map(({ dates, fails }) => [dates[0]?.day, fails])).toEqual([
      ['2027-03-17', 0],
      ['2027-03-15', 1],
      ['2027-03-16', 1]
    ]);
    expect(answer[1]?.reasons).toContainEqual({ code: 'avoided', what: 'holiday', dates: 1 });
    expect(answer[2]?.reasons).toContainEqual({ code: 'no_quorum', dates: 1 });
    expect(reasons).toContainEqual({ code: 'tried', patterns: 3, dates: 3 });
  });

  test('the three offered are on different weekdays or hours where that costs no more', () => {
    const { answer } = findBestDates({ ...year, patterns: quarterly, members: [free('anna')] });
    expect(new Set(answer.map(({ pattern }) => pattern.kind === 'monthly' && pattern.weekday)).size).toBe(3);
  });

  test('four in the afternoon is that by the clock on the wall, in summer and in winter', () => {
    const patterns = monthlyPatterns({ weekdays: [2], nths: [1], everyMonths: 3, times: ['16:00'] });
    const { answer } = findBestDates({ ...year, patterns, members: [] });
    for (const date of answer.flatMap(({ dates }) => dates))
      expect(localOf(new Date(date.start * 60_000), zone)).toBe(`${date.day}T16:00`);
    const hours = answer.flatMap(({ dates }) =>
      dates.map(({ start }) => new Date(start * 60_000).getUTCHours())
    );
    expect(new Set(hours)).toEqual(new Set([14, 15]));
  });

  test('nothing to choose from gives no answer', () => {
    expect(findBestDates({ ...year, patterns: [], members: [] })).toMatchObject({
      answer: [],
      bound: 'not proved'
    });
    expect(
      findBestDates({ ...year, patterns: [{ kind: 'once', day: '2029-01-01', time: '16:00' }], members: [] })
        .answer
    ).toEqual([]);
  });
});

describe('compared with trying every pattern by hand', () => {
  const day = fc
    .integer({ min: 0, max: 364 })
    .map((n) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10));
  const span = fc.tuple(day, fc.integer({ min: 6, max: 20 }), fc.integer({ min: 0, max: 2000 }));
  const member = fc.record({
    required: fc.boolean(),
    weight: fc.integer({ min: 1, max: 3 }),
    busy: fc.array(span, { maxLength: 40 })
  });
  const world = fc.record({
    members: fc.array(member, { maxLength: 6 }),
    quorum: fc.integer({ min: 0, max: 4 }),
    travelMinutes: fc.integer({ min: 0, max: 90 }),
    avoid: fc.array(fc.tuple(day, fc.constantFrom(2, 'never' as const)), { maxLength: 30 })
  });

  const questionOf = (given: typeof world extends fc.Arbitrary<infer W> ? W : never): BestDateQuestion => ({
    ...year,
    patterns: quarterly,
    quorum: given.quorum,
    travelMinutes: given.travelMinutes,
    avoid: new Map(given.avoid.map(([on, cost]) => [on, { code: 'x', cost }])),
    members: given.members.map(({ busy: spans, ...rest }, n) => ({
      ...rest,
      id: `m${n}`,
      busy: spans.map(([on, hour, minutes]) => {
        const start = at(`${on}T${String(hour).padStart(2, '0')}:00`);
        return { start, end: start + minutes };
      })
    }))
  });

  /** [share of dates that fail, mean cost, worst] of one pattern, by definition. */
  const byHand = (pattern: DatePattern, question: BestDateQuestion) => {
    const { members, minutes, travelMinutes = 0, quorum = 0, avoid } = question;
    const dates = daysOfPattern(pattern, question.from, question.to).map((on) => {
      const start = at(`${on}T${pattern.time}`) - travelMinutes;
      const end = start + minutes + 2 * travelMinutes;
      const missing = members.filter((each) =>
        each.busy.some((span) => span.start < span.end && span.start < end && span.end > start)
      );
      const avoided = avoid?.get(on)?.cost ?? 0;
      return {
        fails:
          avoided === 'never' ||
          missing.some(({ required }) => required) ||
          members.length - missing.length < quorum,
        cost: missing.reduce((sum, { weight = 1 }) => sum + weight, 0) + (avoided === 'never' ? 0 : avoided),
        missing: missing.length
      };
    });
    return {
      fails: dates.filter(({ fails }) => fails).length,
      cost: dates.reduce((sum, { cost }) => sum + cost, 0),
      worst: Math.max(...dates.map(({ missing }) => missing)),
      dates: dates.length
    };
  };

  test('none is better than the best, and what is said of each is so', () => {
    fc.assert(
      fc.property(world, (given) => {
        const question = questionOf(given);
        const { answer } = findBestDates(question);
        const all = quarterly.map((pattern) => byHand(pattern, question));
        const [best] = all.sort((a, b) => a.fails - b.fails || a.cost - b.cost || a.worst - b.worst);
        expect([answer[0]?.fails, answer[0]?.cost]).toEqual([best?.fails, best?.cost]);
        for (const each of answer) {
          const hand = byHand(each.pattern, question);
          expect({ fails: each.fails, cost: each.cost }).toEqual({ fails: hand.fails, cost: hand.cost });
          expect(Math.max(...each.dates.map(({ missing }) => missing.length))).toBe(hand.worst);
        }
      }),
      { numRuns: 60 }
    );
  });

  test('the order of members and patterns does not matter', () => {
    fc.assert(
      fc.property(world, (given) => {
        const question = questionOf(given);
        const turned = {
          ...question,
          patterns: [...quarterly].reverse(),
          members: [...question.members].reverse()
        };
        const outline = (asked: BestDateQuestion) =>
          findBestDates(asked).answer.map(({ pattern, cost, fails }) => ({ pattern, cost, fails }));
        expect(outline(turned)).toEqual(outline(question));
      }),
      { numRuns: 30 }
    );
  });
});

function daysOfEveryWeek(weekdays: readonly number[]): string[] {
  return Array.from({ length: 365 }, (_, n) =>
    new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10)
  ).filter((day) => weekdays.includes(weekdayOf(day)));
}
