import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventFields, type EventField } from './import-fields.ts';
import { tableOfJson } from './import-json.ts';
import { readEventRow } from './import-row.ts';

const read = (cells: Partial<Record<EventField, string>>) =>
  readEventRow(
    (field) => cells[field] ?? '',
    (field) => field in cells
  );
const when = (cells: Partial<Record<EventField, string>>) => {
  const row = read({ title: 'Bál', ...cells });
  if (!row.ok) return row.faults.map(({ field, code }) => `${field} ${code}`).join(', ');
  const { starts, minutes, allDay } = row.value.when;
  return `${starts} ${minutes}${allDay ? ' all day' : ''}`;
};

describe('when an event takes place', () => {
  test.each<[Partial<Record<EventField, string>>, string]>([
    [{ start: '2027-09-04 18:00', end: '2027-09-04 20:00' }, '2027-09-04T18:00 120'],
    [{ date: '2027-09-04', start: '18:00', end: '20:00' }, '2027-09-04T18:00 120'],
    [{ date: '2027-09-04', start: '18:00–20:00' }, '2027-09-04T18:00 120'],
    [{ date: '2027-09-04', start: '18:00' }, '2027-09-04T18:00 0'],
    [{ date: '2027-09-04', start: '18:00', minutes: '1,5 óra' }, '2027-09-04T18:00 90'],
    [{ date: '2027-09-04', start: '20:00', end: '02:00' }, '2027-09-04T20:00 360'],
    [{ date: '2027-09-04', start: '20:00', end: '24:00' }, '2027-09-04T20:00 240'],
    [{ date: '2027-09-04', start: '18:00', end_date: '2027-09-05', end: '12:00' }, '2027-09-04T18:00 1080'],
    [{ date: '2027-09-04', start: '18:00', end_date: '2027-09-05' }, '2027-09-04T18:00 1440'],
    [{ date: '2027-09-04' }, '2027-09-04T00:00 1440 all day'],
    [{ start: '2027-09-04', end: '2027-09-05' }, '2027-09-04T00:00 2880 all day'],
    [{ start: '2027-09-04 18:00', all_day: 'igen' }, '2027-09-04T00:00 1440 all day'],
    // The clocks go back and forward: an hour more, an hour less.
    [{ start: '2027-10-31 01:00', end: '2027-10-31 04:00' }, '2027-10-31T01:00 240'],
    [{ start: '2027-03-28 01:00', end: '2027-03-28 04:00' }, '2027-03-28T01:00 120'],
    [{ start: '2027-09-04T16:00:00Z', end: '2027-09-04T20:00:00+02:00' }, '2027-09-04T18:00 120']
  ])('is told by day, start, end or length: %j', (cells, told) => expect(when(cells)).toBe(told));

  test.each<[Partial<Record<EventField, string>>, string]>([
    [{}, 'date missing_day'],
    [{ start: '18:00' }, 'start missing_day'],
    [{ date: '2027-09-04', end: '20:00' }, 'start missing_time'],
    [{ start: '2027-09-04 18:00', end: '2027-09-04 17:00' }, 'end end_before_start'],
    [{ date: '2027-09-04', start: '12:00', end: '02:00' }, 'end end_before_start'],
    [{ start: '2027-09-04', end: '2027-09-03' }, 'end end_before_start'],
    [{ start: '2027-09-04', end: '2047-09-03' }, 'end lasts_too_long'],
    [{ start: '2027-09-04', minutes: 'sok' }, 'minutes not_minutes'],
    [{ start: '2027-09-04', all_day: 'talán' }, 'all_day not_yes_or_no'],
    [{ start: '2027-09-04', rule: 'FREQ=NEVER' }, 'rule rule_not_understood'],
    [{ start: '2027-09-04', rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rule rule_never'],
    [{ start: '2027-09-04', exdates: '2027-09-05; 2027-02-31' }, 'exdates impossible_date'],
    [{ start: '2027-09-04', overrides: '[{"recurrenceId": 1}]' }, 'overrides not_understood']
  ])('is named where it cannot be told: %j', (cells, told) => expect(when(cells)).toBe(told));
});

test('What a file has no column for is unknown, what its column leaves empty is empty.', () => {
  expect(read({ title: 'Bál', start: '2027-09-04', price: '' })).toMatchObject({
    ok: true,
    value: { price: null, website: undefined, where: undefined, organisers: undefined, themes: undefined }
  });
});

test('A description that only repeats the summary is left out.', () => {
  const row = read({ title: 'Bál', start: '2027-09-04', summary: 'Zene.', description: 'Zene.' });
  expect(row).toMatchObject({ value: { summary: 'Zene.', description: null } });
});

const runs = process.env['KALAKA_LONG'] === '1' ? 100_000 : 2_000;

test('Whatever stands in the cells, a row is read or named, never thrown at.', () => {
  const seeds = [
    '2027-09-04',
    '18:00–20:00',
    '24:00',
    'FREQ=DAILY',
    '46,5',
    'igen',
    '[{}]',
    'Europe/Paris',
    '9999999'
  ];
  const text = fc.oneof(fc.constantFrom(...seeds), fc.string({ unit: 'binary', maxLength: 30 }));
  const cells = fc.dictionary(fc.constantFrom(...eventFields), text);
  fc.assert(
    fc.property(cells, (given) => {
      const row = read(given);
      expect(row.ok || row.faults.length > 0).toBe(true);
    }),
    { numRuns: runs, seed: 7 }
  );
});

describe('a JSON file', () => {
  test('becomes a table with a column for each way to a fact', () => {
    const table = tableOfJson(
      '[{"a": {"b": 1}, "c": ["x", "y"]}, {"d": [{"e": true}, {"e": null}], "c": []}]'
    );
    expect(table).toEqual({
      columns: ['a.b', 'c', 'd.0.e'],
      rows: [
        { line: 1, cells: ['1', 'x; y', ''] },
        { line: 2, cells: ['', '', 'true'] }
      ]
    });
  });

  test('is bounded in depth and columns, whatever it holds', () => {
    const deep = `[${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}]`;
    expect(tableOfJson(deep).columns).toEqual([]);
    const wide = JSON.stringify([Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, n]))]);
    expect(tableOfJson(wide).columns).toHaveLength(300);
  });

  test('with a name that objects have from birth is like any other', () => {
    expect(tableOfJson('[{"__proto__": {"x": 1}, "constructor": "y"}]')).toMatchObject({
      columns: ['__proto__.x', 'constructor']
    });
  });
});
