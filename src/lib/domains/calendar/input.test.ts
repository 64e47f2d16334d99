import { describe, expect, test } from 'vitest';
import { readEventForm, readForAdvice } from './input.ts';

const nearness = { today: '2027-01-04', before: null };
const filled = {
  title: 'Farsangi bál',
  organiser: 'Művelődési Ház, Szegvár',
  date: '2027-02-06',
  time: '19:00',
  settlement: 'Szegvár'
};

function form(change: Record<string, string | readonly string[]> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...change }))
    for (const each of [value].flat()) data.append(name, each);
  return data;
}

function value(change: Record<string, string | readonly string[]> = {}) {
  const read = readEventForm(form(change), nearness);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.value;
}

function codes(change: Record<string, string | readonly string[]>): string[] {
  const read = readEventForm(form(change), nearness);
  return read.ok ? [] : read.errors.map(({ field, code }) => `${field} ${code}`);
}

describe('a form is read', () => {
  test.each([
    ['without an end', {}, 0],
    ['with an end', { end_time: '22:00' }, 180],
    ['with an end after midnight', { end_time: '2:00' }, 420],
    ['over several days', { end_date: '2027-02-07', end_time: '12.00' }, 1020],
    ['for whole days', { all_day: 'yes', time: '', end_date: '2027-02-07' }, 2880]
  ])('%s', (_how, change, minutes) => {
    expect(value(change).minutes).toBe(minutes);
  });

  test('with the repetition that was chosen', () => {
    const weekly = { repeat: 'weekly', until: '2027-06-30', weekday: ['2', '6'], except: '2027. 3. 6.' };
    expect(value(weekly)).toMatchObject({
      rule: 'FREQ=WEEKLY;BYDAY=TU,SA;UNTIL=20270630',
      exdates: ['2027-03-06T19:00']
    });
    // The fifth Saturday of May is the last one.
    expect(value({ date: '2027-05-29', repeat: 'monthly_weekday', until: '2028-01-01' }).rule).toContain(
      'BYDAY=-1SA'
    );
  });

  test('without what is not seen: no database keeps NUL, and nobody should be misled by turned text', () => {
    const read = value({ title: 'Far\u0000sangi\u202e bál', description: 'Egy.\u0000\r\nKettő.\u0007' });
    expect(read).toMatchObject({ title: 'Farsangi bál', description: 'Egy.\nKettő.' });
  });

  test('with the names of its organisers as typed, so that each stays in its field', () => {
    expect(value({ organiser: ['  Könyvtár,  Szentes ', '', 'Faluház'] }).organisers).toEqual([
      'Könyvtár, Szentes',
      '',
      'Faluház'
    ]);
  });
});

describe('what is wrong comes back', () => {
  test.each([
    [
      'in the order of the page',
      { title: '', time: '', settlement: '', website: 'x' },
      ['title title_missing', 'time time_missing', 'settlement settlement_missing', 'website website_wrong']
    ],
    ['for a day that is not in the calendar', { date: '2027-02-31' }, ['date date_wrong']],
    ['for an end before the start', { time: '10:00', end_time: '09:00' }, ['end_time end_before_start']],
    ['for a repetition without an end', { repeat: 'weekly' }, ['until repeat_until_missing']],
    ['for organisers that are all empty', { organiser: ['', ' '] }, ['organiser organiser_missing']],
    [
      'for days to leave out that are none',
      { repeat: 'weekly', until: '2027-05-01', except: 'húsvét' },
      ['except except_wrong']
    ]
  ])('%s', (_what, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });
});

describe('for advice', () => {
  test('title, organisers and what residents read may still be missing or wrong', () => {
    const read = readForAdvice(form({ title: '', organiser: '', website: 'not an address' }), nearness);
    expect(read).toMatchObject({ ok: true, value: { starts: '2027-02-06T19:00', settlement: 'Szegvár' } });
  });

  test('day, start and settlement are needed', () => {
    const read = readForAdvice(form({ date: '', time: '', settlement: '' }), nearness);
    expect(read.ok ? [] : read.errors.map(({ code }) => code)).toEqual([
      'date_missing',
      'time_missing',
      'settlement_missing'
    ]);
  });
});

describe('a year that was mistyped', () => {
  test.each([
    ['0020-05-08', false],
    ['1990-05-08', false],
    ['2017-01-03', false],
    ['2017-01-04', true],
    ['2026-12-31', true],
    ['2037-01-04', true],
    ['2037-01-05', false],
    ['9999-05-08', false]
  ])('%s is taken: %s', (date, taken) => {
    expect(codes({ date })).toEqual(taken ? [] : ['date year_unlikely']);
    expect(readForAdvice(form({ date }), nearness).ok).toBe(taken);
  });

  test('is no matter where the event has that day already', () => {
    const old = form({ date: '1990-05-08', time: '20:00' });
    expect(readEventForm(old, { ...nearness, before: '1990-05-08T18:00' }).ok).toBe(true);
    expect(readEventForm(old, { ...nearness, before: '1990-05-07T20:00' }).ok).toBe(false);
  });
});
