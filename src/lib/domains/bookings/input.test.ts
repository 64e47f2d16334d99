// What the form of a booking takes, and what it names as wrong.
import { expect, test } from 'vitest';
import { readBookingForm } from './input.ts';

const thing = '019f0000-0000-7000-8000-000000000001';
const good = { purpose: 'Próba', date: '2026-12-01', time: '18:00', end_time: '20:00', repeat: 'none' };

function read(values: Record<string, string>) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...good, ...values })) form.set(field, value);
  return readBookingForm(form);
}

test('a full form is read, with the things that are asked for', () => {
  const asked = { people: '1 200', contact: ' Kiss  Anna ', [`things-${thing}`]: '20', 'things-x': '3' };
  expect(read(asked)).toEqual({
    ok: true,
    value: {
      ...{ purpose: 'Próba', contact: 'Kiss Anna', note: null, people: 1200, organisation: null },
      ...{ starts: '2026-12-01T18:00', minutes: 120, allDay: false, rule: null, exdates: [] },
      equipment: [{ id: thing, quantity: 20 }]
    }
  });
});

test('what goes on past midnight, all day or every week is read as for an event', () => {
  expect(read({ end_time: '01:00' })).toMatchObject({ ok: true, value: { minutes: 420 } });
  expect(read({ all_day: 'yes' })).toMatchObject({ ok: true, value: { minutes: 1440, allDay: true } });
  expect(read({ repeat: 'weekly', until: '2026-12-31', except: '2026-12-08' })).toMatchObject({
    ok: true,
    value: { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231', exdates: ['2026-12-08T18:00'] }
  });
});

test.each([
  ['purpose', 'purpose_missing', { purpose: ' ' }],
  ['purpose', 'too_long', { purpose: 'x'.repeat(201) }],
  ['people', 'people_wrong', { people: 'sok' }],
  ['end_time', 'end_missing', { end_time: '' }],
  ['end_time', 'end_before_start', { end_time: '17:00' }],
  ['date', 'date_missing', { date: '' }],
  ['until', 'repeat_until_missing', { repeat: 'weekly' }],
  [`things-${thing}`, 'quantity_wrong', { [`things-${thing}`]: '-1' }]
] as const)('%s: %s', (field, code, values) => {
  expect(read(values)).toMatchObject({ ok: false, errors: [{ field, code }] });
});
