// Which other times are offered, and what stands in each other's way.
import { describe, expect, test } from 'vitest';
import { instantOf } from '#lib/core/time.ts';
import { freeTimes, standInTheWay, type Span } from './model.ts';

const zone = 'Europe/Budapest';
const now = new Date('2026-03-01T08:00:00Z');
const span = (from: string, to: string): Span => ({ start: instantOf(from, zone), end: instantOf(to, zone) });

function offered(starts: string, minutes: number, busy: readonly Span[]): string[] {
  return freeTimes({ starts, minutes, busy, zone, now });
}

describe('other times', () => {
  test('are the nearest of the day, touching what is taken, and then the same hour on the next days', () => {
    expect(offered('2026-03-24T18:00', 120, [span('2026-03-24T18:00', '2026-03-24T20:00')])).toEqual([
      '2026-03-24T16:00',
      '2026-03-24T20:00',
      '2026-03-25T18:00',
      '2026-03-26T18:00'
    ]);
  });

  test('leave out days on which the hour is taken as well', () => {
    const busy = [span('2026-03-24T00:00', '2026-03-25T00:00'), span('2026-03-26T19:00', '2026-03-26T19:30')];
    expect(offered('2026-03-24T18:00', 120, busy)).toEqual([
      '2026-03-25T18:00',
      '2026-03-27T18:00',
      '2026-03-28T18:00',
      '2026-03-29T18:00'
    ]);
  });

  test('keep the hour of the wall clock over a clock change', () => {
    const found = offered('2026-03-28T18:00', 60, [span('2026-03-28T00:00', '2026-03-29T18:00')]);
    expect(found).toEqual(['2026-03-29T18:00', '2026-03-30T18:00', '2026-03-31T18:00', '2026-04-01T18:00']);
  });

  test('never lie in the past or outside the day', () => {
    const early = offered('2026-03-01T08:30', 60, [span('2026-03-01T08:00', '2026-03-01T10:00')]);
    expect(early.slice(0, 2)).toEqual(['2026-03-01T10:00', '2026-03-01T10:30']);
    expect(offered('2026-03-24T20:00', 900, [span('2026-03-24T20:00', '2026-03-25T20:00')])[0]).toBe(
      '2026-03-25T20:00'
    );
  });

  test('are none where two weeks are full', () => {
    expect(offered('2026-03-24T18:00', 60, [span('2026-03-24T00:00', '2026-04-20T00:00')])).toEqual([]);
  });
});

test.each([
  ['overlap', ['2026-05-01T10:00', '2026-05-01T12:00'], ['2026-05-01T11:00', '2026-05-01T13:00'], true],
  ['touch', ['2026-05-01T10:00', '2026-05-01T12:00'], ['2026-05-01T12:00', '2026-05-01T13:00'], false]
] as const)('two uses that %s', (_how, a, b, inTheWay) => {
  const use = (of: readonly [string, string], together: string[], blocks = true) => ({
    ...span(...of),
    together,
    blocks
  });
  expect(standInTheWay(use(a, ['x']), use(b, ['y']))).toBe(inTheWay);
  expect(standInTheWay(use(a, ['x']), use(b, ['x']))).toBe(false);
  expect(standInTheWay(use(a, ['x']), use(b, ['y'], false))).toBe(false);
});
