import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldField, foldTable, type TableChange } from './table-fold.ts';
import { readPath } from './table-paths.ts';

const item = '0190f5f0-0000-7000-8000-000000000001';
const notes = `item/${item}/notes`;
const owner = `task/${item}/owner`;
const change = (id: string, stamp: number, base: string, value: string, path = notes): TableChange => ({
  id,
  path,
  stamp,
  base,
  value
});

describe('notes', () => {
  test('of two secretaries both stand there, and it is said that somebody should look', () => {
    const field = foldField(notes, [change('a', 1, '', 'Éva írta'), change('b', 1, '', 'Pál írta')]);
    expect(field).toEqual({ value: 'Éva írta\nPál írta', both: true, other: null });
  });

  test('are said to stand twice only until somebody who saw both writes on', () => {
    const both = [change('a', 1, '', 'Éva'), change('b', 1, '', 'Pál')];
    const { value } = foldField(notes, both);
    expect(foldField(notes, [...both, change('c', 2, value, 'Éva és Pál')])).toEqual({
      value: 'Éva és Pál',
      both: false,
      other: null
    });
  });

  test('typed on while the answer was on its way join what has come meanwhile', () => {
    const field = foldField(notes, [
      change('a', 1, '', 'A terem'),
      change('b', 1, '', 'Pál: kulcs a portán'),
      change('c', 2, 'A terem', 'A terem jó lesz')
    ]);
    expect(field.value).toBe('A terem jó lesz\nPál: kulcs a portán');
  });

  test('sent twice are there once', () => {
    const once = change('a', 1, '', 'alma');
    expect(foldField(notes, [once, once]).value).toBe('alma');
  });
});

describe('a choice', () => {
  test('of two at once the last counts and the other is told', () => {
    const field = foldField(owner, [change('a', 1, '', 'kata', owner), change('b', 1, '', 'imre', owner)]);
    expect(field).toEqual({ value: 'imre', both: false, other: 'kata' });
  });

  test('that was seen is changed without a word', () => {
    const field = foldField(owner, [
      change('a', 1, '', 'kata', owner),
      change('b', 2, 'kata', 'imre', owner)
    ]);
    expect(field.other).toBeNull();
  });

  test('confirmed by choosing again is told of no more', () => {
    const field = foldField(owner, [
      change('a', 1, '', 'kata', owner),
      change('b', 1, '', 'imre', owner),
      change('c', 2, 'imre', 'imre', owner)
    ]);
    expect(field).toEqual({ value: 'imre', both: false, other: null });
  });
});

/** What a device does: write a word somewhere, send what it has not sent, or look at what others wrote. */
const act = fc.record({
  device: fc.nat(2),
  act: fc.constantFrom('write', 'write', 'write', 'pause', 'sync'),
  at: fc.nat(12),
  line: fc.boolean()
});

describe('three devices, some without a network', () => {
  test('lose no word, in whichever order their changes arrive', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.func(fc.integer()), (acts, shuffle) => {
        const { server, words } = play(acts);
        const { value } = foldField(notes, server);
        const there = value.split(/\s+/);
        for (const word of words)
          expect(
            there.filter((each) => each === word),
            `«${value}»`
          ).toHaveLength(1);
        const disordered = [...server].sort((a, b) => shuffle(a.id) - shuffle(b.id));
        expect(foldTable(disordered)).toEqual(foldTable(server));
      }),
      { numRuns: 1500 }
    );
  });
});

/** As static/table.js does it: nothing is merged on a device; the base of what it sends is what it sent or was told last. */
function play(acts: readonly { device: number; act: string; at: number; line: boolean }[]): {
  server: TableChange[];
  words: string[];
} {
  const server: TableChange[] = [];
  const words: string[] = [];
  const devices = [0, 1, 2].map((number) => ({
    number,
    text: '',
    known: '',
    stamp: 0,
    made: 0,
    pending: [] as TableChange[]
  }));
  type Device = (typeof devices)[number];
  const pause = (device: Device): void => {
    if (device.text === device.known) return;
    const id = `${device.number}-${String(device.made++).padStart(3, '0')}`;
    device.pending.push(change(id, ++device.stamp, device.known, device.text));
    device.known = device.text;
  };
  const sync = (device: Device): void => {
    pause(device);
    server.push(...device.pending.splice(0));
    device.stamp = Math.max(device.stamp, ...server.map(({ stamp }) => stamp));
    device.text = device.known = foldField(notes, server).value;
  };
  for (const { device: number, act: what, at, line } of acts) {
    const device = devices[number];
    if (!device) continue;
    if (what === 'pause') pause(device);
    else if (what === 'sync') sync(device);
    else {
      const word = `w${words.length}`;
      words.push(word);
      const parts = device.text.split(/(\s+)/);
      parts.splice(Math.min(at, parts.length), 0, `${line ? '\n' : ' '}${word} `);
      device.text = parts.join('');
    }
  }
  devices.forEach(sync);
  return { server, words };
}

describe('a path', () => {
  test('names a field that exists', () => {
    expect(readPath(notes)).toEqual({ kind: 'item', id: item, field: 'notes' });
    expect(readPath(`presence/${item}`)).toEqual({ kind: 'presence', member: item });
    expect(readPath(`voice/${item}/${item}`)).toEqual({ kind: 'voice', decision: item, member: item });
    expect(readPath(`gone/task/${item}`)).toEqual({ kind: 'gone', of: 'task', id: item });
    expect(readPath('minutes/summary')).toEqual({ kind: 'minutes', field: 'summary' });
  });

  test.each([
    'item//notes',
    `item/${item}/state`,
    `decision/${item}/notes`,
    `item/${item}/notes/more`,
    'minutes/state',
    `../${notes}`
  ])('like «%s» is none', (path) => {
    expect(readPath(path)).toBeNull();
  });
});
