import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeFields, type Fields } from './merge-fields.ts';

const fields = (texts: Record<string, string | readonly string[]>): Fields =>
  new Map(Object.entries(texts).map(([field, value]) => [field, [value].flat()]));

const base = { title: 'Bál', date: '2027-02-06', time: '19:00', theme: ['dance'], note: 'Egy.\nKettő.' };
const groups = [['date', 'time']];
type Change = Partial<Record<keyof typeof base, string | readonly string[]>>;

function merged(typed: Change, current: Change) {
  const { fields: result, conflicts } = mergeFields({
    base: fields(base),
    typed: fields({ ...base, ...typed }),
    current: fields({ ...base, ...current }),
    groups
  });
  return { result, conflicts };
}

describe('fields of a form that two people changed', () => {
  test.each<[string, Change, Change, Change, string[]]>([
    ['nobody', {}, {}, {}, []],
    ['only the one who saves', { title: 'Nagybál' }, {}, { title: 'Nagybál' }, []],
    [
      'only the other',
      {},
      { title: 'Nagybál', theme: ['music'] },
      { title: 'Nagybál', theme: ['music'] },
      []
    ],
    ['each another field', { note: '' }, { title: 'Nagybál' }, { title: 'Nagybál', note: '' }, []],
    ['both alike', { title: 'Nagybál' }, { title: ' Nagybál ' }, { title: 'Nagybál' }, []],
    ['both, differently', { title: 'Kisbál' }, { title: 'Nagybál' }, { title: 'Kisbál' }, ['title']],
    ['only how lines end', { note: 'Egy.\r\nKettő.' }, { note: 'Három.' }, { note: 'Három.' }, []],
    [
      'parts of what belongs together',
      { date: '2027-02-13' },
      { time: '20:00', title: 'Nagybál' },
      { date: '2027-02-13', time: '19:00', title: 'Nagybál' },
      ['date', 'time']
    ]
  ])('%s', (_who, typed, current, result, conflicts) => {
    const outcome = merged(typed, current);
    expect(outcome.conflicts).toEqual(conflicts);
    expect(Object.fromEntries(outcome.result)).toEqual(Object.fromEntries(fields({ ...base, ...result })));
  });

  test('what the other emptied is empty', () => {
    const outcome = mergeFields({
      base: fields(base),
      typed: fields(base),
      current: fields({ ...base, theme: [] }),
      groups
    });
    expect(outcome.fields.get('theme')).toEqual([]);
  });

  test('what is no part of the record stays as it was sent', () => {
    expect(merged({ ...({ intent: 'save' } as Change) }, { title: 'Nagybál' }).result.get('intent')).toEqual([
      'save'
    ]);
  });

  test('nothing that anybody changed is lost without being named, whatever they changed', () => {
    const texts = fc.record({ a: word, b: word, c: word, d: word });
    fc.assert(
      fc.property(texts, texts, texts, (was, mine, theirs) => {
        const outcome = mergeFields({
          base: fields(was),
          typed: fields(mine),
          current: fields(theirs),
          groups: [['a', 'b']]
        });
        for (const field of ['a', 'b', 'c', 'd'] as const) {
          const [value] = outcome.fields.get(field) ?? [];
          if (outcome.conflicts.includes(field)) expect(value).toBe(mine[field]);
          if (mine[field] !== was[field]) expect(value).toBe(mine[field]);
          if (theirs[field] !== was[field] && !outcome.conflicts.includes(field))
            expect(value).toBe(theirs[field]);
        }
      })
    );
  });
});

const word = fc.constantFrom('', 'x', 'y', 'z');
