import { describe, expect, test } from 'vitest';
import { readEventFile } from './import-files.ts';
import { readEventFileAside } from './import-reader.server.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const calendar = [
  'BEGIN:VCALENDAR',
  ...Array.from({ length: 1500 }, (_, n) => [
    'BEGIN:VEVENT',
    `UID:${n}`,
    `DTSTART:20270904T${String(n % 24).padStart(2, '0')}0000Z`,
    `SUMMARY:Est ${n}`,
    'END:VEVENT'
  ]).flat(),
  'BEGIN:VEVENT',
  'UID:hiányos',
  'END:VEVENT',
  'END:VCALENDAR'
].join('\r\n');

describe('a large file', () => {
  test.each([
    ['naptar.ics', calendar],
    [
      'lista.json',
      JSON.stringify(Array.from({ length: 1500 }, (_, n) => ({ name: `Est ${n}`, day: '2027-09-04' })))
    ],
    ['elromlott.json', '[{"name": "Est"}, {']
  ])('read in a thread of its own says the same as one that is read at once: %s', async (name, text) => {
    const file = { name, bytes: bytesOf(text) };
    const aside = await readEventFileAside(file, { small: 0 });
    expect(aside).toEqual(readEventFile(file));
    expect(aside?.columns.length).toBeGreaterThan(1);
  });

  test('that takes too long is refused', async () => {
    const file = { name: 'naptar.ics', bytes: bytesOf(calendar) };
    const { rows, refused } = (await readEventFileAside(file, { small: 0, seconds: 0 })) ?? {};
    expect([rows, refused?.map(({ code }) => code)]).toEqual([[], ['too_much_to_read']]);
  });

  test('that is a table is left to the reader of tables', async () => {
    expect(
      await readEventFileAside({ name: 'lista.csv', bytes: bytesOf('cím;nap\n') }, { small: 0 })
    ).toBeNull();
  });
});
