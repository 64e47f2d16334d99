import { expect, test } from 'vitest';
import { isUuid } from '#lib/core/ids.ts';
import { newId } from './clock.server.ts';

test('ids of one moment are in the order of their making, whatever is made between them', () => {
  const [noon, later] = [new Date('2027-03-01T12:00:00Z'), new Date('2027-03-01T12:00:01Z')];
  const made = Array.from({ length: 5000 }, (_, n) => {
    if (n % 3 === 0) newId(later);
    if (n % 7 === 0) newId();
    return newId(noon);
  });
  expect(made).toEqual(made.toSorted());
  expect(new Set(made).size).toBe(made.length);
  expect(made.every(isUuid)).toBe(true);
  expect(newId(later) > (made.at(-1) ?? '')).toBe(true);
});

test('nobody guesses the next one', () => {
  const noon = new Date('2027-03-01T12:00:00Z');
  const steps = Array.from({ length: 50 }, () => {
    const [one, two] = [newId(noon), newId(noon)].map((id) => BigInt(`0x${id.slice(-12)}`));
    return (two ?? 0n) - (one ?? 0n);
  });
  expect(new Set(steps).size).toBe(steps.length);
});
