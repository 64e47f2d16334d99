import { expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { whenOf } from './when.ts';

const minutes = (iso: string): number => Date.parse(iso) / 60_000;
const now = Date.parse('2027-05-10T10:00:00Z');

test.each([
  ['2027-05-12T15:00Z', '2027-05-12T16:00Z', false, '17:00'],
  ['2027-05-01T08:00Z', '2027-05-20T15:00Z', false, 'május 20'],
  ['2027-05-01T08:00Z', '2027-05-01T15:00Z', true, 'véget ért'],
  ['2027-08-19T22:00Z', '2027-08-20T22:00Z', false, 'augusztus 20']
])('%s to %s is told with «%3$s»', async (start, end, over, expected) => {
  const words = await wordsIn('hu');
  expect(whenOf({ time: [minutes(start), minutes(end)], over }, words, now)).toContain(expected);
});

test('what is there at any time has no when', async () => {
  expect(whenOf({ time: null, over: false }, await wordsIn('hu'), now)).toBeNull();
});
