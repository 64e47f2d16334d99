import { describe, expect, test } from 'vitest';
import { sheetFrom, sheetQuery } from './choice.ts';
import { printedFrom, told, type Printed } from './printed.ts';
import { noFilter } from '../filter.ts';

const row = (event: string, start: string, change: Partial<Printed> = {}): Printed => ({
  event,
  title: event,
  startsAt: new Date(start),
  endsAt: new Date(new Date(start).getTime() + 3_600_000),
  allDay: false,
  cancelled: false,
  background: false,
  settlement: 'Szegvár',
  place: 'Művelődési Ház, Szegvár',
  organisers: [],
  attendance: null,
  ...change
});
const weekly = ['2027-03-07', '2027-03-14', '2027-03-21'].map((day) => row('klub', `${day}T17:00:00Z`));

describe('what is held again and again', () => {
  test('is told once when it is held three times at the same hours', () => {
    const { days, regular } = told([...weekly, row('bál', '2027-03-14T19:00:00Z')]);
    expect(regular).toEqual([weekly]);
    expect([...days.keys()]).toEqual(['2027-03-14']);
  });

  test('is at the same hours on the wall clock, whatever the clocks do in between', () => {
    const over = row('klub', '2027-03-28T16:00:00Z');
    expect(told([...weekly.slice(1), over]).regular).toEqual([[...weekly.slice(1), over]]);
  });

  test('stays with its days when it is held twice, or at another hour', () => {
    const { days, regular } = told([...weekly.slice(1), row('klub', '2027-03-22T10:00:00Z')]);
    expect(regular).toEqual([]);
    expect(days.size).toBe(3);
  });

  test('leaves a cancelled time to its day, where people look for it', () => {
    const off = row('klub', '2027-03-28T16:00:00Z', { cancelled: true });
    const { days, regular } = told([...weekly, off]);
    expect(regular).toEqual([weekly]);
    expect(days.get('2027-03-28')).toEqual([off]);
  });
});

test('titles are cut to what a sheet bears, and never empty', () => {
  const from = (title: string) =>
    printedFrom(
      {
        id: 'e',
        title,
        starts_at: new Date(0),
        ends_at: new Date(0),
        all_day: false,
        status: 'confirmed',
        background: false,
        settlement_name: 'Szegvár',
        venue_name: 'Szegvári Művelődési Ház',
        place: null,
        attendance: null
      },
      []
    );
  expect(from('szó '.repeat(100)).title.length).toBeLessThanOrEqual(200);
  expect(from('🎉').title).toBe('–');
  expect(from('Bál').place).toBe('Szegvári Művelődési Ház');
});

describe('the sheet that an address asks for', () => {
  const asked = (query: string, today = '2026-11-21') => sheetFrom(new URLSearchParams(query), today);

  test('is the next month from the twentieth on, and this month before', () => {
    expect(asked('')).toEqual({ kind: 'list', paper: 'a4', month: '2026-12' });
    expect(asked('', '2026-12-19').month).toBe('2026-12');
    expect(asked('', '2026-12-31').month).toBe('2027-01');
    expect(asked('sheet=year').month).toBe('2027-01');
    expect(asked('sheet=year', '2027-08-31').month).toBe('2027-01');
  });

  test('is what is understood of it', () => {
    expect(asked('sheet=wall&paper=a4&month=2027-02')).toEqual({
      kind: 'wall',
      paper: 'a4',
      month: '2027-02'
    });
    expect(asked('sheet=poem&paper=a0&month=2027-13')).toEqual({
      kind: 'list',
      paper: 'a4',
      month: '2026-12'
    });
    expect(asked('month=9999-12').month).toBe('2026-12');
  });

  test('is written back into an address as it was read', () => {
    const choice = asked('sheet=wall&paper=a4&month=2027-02');
    expect(asked(sheetQuery({ ...noFilter, near: 'szegvar' }, choice).slice(1))).toEqual(choice);
  });
});
