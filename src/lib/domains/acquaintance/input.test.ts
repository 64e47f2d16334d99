import { describe, expect, test } from 'vitest';
import { readVisitForm } from './input.ts';

const today = '2026-11-21';

function form(fields: Record<string, string>): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries({
    day: '2026-11-20',
    kind: 'phone',
    aims: 'Közös bál.',
    ...fields
  }))
    filled.set(name, value);
  return filled;
}

function codesOf(fields: Record<string, string>): string[] {
  const read = readVisitForm(form(fields), today);
  return read.ok ? [] : read.errors.map(({ field, code }) => `${field} ${code}`);
}

describe('the form of a visit', () => {
  test('takes one answer to one question', () => {
    const read = readVisitForm(form({}), today);
    expect(read.ok && read.value).toMatchObject({
      kind: 'phone',
      texts: { aims: 'Közös bál.', needs: null },
      step: null
    });
  });

  test('is shown to the lead alone unless somebody chooses otherwise', () => {
    const level = (fields: Record<string, string>) => {
      const read = readVisitForm(form(fields), today);
      return read.ok && read.value.level;
    };
    expect(level({})).toBe('lead');
    expect(level({ level: 'everybody' })).toBe('lead');
    expect(level({ level: 'circle' })).toBe('circle');
  });

  test.each([
    ['no answer at all', { aims: ' ' }, ['aims nothing_written']],
    ['a day to come', { day: '2026-11-22' }, ['day day_future']],
    ['no day', { day: '' }, ['day day_missing']],
    ['a day that is none', { day: '2026-02-30' }, ['day day_missing']],
    ['a step without its day', { step: 'Felhívni' }, ['step_day step_day_missing']],
    ['a day without its step', { step_day: '2026-12-01' }, ['step step_missing']],
    ['too long an answer', { needs: 'a'.repeat(5001) }, ['needs too_long']]
  ])('refuses %s', (_, fields, codes) => {
    expect(codesOf(fields)).toEqual(codes);
  });

  test('takes a note in place of answers, and a step of today', () => {
    expect(codesOf({ aims: '', note: 'Nem voltak otthon.', step: 'Újra menni', step_day: today })).toEqual(
      []
    );
  });
});
