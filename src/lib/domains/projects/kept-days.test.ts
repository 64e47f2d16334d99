import { describe, expect, it } from 'vitest';
import { keepDays } from './kept-days.ts';

const always = (): string[] => ['2027-01-02', '2027-01-09', '2027-01-16', '2027-01-23'];

describe('days that stay when a plan is searched for again', () => {
  it('keeps the day of every venue that is in both, and the rest where they were found', () => {
    const found = [
      { venue: 'mill', day: '2027-01-02', people: 5 },
      { venue: 'well', day: '2027-01-23', people: 7 }
    ];
    expect(keepDays(found, [{ venue: 'mill', day: '2027-01-16' }], always)).toEqual([
      { venue: 'mill', day: '2027-01-16', people: 5 },
      { venue: 'well', day: '2027-01-23', people: 7 }
    ]);
  });

  it('exchanges days with whoever was found on the day that is kept, and tells them in the order of days', () => {
    const found = [
      { venue: 'mill', day: '2027-01-02' },
      { venue: 'well', day: '2027-01-16' }
    ];
    expect(keepDays(found, [{ venue: 'mill', day: '2027-01-16' }], always)).toEqual([
      { venue: 'well', day: '2027-01-02' },
      { venue: 'mill', day: '2027-01-16' }
    ]);
  });

  it('moves nobody to a day on which a venue is taken', () => {
    const found = [
      { venue: 'mill', day: '2027-01-02' },
      { venue: 'well', day: '2027-01-16' }
    ];
    const planned = [{ venue: 'mill', day: '2027-01-16' }];
    const wellOnlyThen = (venue: string): string[] => (venue === 'well' ? ['2027-01-16'] : always());
    expect(keepDays(found, planned, wellOnlyThen)).toEqual(found);
    const millNotThen = (venue: string): string[] => (venue === 'mill' ? ['2027-01-02'] : always());
    expect(keepDays(found, planned, millNotThen)).toEqual(found);
  });
});
