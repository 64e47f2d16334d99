import { expect, test } from 'vitest';
import { fitOf, type HallFacts } from './fit.ts';
import type { HallNeeds } from './model.ts';

const nothing: HallNeeds = {
  ...{ minWidth: null, minDepth: null, minHeight: null },
  ...{ power: null, amps: null, capacity: null, darkening: false }
};
const unknown: HallFacts = {
  ...{ width: null, depth: null, height: null, darkening: null },
  ...{ amps: null, power: null, capacity: null }
};
const show: HallNeeds = {
  ...{ minWidth: 4, minDepth: 3, minHeight: 2.6, power: 'normal', amps: 16, capacity: 30, darkening: true }
};
const hall: HallFacts = {
  ...{ width: 4, depth: 3, height: 2.6, darkening: true, amps: 16, power: 'three_phase', capacity: 30 }
};

test('a hall that has just what is needed will do, and one of which nothing is known is asked about all of it', () => {
  expect(fitOf(show, hall)).toEqual({ verdict: 'fits', against: [], unknown: [] });
  expect(fitOf(show, unknown)).toEqual({
    verdict: 'ask',
    against: [],
    unknown: ['seats', 'width', 'depth', 'height', 'power', 'amps', 'darkening']
  });
  expect(fitOf(nothing, unknown).verdict).toBe('fits');
});

test.each<[string, Partial<HallFacts>, string]>([
  ['too few seats', { capacity: 29 }, 'too_few_seats'],
  ['a narrow stage', { width: 3.9 }, 'too_narrow'],
  ['a shallow stage', { depth: 2.5 }, 'too_shallow'],
  ['a low ceiling', { height: 2.4 }, 'too_low'],
  ['a weak fuse', { amps: 10 }, 'few_amps'],
  ['windows that cannot be covered', { darkening: false }, 'too_bright'],
  ['no current', { power: 'none', amps: null }, 'no_power']
])('%s speaks against a hall, even where something else is not known', (_, facts, reason) => {
  const fit = fitOf(show, { ...hall, ...facts });
  expect(fit).toEqual({ verdict: 'not', against: [reason], unknown: [] });
  expect(fitOf(show, { ...unknown, ...facts }).verdict).toBe('not');
});

test('a show that needs three phases is told so only where the hall is known to have one', () => {
  const needs: HallNeeds = { ...nothing, power: 'three_phase' };
  expect(fitOf(needs, { ...hall, power: 'normal' }).against).toEqual(['weak_power']);
  expect(fitOf(needs, { ...hall, power: null }).unknown).toEqual(['power']);
});
