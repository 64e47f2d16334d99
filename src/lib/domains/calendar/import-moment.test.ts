import { describe, expect, test } from 'vitest';
import { readMoment } from './import-moment.ts';

const zone = 'Europe/Budapest';
const short = (text: string): string => {
  const read = readMoment(text, zone);
  return typeof read === 'string'
    ? read
    : [read.day ?? '', read.time ?? '', read.until ?? ''].join(' ').trim();
};

describe('a day or a time', () => {
  test.each([
    ['2027-09-04', '2027-09-04'],
    ['2027.09.04', '2027-09-04'],
    ['2027. 9. 4.', '2027-09-04'],
    ['20270904', '2027-09-04'],
    ['2027/09/04', '2027-09-04'],
    ['4.9.2027', '2027-09-04'],
    ['2027. szeptember 4.', '2027-09-04'],
    ['2027. SZEPT. 4., szombat', '2027-09-04'],
    ['2027. szeptember 4-én', '2027-09-04'],
    ['szombat, 2027. 09. 04. (szombat)', '2027-09-04'],
    ['September 4, 2027', '2027-09-04'],
    ['Sat, 4th Sep 2027', '2027-09-04'],
    ['13/09/2027', '2027-09-13'],
    ['09/13/2027', '2027-09-13'],
    ['2028-02-29', '2028-02-29'],
    ['18:00', '18:00'],
    ['9.30', '09:30'],
    ['18 óra', '18:00'],
    ['18 órakor', '18:00'],
    ['6:30 PM', '18:30'],
    ['12 am', '00:00'],
    ['18:00:00', '18:00'],
    ['24:00', '24:00'],
    ['18:00–20:30', '18:00 20:30'],
    ['18.00 - 20.30', '18:00 20:30']
  ])('is read: %s', (text, read) => expect(short(text)).toBe(read));

  test.each([
    ['2027-09-04 18:00', '2027-09-04 18:00'],
    ['2027-09-04T18:00', '2027-09-04 18:00'],
    ['2027-09-04T18:00:00.000', '2027-09-04 18:00'],
    ['20270904T180000', 'not_a_date'],
    ['2027. 09. 04. 18.00', '2027-09-04 18:00'],
    ['2027. szeptember 4., szombat, 18 óra', '2027-09-04 18:00'],
    ['2027.09.04. 18:00–20:00', '2027-09-04 18:00 20:00'],
    ['4 September 2027, 6:30 pm', '2027-09-04 18:30'],
    ['2027-09-04T16:00:00Z', '2027-09-04 18:00'],
    ['2027-09-04T23:30:00+01:00', '2027-09-05 00:30'],
    ['2027-01-04 16:00 UTC', '2027-01-04 17:00'],
    ['2027-01-04T16:00:00+0000', '2027-01-04 17:00']
  ])('together are read: %s', (text, read) => expect(short(text)).toBe(read));

  test.each([
    ['2027-02-30', 'impossible_date'],
    ['2027-13-01', 'impossible_date'],
    ['2027. február 29.', 'impossible_date'],
    ['0027-01-01', 'impossible_date'],
    ['2027-02-30 18:00', 'impossible_date'],
    ['04/09/2027', 'ambiguous_date'],
    ['25:00', 'not_a_time'],
    ['2027-09-04 18:75', 'not_a_time'],
    ['holnap', 'not_a_date'],
    ['2027', 'not_a_date'],
    ['18', 'not_a_date'],
    ['45000', 'not_a_date'],
    ['', 'not_a_date']
  ])('that is none is named: %s', (text, fault) => expect(short(text)).toBe(fault));

  test('is judged quickly, however long it is', () => {
    for (const text of ['1 '.repeat(50_000), `2027-09-04 ${'1:'.repeat(50_000)}`, 'a'.repeat(100_000)])
      expect(short(text)).toBe('not_a_date');
  });
});
