import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicHolidays } from './feasts.ts';
import { hoursOn, openingState, type OpeningPlan, type WeeklyOpening } from './opening.ts';
import { defaultZone as zone, dayOf, instantOf, localOf, minuteMs, type Weekday } from './time.ts';

const weekdays = (days: readonly number[], opens: string, closes: string): WeeklyOpening[] =>
  days.map((weekday) => ({ weekday: weekday as Weekday, opens, closes }));
const plan = (more: Partial<OpeningPlan>): OpeningPlan => ({
  zone,
  weekly: [],
  exceptions: [],
  isHoliday: () => false,
  ...more
});
const office = plan({
  weekly: [...weekdays([1, 2, 3, 4], '08:00', '12:00'), ...weekdays([1, 3], '12:00', '16:00')],
  isHoliday: (day) => publicHolidays(Number(day.slice(0, 4))).some((feast) => feast.day === day)
});
/** «open until» or «closed, next», as local times. */
function said(at: OpeningPlan, local: string): string {
  const found = openingState(at, instantOf(local, zone));
  if (found.state === 'unknown') return 'unknown';
  if (found.state === 'open') return `open until ${localOf(found.until, zone)}`;
  return `closed, next ${found.next ? localOf(found.next, zone) : 'never'}`;
}

describe('whether it is open', () => {
  test.each([
    // 23 November 2026 is a Monday.
    ['2026-11-23T07:59', 'closed, next 2026-11-23T08:00'],
    ['2026-11-23T08:00', 'open until 2026-11-23T16:00'],
    ['2026-11-23T12:00', 'open until 2026-11-23T16:00'],
    ['2026-11-23T16:00', 'closed, next 2026-11-24T08:00'],
    ['2026-11-24T11:59', 'open until 2026-11-24T12:00'],
    ['2026-11-24T12:00', 'closed, next 2026-11-25T08:00'],
    // From Thursday noon over the weekend.
    ['2026-11-26T12:00', 'closed, next 2026-11-30T08:00'],
    // 24 December is a Thursday; the 25th and 26th are holidays, too.
    ['2026-12-24T09:00', 'closed, next 2026-12-28T08:00'],
    // Friday 1 January 2027.
    ['2026-12-31T13:00', 'closed, next 2027-01-04T08:00']
  ])('an office at %s: %s', (local, expected) => {
    expect(said(office, local)).toBe(expected);
  });

  test('nobody knows where no hours are given', () => {
    expect(said(plan({}), '2026-11-23T10:00')).toBe('unknown');
    const holiday = { first: '2026-11-23', last: '2026-11-30', opens: null, closes: null };
    expect(said(plan({ exceptions: [holiday] }), '2026-11-23T10:00')).toBe('unknown');
  });

  test('days of their own go before the week and before holidays', () => {
    const special = plan({
      ...office,
      exceptions: [
        { first: '2026-11-23', last: '2026-11-25', opens: null, closes: null },
        { first: '2026-12-24', last: '2026-12-24', opens: '09:00', closes: '10:00' }
      ]
    });
    expect(said(special, '2026-11-23T09:00')).toBe('closed, next 2026-11-26T08:00');
    expect(said(special, '2026-12-24T08:00')).toBe('closed, next 2026-12-24T09:00');
    expect(hoursOn(special, '2026-12-24')).toEqual([{ opens: '09:00', closes: '10:00' }]);
  });

  test('it never opens again when it is closed for longer than one looks ahead', () => {
    const gone = plan({
      ...office,
      exceptions: [{ first: '2026-11-01', last: '2027-11-01', opens: null, closes: null }]
    });
    expect(said(gone, '2026-11-23T09:00')).toBe('closed, next never');
  });

  test('over midnight one opening goes on into the next', () => {
    const night = plan({
      weekly: [...weekdays([5], '20:00', '24:00'), ...weekdays([6], '00:00', '04:00')]
    });
    expect(said(night, '2026-11-27T21:00')).toBe('open until 2026-11-28T04:00');
    expect(said(night, '2026-11-28T03:59')).toBe('open until 2026-11-28T04:00');
    expect(said(night, '2026-11-28T04:00')).toBe('closed, next 2026-12-04T20:00');
  });

  test('a telephone that is always answered is open for the two weeks that one looks ahead', () => {
    const always = plan({ weekly: weekdays([1, 2, 3, 4, 5, 6, 7], '00:00', '24:00') });
    expect(said(always, '2026-11-23T10:00')).toBe('open until 2026-12-08T00:00');
  });
});

describe('when the clocks change', () => {
  const sunday = plan({ weekly: weekdays([7], '01:00', '04:00') });

  test('in spring three hours of the clock are two', () => {
    // 28 March 2027: 02:00 becomes 03:00.
    const start = instantOf('2027-03-28T01:00', zone);
    const found = openingState(sunday, start);
    if (found.state !== 'open') throw new Error(found.state);
    expect((found.until.getTime() - start.getTime()) / minuteMs).toBe(120);
  });

  test('in autumn three hours of the clock are four', () => {
    // 31 October 2027: 03:00 becomes 02:00.
    const start = instantOf('2027-10-31T01:00', zone);
    const found = openingState(sunday, start);
    if (found.state !== 'open') throw new Error(found.state);
    expect((found.until.getTime() - start.getTime()) / minuteMs).toBe(240);
  });

  test('what opens in the hour that is skipped opens when the clock goes on', () => {
    const skipped = plan({ weekly: weekdays([7], '02:30', '05:00') });
    const found = openingState(skipped, instantOf('2027-03-28T01:00', zone));
    expect(found.state === 'closed' && found.next?.toISOString()).toBe('2027-03-28T01:30:00.000Z');
    const whole = plan({ weekly: weekdays([7], '02:00', '03:00') });
    expect(said(whole, '2027-03-28T01:00')).toBe('closed, next 2027-04-04T02:00');
  });

  test('«Monday at 8» stays at 8 on the clock', () => {
    const monday = plan({ weekly: weekdays([1], '08:00', '12:00') });
    expect(said(monday, '2027-03-27T12:00')).toBe('closed, next 2027-03-29T08:00');
    expect(said(monday, '2027-10-30T12:00')).toBe('closed, next 2027-11-01T08:00');
  });
});

const time = fc.integer({ min: 0, max: 95 }).map(clock);
function clock(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}
const opening = fc
  .tuple(fc.integer({ min: 1, max: 7 }), time, time)
  .filter(([, a, b]) => a !== b)
  .map(([weekday, a, b]) => ({ weekday: weekday as Weekday, opens: a < b ? a : b, closes: a < b ? b : a }));

test('it says what a walk from quarter to quarter of an hour finds', () => {
  fc.assert(
    fc.property(
      fc.array(opening, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('2026-11-23T10:15', '2027-03-27T23:45', '2027-10-30T22:00', '2027-10-31T02:30'),
      (weekly, local) => {
        const at = plan({ weekly });
        const now = instantOf(local, zone);
        const isOpen = (ms: number): boolean => {
          const instant = new Date(ms);
          return hoursOn(at, dayOf(instant, zone)).some(
            ({ opens, closes }) =>
              instantOf(`${dayOf(instant, zone)}T${opens}`, zone).getTime() <= ms &&
              ms < instantOf(`${dayOf(instant, zone)}T${closes}`, zone).getTime()
          );
        };
        let ms = now.getTime();
        const began = isOpen(ms);
        while (isOpen(ms) === began && ms < now.getTime() + 16 * 1440 * minuteMs) ms += 15 * minuteMs;
        const found = openingState(at, now);
        if (began) return found.state === 'open' && found.until.getTime() === ms;
        return found.state === 'closed' && found.next?.getTime() === ms;
      }
    ),
    { seed: 4, numRuns: 150 }
  );
});
