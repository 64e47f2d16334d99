import { afterEach, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { callHouse } from './house-name.ts';

afterEach(() => callHouse(undefined));

test('a house that nobody has named is called Kaláka in both languages', async () => {
  expect((await wordsIn('hu')).t('house.name')).toBe('Kaláka');
  expect((await wordsIn('en')).t('house.name')).toBe('Kaláka');
});

test('its own name takes effect at once, and the next one too', async () => {
  callHouse('Szentesi Kaláka');
  expect((await wordsIn('hu')).t('house.name')).toBe('Szentesi Kaláka');
  expect((await wordsIn('en')).t('house.name')).toBe('Szentesi Kaláka');
  callHouse('Ózdi Kaláka');
  expect((await wordsIn('hu')).t('house.name')).toBe('Ózdi Kaláka');
});

test.each(["Mi'nk", '{name} háza', 'A # és a |', '{', "'{'}'"])(
  'the name %s is written as it stands',
  async (name) => {
    callHouse(name);
    expect((await wordsIn('hu')).t('house.name')).toBe(name);
  }
);
