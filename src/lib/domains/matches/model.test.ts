// What follows from the words of those who are asked.
import { expect, test } from 'vitest';
import { isStillToCome, medianOf, stateAfterwards, stateOfMatch, stateOfRing } from './model.ts';
import { readAgreement } from './input.ts';

test('one no ends a match, and two yes make one', () => {
  const state = (offerWord: 'yes' | 'no' | null, needWord: 'yes' | 'no' | null) =>
    stateOfMatch({ offerWord, needWord });
  expect(state(null, null)).toBe('new');
  expect(state('yes', null)).toBe('asked');
  expect(state(null, 'no')).toBe('declined');
  expect(state('yes', 'no')).toBe('declined');
  expect(state('yes', 'yes')).toBe('met');
});

test('a ring waits for all, and for one no only', () => {
  expect(stateOfRing(['yes', null, 'yes'])).toBe('proposed');
  expect(stateOfRing(['yes', 'no', null])).toBe('declined');
  expect(stateOfRing(['yes', 'yes', 'yes'])).toBe('agreed');
});

test('an agreement is fulfilled when all say so, and asked about when one says no', () => {
  expect(stateAfterwards(['yes', null])).toBe('agreed');
  expect(stateAfterwards(['yes', 'yes'])).toBe('fulfilled');
  expect(stateAfterwards(['yes', 'no'])).toBe('not_kept');
});

test('the middle of days is that of the sorted ones', () => {
  expect(medianOf([])).toBeNull();
  expect(medianOf([9, 1, 4])).toBe(4);
  expect(medianOf([10, 1, 2, 5])).toBe(3.5);
});

test('an agreement of one day ends on it, and none ends before it begins', () => {
  expect(readAgreement({ what: ' Terem ', startsOn: '2026-12-01' })).toMatchObject({
    ok: true,
    value: { what: 'Terem', startsOn: '2026-12-01', endsOn: '2026-12-01', place: null, gives: '' }
  });
  expect(readAgreement({ what: '', startsOn: '2026-12-02', endsOn: '2026-12-01' })).toMatchObject({
    faults: { what: 'what_missing', endsOn: 'days_turned' }
  });
  expect(readAgreement({ what: 'x', startsOn: 'holnap' })).toMatchObject({
    faults: { startsOn: 'day_wrong' }
  });
});

test('what was agreed on is to come until its last day is over', () => {
  const days = { startsOn: '2026-12-05', endsOn: '2026-12-06' };
  expect(isStillToCome(days, '2026-12-06')).toBe(true);
  expect(isStillToCome(days, '2026-12-07')).toBe(false);
  expect(isStillToCome({ startsOn: '2026-12-05', endsOn: null }, '2026-12-05')).toBe(true);
  expect(isStillToCome({ startsOn: null, endsOn: null }, '2026-12-05')).toBe(false);
});
