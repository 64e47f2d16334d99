import { describe, expect, test } from 'vitest';
import { exceptionsFrom, exceptionsText, hoursFrom, hoursText } from './hours.ts';

describe('hours as people write them', () => {
  test.each([
    ['8-12', '8:00–12:00'],
    ['8–12, 13:30–16', '8:00–12:00, 13:30–16:00'],
    ['8.00-12.00 és 13.00-16.00', '8:00–12:00, 13:00–16:00'],
    ['13–16; 8–12', '8:00–12:00, 13:00–16:00'],
    ['0-24', '0:00–24:00'],
    ['zárva', ''],
    ['', ''],
    ['–', '']
  ])('%s', (text, read) => {
    expect(hoursText(hoursFrom(text) ?? [{ opens: '?', closes: '?' }])).toBe(read);
  });

  test.each(['8', '12-8', '8-12-16', '25-26', '8-12, 11-14', 'délelőtt', '8:75-9', '24-24', '8-8'])(
    '%s is not understood',
    (text) => {
      expect(hoursFrom(text)).toBeNull();
    }
  );

  test('what is written is read again', () => {
    const hours = hoursFrom('7:05–9, 10–24') ?? [];
    expect(hoursFrom(hoursText(hours))).toEqual(hours);
  });
});

describe('days of their own', () => {
  test('closed for a week, and open at other hours', () => {
    const read = exceptionsFrom('2026-12-24 – 2026-12-31 zárva\n2026. 12. 23. 8–10, 12–13\n\n2027-01-02');
    if (!read.ok) throw new Error(read.line);
    expect(read.value).toEqual([
      { first: '2026-12-23', last: '2026-12-23', opens: '08:00', closes: '10:00' },
      { first: '2026-12-23', last: '2026-12-23', opens: '12:00', closes: '13:00' },
      { first: '2026-12-24', last: '2026-12-31', opens: null, closes: null },
      { first: '2027-01-02', last: '2027-01-02', opens: null, closes: null }
    ]);
    expect(exceptionsFrom(exceptionsText(read.value, 'zárva'))).toEqual(read);
  });

  test.each(['karácsonykor zárva', '2026-13-01 zárva', '2026-12-31 – 2026-12-24', '2026-12-24 talán'])(
    '«%s» is given back',
    (line) => {
      expect(exceptionsFrom(`2026-12-01 8-9\n${line}`)).toEqual({ ok: false, line });
    }
  );
});
