import { describe, expect, test } from 'vitest';
import { changesIn, readSent } from './table-input.ts';

const item = '0190f5f0-0000-7000-8000-000000000001';
const notes = `item/${item}/notes`;

describe('what a device sends', () => {
  test('is read when it has the shape, and nothing is asked of who says nothing', () => {
    const change = { id: item, path: notes, stamp: 1, base: '', value: 'alma' };
    expect(readSent(JSON.stringify({ seen: 3, changes: [change] }))).toEqual({ seen: 3, changes: [change] });
    const long = { ...change, value: 'a'.repeat(60_000) };
    expect(readSent(JSON.stringify({ seen: 3, changes: [long, change] }))?.changes).toHaveLength(2);
    expect(readSent('')).toEqual({ seen: 0, changes: [] });
  });

  test.each([
    ['no JSON', '{'],
    [
      'a stamp that no meeting has',
      JSON.stringify({ seen: 0, changes: [{ id: item, path: notes, stamp: 1e12, base: '', value: '' }] })
    ],
    [
      'a stamp before all',
      JSON.stringify({ seen: 0, changes: [{ id: item, path: notes, stamp: 0, base: '', value: '' }] })
    ],
    [
      'more changes than one takes at once',
      JSON.stringify({
        seen: 0,
        changes: Array.from({ length: 501 }, () => ({ id: item, path: notes, stamp: 1, base: '', value: '' }))
      })
    ],
    ['something else', '[]']
  ])('is refused for %s', (_what, text) => {
    expect(readSent(text)).toBeNull();
  });
});

describe('the form of somebody without a script', () => {
  const read = (fields: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return changesIn(form, 4, () => 'id').map(({ path, stamp, base, value }) => ({
      path,
      stamp,
      base,
      value
    }));
  };

  test('changes what was changed, and nothing else', () => {
    expect(read({ [notes]: 'alma', [`base:${notes}`]: 'alma' })).toEqual([]);
    expect(read({ [notes]: 'alma\r\nkörte', [`base:${notes}`]: 'alma' })).toEqual([
      { path: notes, stamp: 5, base: 'alma', value: 'alma\nkörte' }
    ]);
    expect(read({ nonsense: 'x', 'base:nonsense': '' })).toEqual([]);
  });

  test('says by its absence that a box was not ticked', () => {
    const shown = `decision/${item}/public`;
    expect(read({ [`base:${shown}`]: 'yes', [`box:${shown}`]: 'no' })).toEqual([
      { path: shown, stamp: 5, base: 'yes', value: 'no' }
    ]);
    expect(read({ [shown]: 'yes', [`base:${shown}`]: 'yes', [`box:${shown}`]: 'no' })).toEqual([]);
  });
});
