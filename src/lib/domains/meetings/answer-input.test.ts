import { expect, test } from 'vitest';
import { readAnswerForm } from './input.ts';

const sent = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

test('whoever looks for company on the way has to let their name be told, or is asked about it', () => {
  const wants = { reply: 'accepted', ride: 'wants', ride_phone: '06 30 111' };
  expect(readAnswerForm(sent(wants))).toEqual({
    ok: false,
    errors: [{ field: 'ride', code: 'ride_consent' }]
  });
  expect(readAnswerForm(sent({ ...wants, ride_consent: 'yes' }))).toMatchObject({
    ok: true,
    value: { ride: 'wants', rideConsent: true }
  });
  // Who does not come travels with nobody, whatever stands in the part that is folded away.
  expect(readAnswerForm(sent({ ...wants, reply: 'declined' }))).toMatchObject({
    ok: true,
    value: { ride: null, rideConsent: false }
  });
});
