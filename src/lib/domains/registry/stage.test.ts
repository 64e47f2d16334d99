import { expect, test } from 'vitest';
import { ampsFrom, metresFrom, powerFrom } from './stage.ts';

test.each([
  ['6,5', 6.5],
  ['6.5 m', 6.5],
  [' 4 méter', 4],
  ['0', null],
  ['6,5 × 4', null],
  ['hatalmas', null]
])('«%s» is read as %s metres', (text, metres) => {
  expect(metresFrom(text)).toBe(metres);
});

test.each([
  ['16', 16],
  ['16 A', 16],
  ['3×32 A', 32],
  ['3x25', 25],
  ['0', null],
  ['16,5', null],
  ['elég', null]
])('«%s» is read as %s amperes', (text, amps) => {
  expect(ampsFrom(text)).toBe(amps);
});

test.each([
  ['van (230 V)', 'normal'],
  ['van, ipari is (400 V)', 'three_phase'],
  ['háromfázisú', 'three_phase'],
  ['Van', 'normal'],
  ['nincs', 'none'],
  ['three_phase', 'three_phase'],
  ['majd lesz', null]
])('«%s» as electricity is %s', (text, power) => {
  expect(powerFrom(text)).toBe(power);
});
