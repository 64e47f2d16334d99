import { describe, expect, test } from 'vitest';
import { findSynergies, type Celebrated } from './synergy.ts';

const szentes = { lat: 46.654, lon: 20.26 };
const szegvar = { lat: 46.587, lon: 20.224 };
const ozd = { lat: 48.219, lon: 20.287 };
const day = 24 * 60;

const held = (event: string, more: Partial<Celebrated> = {}): Celebrated => ({
  ...{ event, organisers: [event], at: szentes, start: 0, end: 120 },
  ...{ tradition: null, themes: [], performers: [], audiences: [] },
  ...more
});

describe('two events could join forces', () => {
  const performers = ['anna kiss'];

  test('when they name the same performer, whatever they are about', () => {
    const found = findSynergies([
      held('a', { performers, themes: ['music'] }),
      held('b', { performers: ['bela nagy', 'anna kiss'], at: szegvar, start: 2 * day })
    ]);
    expect(found).toMatchObject([{ a: 0, b: 1, performer: 'anna kiss', tradition: null, days: 2 }]);
  });

  test('not when they are at the same time: that is a mistake', () => {
    expect(
      findSynergies([held('a', { performers }), held('b', { performers, at: szegvar, start: 60 })])
    ).toEqual([]);
  });

  test('not when they are far, weeks apart, or one organiser’s', () => {
    for (const other of [{ at: ozd }, { start: 22 * day }, { organisers: ['a'] }])
      expect(findSynergies([held('a', { performers }), held('b', { performers, ...other })])).toEqual([]);
  });

  test('a custom first, then a performer, then what they are about', () => {
    const found = findSynergies([
      held('a', { themes: ['folk', 'music'], performers, tradition: 'szuret' }),
      held('themes', { themes: ['folk', 'music'] }),
      held('performer', { performers, at: szegvar, start: day, end: day + 60 }),
      held('custom', { tradition: 'szuret', at: szegvar, start: 5 * day })
    ]);
    expect(found.map(({ tradition, performer }) => [tradition, performer])).toEqual([
      ['szuret', null],
      [null, 'anna kiss'],
      [null, null]
    ]);
  });
});
