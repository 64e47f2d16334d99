// School holidays and moved working days as they are pasted, what is wrong with a line, and what then holds in place of the guess.
import { afterEach, expect, test } from 'vitest';
import { marksOn } from '#lib/core/marked-days.ts';
import { schoolHolidays } from '#lib/core/school-year.ts';
import { movedDays } from '#lib/core/working-days.ts';
import { wordsIn } from '../../../words.ts';
import { dayNotes } from './day-words.ts';
import { officialDaysText } from './official-days-words.ts';
import { officialDays, readOfficialDays, takeOfficialDays } from './official-days.ts';

afterEach(() => takeOfficialDays(undefined));

const pasted = `Őszi szünet: 2026. október helyett 2026. 10. 24-től 2026.10.31-ig

2027-03-20 (szombat) munkanap, 2027-03-16 pihenőnap
tavaszi szünet 2027-03-25 – 2027-04-04`;

test('lines are read whatever stands around the days, and written as they can be read again', async () => {
  const read = readOfficialDays(pasted);
  expect(read).toEqual({
    ok: true,
    value: {
      school: [
        { kind: 'autumn', from: '2026-10-24', to: '2026-10-31' },
        { kind: 'spring', from: '2027-03-25', to: '2027-04-04' }
      ],
      moved: [{ rest: '2027-03-16', worked: '2027-03-20' }]
    }
  });
  if (!read.ok) return;
  for (const locale of ['hu', 'en'] as const)
    expect(readOfficialDays(officialDaysText(await wordsIn(locale), read.value))).toEqual(read);
});

test('months are read by their names, too, as decrees have them', () => {
  expect(readOfficialDays('Őszi szünet: 2027. október 25. – 2027. november 1.')).toEqual({
    ok: true,
    value: { school: [{ kind: 'autumn', from: '2027-10-25', to: '2027-11-01' }], moved: [] }
  });
  expect(readOfficialDays('2027. március 20., szombat munkanap; 2027. március 16. pihenőnap')).toMatchObject({
    value: { moved: [{ rest: '2027-03-16', worked: '2027-03-20' }] }
  });
});

test.each([
  ['őszi szünet', 'two_days'],
  ['őszi szünet 2026-10-24', 'two_days'],
  ['őszi szünet 2026-02-30 – 2026-11-01', 'not_a_day'],
  ['őszi szünet 2026-11-01 – 2026-10-24', 'wrong_order'],
  ['téli szünet 2026-12-19 – 2028-01-03', 'too_long'],
  ['pihenőnap 2027-03-15, ledolgozva 2027-03-19', 'not_a_saturday'],
  ['pihenőnap 2027-03-14, ledolgozva 2027-03-20', 'not_a_weekday']
])('«%s» is refused with its line: %s', (line, code) => {
  expect(readOfficialDays(`\n${line}`)).toEqual({ ok: false, errors: [{ line: 2, code }] });
});

test('two lines about one holiday are not both right', () => {
  const text = 'téli szünet 2026-12-19 – 2027-01-03\nwinter 2026-12-23 – 2027-01-06';
  expect(readOfficialDays(text)).toEqual({ ok: false, errors: [{ line: 2, code: 'twice' }] });
});

test('what was entered is no guess any more, what was not stays one, and other years stay as they were', async () => {
  const words = await wordsIn('hu');
  expect(dayNotes(words, '2026-10-27')).toEqual(['várhatóan őszi szünet']);
  const read = readOfficialDays(pasted);
  if (!read.ok) throw new Error('It should have been read.');
  takeOfficialDays(read.value);
  expect(dayNotes(words, '2026-10-27')).toEqual(['őszi szünet']);
  expect(schoolHolidays(2026, officialDays()).map(({ kind, expected }) => `${kind} ${expected}`)).toEqual([
    'autumn false',
    'winter true',
    'spring false',
    'summer true'
  ]);
  expect(movedDays(2027, officialDays())).toEqual([
    { rest: '2027-03-16', worked: '2027-03-20', expected: false }
  ]);
  expect(movedDays(2026, officialDays())).toEqual(movedDays(2026));
  expect(marksOn('2027-03-20', officialDays())).toContainEqual({ kind: 'worked', rest: '2027-03-16' });
  takeOfficialDays(undefined);
  expect(dayNotes(words, '2026-10-27')).toEqual(['várhatóan őszi szünet']);
});
