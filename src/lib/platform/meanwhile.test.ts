import { describe, expect, test } from 'vitest';
import { begunField, begunIn, begunText, isAnother, saveOver } from './meanwhile.ts';

const at = (minute: number): Date => new Date(Date.UTC(2027, 0, 4, 8, minute));
const begun = (minute: number, title: string) => ({
  at: at(minute),
  fields: new Map([
    ['title', [title]],
    ['note', ['']]
  ])
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.set(field, value);
  return data;
}

describe('what a form began from', () => {
  test('comes back as it was sent', () => {
    const sent = form({ [begunField]: begunText(begun(0, '„Bál” <b>\n')) });
    expect(begunIn(sent)).toEqual(begun(0, '„Bál” <b>\n'));
  });

  test.each([
    undefined,
    '',
    'x',
    '{}',
    '{"at":"1","fields":[]}',
    '{"at":1,"fields":[["a",1]]}',
    '[]',
    'null'
  ])('is nothing where it is %s', (text) =>
    expect(begunIn(form(text === undefined ? {} : { [begunField]: text }))).toBeNull()
  );

  test('is another version when the record was changed in between, and no matter when it is not told', () => {
    expect(isAnother(at(0), { updatedAt: at(0) })).toBe(false);
    expect(isAnother(at(0), { updatedAt: at(1) })).toBe(true);
    expect(isAnother(null, { updatedAt: at(1) })).toBe(false);
  });
});

test('a record that changes at every look is shown, not fought for', async () => {
  let tries = 0;
  const over = await saveOver<never>(
    form({ title: 'Bál', note: 'Zenével.', [begunField]: begunText(begun(0, 'Bál')) }),
    {
      groups: [],
      current: () => Promise.resolve(begun(tries, `Bál ${tries}`)),
      save: () => Promise.resolve((tries++, 'changed_meanwhile'))
    }
  );
  expect(tries).toBe(3);
  expect('form' in over && [...over.form].filter(([field]) => field !== begunField)).toEqual([
    ['title', 'Bál 3'],
    ['note', 'Zenével.']
  ]);
});
