import { describe, expect, test } from 'vitest';
import { audiencesFrom, categoriesFrom, statusFrom, themesFrom } from './import-words.ts';

describe('words of a table', () => {
  test.each([
    ['Családok', ['families']],
    ['gyerekek; felnőttek', ['children', 'adults']],
    ['nyugdíjasok és fiatalok', ['youth', 'seniors']],
    ['Young people, families', ['families', 'youth']],
    ['mindenki', []],
    ['professionals', ['professionals']]
  ])('for an audience: %s', (text, codes) => expect(audiencesFrom(text)).toEqual({ ok: true, value: codes }));

  test.each([
    ['Koncert', ['music']],
    ['néptánc', ['folk']],
    ['táncház', ['folk', 'dance']],
    ['bál', ['dance']],
    ['Falunap, főzőverseny', ['gastronomy', 'festival']],
    ['local_history', ['local_history']],
    ['Local history', ['local_history']],
    ['kézműves foglalkozás', ['craft']]
  ])('for a theme: %s', (text, codes) => expect(themesFrom(text)).toMatchObject({ ok: true, value: codes }));

  test('that say nothing are named', () => {
    expect(audiencesFrom('családok, űrlények')).toEqual({ ok: false, value: 'űrlények' });
    expect(themesFrom('balatoni')).toEqual({ ok: false, value: 'balatoni' });
  });

  test('for categories are taken where they are known', () => {
    expect(categoriesFrom('APPOINTMENT, Gyerekkoncert; családok')).toEqual({
      audiences: ['families', 'children'],
      themes: []
    });
    expect(categoriesFrom('')).toEqual({ audiences: [], themes: [] });
  });

  test.each([
    ['TENTATIVE', 'tentative'],
    ['tervezett', 'tentative'],
    ['Elmarad', 'cancelled'],
    ['https://schema.org/EventCancelled', 'cancelled'],
    ['végleges', 'confirmed'],
    ['talán', null]
  ])('for a state: %s', (text, status) => expect(statusFrom(text)).toBe(status));
});
