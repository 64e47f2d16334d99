import { describe, expect, test } from 'vitest';
import { asItStands, changedPairs, factIn, fieldChanges, textsIn } from './history-fields.ts';

const fields = {
  name: { label: 'Name', say: asItStands },
  places: { label: 'Places', say: (value: unknown) => `${String(value)} places` }
};

describe('the changes of fields', () => {
  test('stand in the order of the form, whatever order they were recorded in', () => {
    expect(fieldChanges({ places: [1, 2], name: ['A', 'B'] }, fields)).toEqual([
      { label: 'Name', before: 'A', after: 'B' },
      { label: 'Places', before: '1 places', after: '2 places' }
    ]);
  });

  test('tell nothing apart from something, an empty list and an empty text included', () => {
    expect(fieldChanges({ name: [null, 'B'], places: [[], ''] }, fields)).toEqual([
      { label: 'Name', before: null, after: 'B' },
      { label: 'Places', before: null, after: null }
    ]);
  });

  test('leave out facts that are no change', () => {
    expect(fieldChanges({ name: ['A', 'B'], source: 'lista.csv', count: 3 }, fields)).toHaveLength(1);
    expect(factIn({ source: 'lista.csv', count: 3 }, 'source')).toBe('lista.csv');
    expect(factIn({ count: 3 }, 'count')).toBe('3');
    expect(factIn({ name: ['A', 'B'] }, 'name')).toBeNull();
  });

  test('do not swallow a field that nobody has words for', () => {
    expect(fieldChanges({ colour: ['red', { deep: true }] }, fields)).toEqual([
      { label: 'colour', before: 'red', after: '{"deep":true}' }
    ]);
  });

  test.each([null, 'text', 7, [1, 2]])('are none in %j', (details) => {
    expect(changedPairs(details).size).toBe(0);
  });

  test('of a list are its texts', () => {
    expect(textsIn(['a', 1, null, 'b'])).toEqual(['a', 'b']);
    expect(textsIn('a')).toEqual([]);
  });
});
