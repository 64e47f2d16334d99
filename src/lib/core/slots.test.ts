import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clashesOf, type ClashEvent } from './clash.ts';
import { suggestSeriesSlots, suggestSlots, type SlotQuestion } from './slots.ts';
import { epochMinutes, instantOf } from './time.ts';

const zone = 'Europe/Budapest';
const places = [
  { lat: 46.65, lon: 20.26 },
  { lat: 46.7, lon: 20.3 }
];
const when = (local: string) => epochMinutes(instantOf(local, zone));
const hours = (day: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => when(`${day}T${String(from + n).padStart(2, '0')}:00`));

let made = 0;
function event(local: string, part: Partial<ClashEvent> = {}): ClashEvent {
  const id = `occurrence-${++made}`;
  const start = when(local);
  return {
    id,
    event: `event of ${id}`,
    organisers: [`organiser of ${id}`],
    place: 0,
    start,
    end: start + 120,
    audiences: 1,
    themes: 0,
    attendance: 0,
    background: false,
    ...part
  };
}
const ask = (part: Partial<SlotQuestion> & Pick<SlotQuestion, 'event' | 'candidates' | 'others'>) =>
  suggestSlots({ places, ...part });
const localOfSlot = ({ start }: { start: number }) =>
  new Date(start * 60_000).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16);

// 2027-05-15 is a Saturday.
const own = event('2027-05-15T18:00');
const rival = event('2027-05-15T18:00');

describe('suggestSlots', () => {
  test('offers a free evening and says what it brings', () => {
    const { answer, reasons, bound } = ask({
      event: own,
      candidates: [when('2027-05-22T18:00')],
      others: [rival]
    });
    expect(answer).toEqual([
      {
        start: when('2027-05-22T18:00'),
        end: when('2027-05-22T20:00'),
        score: 0,
        gain: 57.9,
        clashes: 0,
        removed: 1,
        added: 0,
        days: 7,
        reasons: [
          { code: 'no_clash_left', removed: 1 },
          { code: 'days_later', days: 7 },
          { code: 'same_weekday' },
          { code: 'same_hour' }
        ]
      }
    ]);
    expect(reasons).toEqual([{ code: 'staying', score: 57.9, clashes: 1 }]);
    expect(bound).toBe(0);
  });

  test('tells new clashes, and that they are fewer or weaker', () => {
    const others = [
      rival,
      event('2027-05-15T19:00'),
      event('2027-05-16T18:00'),
      event('2027-05-14T18:00', { attendance: 1 })
    ];
    const candidates = [when('2027-05-16T18:00'), when('2027-05-14T18:00')];
    const { answer } = ask({ event: own, candidates, others });
    expect(answer.map((slot) => slot.reasons.slice(0, 3))).toEqual([
      [
        { code: 'fewer_clashes', fewer: 1, left: 1 },
        { code: 'new_clashes', added: 1 },
        { code: 'days_earlier', days: 1 }
      ],
      [
        { code: 'fewer_clashes', fewer: 1, left: 1 },
        { code: 'new_clashes', added: 1 },
        { code: 'days_later', days: 1 }
      ]
    ]);
    const [weaker] = ask({ event: own, candidates: [when('2027-05-15T19:00')], others: [rival] }).answer;
    expect(weaker).toMatchObject({ score: 28.9, removed: 0, added: 0, clashes: 1 });
    expect(weaker?.reasons).toEqual([
      { code: 'weaker_clashes', gain: 29, left: 1 },
      { code: 'same_day', minutes: 60 }
    ]);
  });

  test('leaves an event alone that clashes with nothing, or could only move to worse or equal times', () => {
    const candidates = hours('2027-05-16', 10, 20);
    const alone = ask({ event: own, candidates, others: [] });
    expect(alone.answer).toEqual([]);
    expect(alone.reasons).toEqual([{ code: 'staying', score: 0, clashes: 0 }, { code: 'no_clash_now' }]);
    const stuck = ask({ event: own, candidates: [own.start], others: [rival] });
    expect(stuck.answer).toEqual([]);
    expect(stuck.reasons[1]).toEqual({ code: 'none_better', tried: 0 });
    const equal = ask({
      event: own,
      candidates: [when('2027-05-22T18:00')],
      others: [rival, event('2027-05-22T18:00')]
    });
    expect(equal.answer).toEqual([]);
    expect(equal.bound).toBe(57.9);
    expect(ask({ event: own, candidates: [], others: [rival] }).answer).toEqual([]);
  });

  test('offers three different days rather than three hours of one evening', () => {
    const days = ['2027-05-14', '2027-05-15', '2027-05-16', '2027-05-22'];
    const candidates = days.flatMap((day) => hours(day, 16, 21));
    const { answer } = ask({ event: own, candidates, others: [rival] });
    // One day away at the same hour (4), or a week later on the same weekday (7); a later date before an earlier one.
    expect(answer.map(localOfSlot)).toEqual(['2027-05-15 20:00', '2027-05-16 18:00', '2027-05-14 18:00']);
  });

  test('offers other hours of the same day, far enough apart, when there is no other day', () => {
    const { answer } = ask({ event: own, candidates: hours('2027-05-15', 8, 22), others: [rival] });
    expect(answer.map(localOfSlot)).toEqual(['2027-05-15 20:00', '2027-05-15 16:00', '2027-05-15 12:00']);
  });

  test('takes a clearly better slot before a nearer one, and the nearer of two nearly equal ones', () => {
    const sunday = when('2027-05-16T18:00');
    const later = when('2027-06-05T18:00');
    const order = (attendance: number, place: number) =>
      ask({
        event: own,
        candidates: [sunday, later],
        others: [rival, event('2027-05-16T19:58', { attendance, place })]
      }).answer.map((slot) => slot.start);
    expect(order(0, 0)).toEqual([sunday, later]);
    expect(order(500, 1)).toEqual([later, sunday]);
  });

  test('keeps the hour on the wall when the clocks change', () => {
    // Summer time ends on 31 October 2027.
    const before = event('2027-10-30T18:00');
    const others = [event('2027-10-30T18:00')];
    const candidates = [when('2027-11-06T18:00')];
    expect(ask({ event: before, candidates, others }).answer[0]?.reasons).toContainEqual({
      code: 'same_hour'
    });
    expect(candidates[0]).toBe(before.start + 7 * 1440 + 60);
    const otherZone = ask({ event: before, candidates, others, zone: 'UTC' }).answer[0]?.reasons;
    expect(otherZone).not.toContainEqual({ code: 'same_hour' });
  });

  test('refuses a candidate that is no time', () => {
    expect(() => ask({ event: own, candidates: [NaN], others: [] })).toThrow(RangeError);
  });

  test('tells how long it took only when given a clock', () => {
    let now = 0;
    const question = { event: own, candidates: [], others: [] };
    expect(ask(question).seconds).toBe(0);
    expect(ask({ ...question, clock: () => (now += 500) }).seconds).toBe(0.5);
  });

  test('agrees with the clashes at each time, proves the least and offers only better, different times', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            start: fc.integer({ min: -40, max: 120 }),
            length: fc.integer({ min: 0, max: 30 }),
            place: fc.nat({ max: 1 }),
            attendance: fc.constantFrom(0, 20, 300)
          }),
          { maxLength: 25 }
        ),
        fc.array(fc.integer({ min: -30, max: 100 }), { maxLength: 30 }),
        fc.constantFrom(0, 15),
        (drafts, candidateSteps, minScore) => {
          const others = drafts.map((draft) =>
            event('2027-05-15T18:00', {
              ...draft,
              start: own.start + draft.start * 60,
              end: own.start + (draft.start + draft.length) * 60
            })
          );
          const options = { minScore };
          const candidates = candidateSteps.map((step) => own.start + step * 60);
          const totalAt = (start: number) => {
            const moved = { ...own, start, end: start + 120 };
            const clashes = clashesOf(moved, others, places, options);
            return {
              ids: clashes.map(({ b }) => b),
              score: clashes.reduce((sum, { score }) => sum + score, 0)
            };
          };
          const { answer, bound } = ask({ event: own, candidates, others, options });
          const here = totalAt(own.start);
          const totals = candidates.map((start) => totalAt(start).score);
          expect(bound).toBeCloseTo(Math.min(here.score, ...totals), 6);
          expect(answer.length > 0).toBe(totals.some((score) => score < here.score - 1e-6));
          for (const slot of answer) {
            const there = totalAt(slot.start);
            expect(candidates).toContain(slot.start);
            expect(slot.score).toBeCloseTo(there.score, 6);
            expect(slot.gain).toBeCloseTo(here.score - there.score, 6);
            expect(slot.gain).toBeGreaterThan(0);
            expect(slot.clashes).toBe(there.ids.length);
            expect(slot.removed).toBe(here.ids.filter((id) => !there.ids.includes(id)).length);
            expect(slot.added).toBe(there.ids.filter((id) => !here.ids.includes(id)).length);
            for (const other of answer) {
              if (other !== slot) expect(Math.abs(other.start - slot.start)).toBeGreaterThanOrEqual(240);
            }
          }
        }
      ),
      { numRuns: 200, seed: 4 }
    );
  });
});

describe('suggestSeriesSlots', () => {
  const weekly = (first: string, times: number) =>
    Array.from({ length: times }, (_, week) => when(first) + week * 7 * 24 * 60);
  const others = (first: string, times: number) =>
    weekly(first, times).map((start) => event('2027-06-01T17:00', { start, end: start + 120 }));

  test('adds up all coming times: another weekday wins though its first time is no better', () => {
    const club = event('2027-06-01T17:00');
    const rivals = [...others('2027-06-01T17:00', 8), ...others('2027-06-02T17:00', 1)];
    const { answer, reasons } = suggestSeriesSlots({
      event: club,
      staying: weekly('2027-06-01T17:00', 8),
      candidates: [weekly('2027-06-02T17:00', 8)],
      others: rivals,
      places
    });
    expect(answer.map(({ days, clashes, removed, added }) => ({ days, clashes, removed, added }))).toEqual([
      { days: 1, clashes: 1, removed: 8, added: 1 }
    ]);
    expect(answer[0]?.reasons[0]).toEqual({ code: 'fewer_clashes', fewer: 7, left: 1 });
    expect(reasons[0]).toMatchObject({ code: 'staying', clashes: 8 });
  });

  test('never offers what is no better in sum, and agrees with the clashes of each time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (hoursFromNow, times) => {
          const club = event('2027-06-01T12:00');
          const rivals = hoursFromNow.map((hour) =>
            event('2027-06-01T12:00', { start: club.start + hour * 60, end: club.start + hour * 60 + 120 })
          );
          const at = (shift: number) =>
            Array.from({ length: times }, (_, n) => club.start + shift * 60 + n * 720);
          const sum = (starts: readonly number[]) =>
            starts
              .flatMap((start) => clashesOf({ ...club, start, end: start + 120 }, rivals, places))
              .reduce((total, { score }) => total + Math.round(score * 10), 0);
          const candidates = [1, 2, 3, 5, 8].map(at);
          const { answer, bound } = suggestSeriesSlots({
            event: club,
            staying: at(0),
            candidates,
            others: rivals,
            places
          });
          for (const slot of answer) {
            expect(Math.round(slot.score * 10)).toBe(sum(at((slot.start - club.start) / 60)));
            expect(Math.round((slot.score + slot.gain) * 10)).toBe(sum(at(0)));
            expect(slot.gain).toBeGreaterThan(0);
          }
          expect(Math.round(Number(bound) * 10)).toBe(Math.min(...[at(0), ...candidates].map(sum)));
        }
      ),
      { numRuns: 60, seed: 7 }
    );
  });
});
