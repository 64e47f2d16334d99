import { beforeAll, describe, expect, test } from 'vitest';
import {
  prepareRegister,
  bringEvents,
  type Bring,
  eventsOf as allEvents,
  onlyEvent
} from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { listOccurrencesOf } from './occurrences.server.ts';

const database = useDatabase();
beforeAll(() => prepareRegister(database()));
const bring = (file: string | Uint8Array, options?: Bring) => bringEvents(database(), file, options);
const eventsOf = (source?: string) => allEvents(database(), source);
const only = (source?: string) => onlyEvent(database(), source);

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Szélmalom//HU', ...lines, 'END:VCALENDAR', ''].join('\r\n');

const club = [
  'BEGIN:VEVENT',
  'UID:klub@szelmalom.example',
  'SEQUENCE:3',
  'SUMMARY:Nyugdíjas klub',
  'DESCRIPTION:Minden kedden\\, kártya és tea.',
  'LOCATION:Színházterem\\, 6635 Szegvár',
  'CATEGORIES:Klub,Nyugdíjasok',
  'DTSTART;TZID=Europe/Budapest:20270105T140000',
  'DTEND;TZID=Europe/Budapest:20270105T160000',
  'RRULE:FREQ=WEEKLY;COUNT=5',
  'EXDATE;TZID=Europe/Budapest:20270112T140000',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:klub@szelmalom.example',
  'RECURRENCE-ID;TZID=Europe/Budapest:20270119T140000',
  'SUMMARY:Nyugdíjas klub',
  'DTSTART;TZID=Europe/Budapest:20270120T150000',
  'DTEND;TZID=Europe/Budapest:20270120T170000',
  'END:VEVENT'
];

describe('a calendar file', () => {
  const ics = { name: 'klub.ics' };

  test('comes in with its repetition, exceptions, place, categories and identifier', async () => {
    expect(await bring(calendar(...club), ics)).toMatchObject({
      imported: true,
      counts: [1, 0, 0, 0],
      errors: []
    });
    const event = await only();
    expect(event).toMatchObject({
      title: 'Nyugdíjas klub',
      description: 'Minden kedden, kártya és tea.',
      settlement: { name: 'Szegvár' },
      venue: { name: 'Színházterem' },
      starts: '2027-01-05T14:00',
      minutes: 120,
      rule: 'FREQ=WEEKLY;COUNT=5',
      uid: 'klub@szelmalom.example',
      externalId: 'klub@szelmalom.example',
      sequence: 3,
      audiences: ['seniors'],
      themes: ['community']
    });
    const occurrences = await listOccurrencesOf(database(), event.id, new Date('2027-01-01T00:00:00Z'));
    expect(occurrences.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))).toEqual([
      '2027-01-05T13:00',
      '2027-01-20T14:00',
      '2027-01-26T13:00',
      '2027-02-02T13:00'
    ]);
    expect(await bring(calendar(...club), ics)).toMatchObject({ counts: [0, 0, 1, 0] });
  });

  test('that has changed changes what it speaks of', async () => {
    await bring(calendar(...club), ics);
    const lines = club.map((line) => line.replace('COUNT=5', 'COUNT=6').replace('SEQUENCE:3', 'SEQUENCE:9'));
    expect(
      await bring(
        calendar(
          ...lines,
          'BEGIN:VEVENT',
          'UID:2',
          'SUMMARY:Bál',
          'DTSTART;VALUE=DATE:20270904',
          'END:VEVENT'
        ),
        ics
      )
    ).toMatchObject({
      counts: [1, 1, 0, 0],
      changed: [['rule']]
    });
    expect((await eventsOf()).map(({ sequence }) => sequence).sort()).toEqual([0, 9]);
  });

  test('tells which of its components are wrong, and takes the others in when told so', async () => {
    const broken = calendar(...club, 'BEGIN:VEVENT', 'UID:3', 'SUMMARY:Mikor?', 'END:VEVENT');
    expect(await bring(broken, ics)).toMatchObject({
      imported: false,
      errors: ['23 |  | calendar_start_missing | ']
    });
    expect(await eventsOf()).toEqual([]);
    expect(await bring(broken, { ...ics, skipBadRows: true })).toMatchObject({
      imported: true,
      counts: [1, 0, 0, 1]
    });
  });

  test('shows nobody what its owner marked as private', async () => {
    const secret = calendar(
      'BEGIN:VEVENT',
      'UID:4',
      'CLASS:PRIVATE',
      'SUMMARY:Orvos',
      'DTSTART:20270904T080000Z',
      'END:VEVENT'
    );
    expect(await bring(secret, ics)).toMatchObject({
      counts: [0, 0, 0, 0],
      warnings: ['4 calendar_private']
    });
  });

  test('that is none is refused politely', async () => {
    expect((await bring('<html><body>404</body></html>', ics)).errors).toEqual([
      '1 |  | calendar_not_a_calendar | '
    ]);
    expect((await bring('BEGIN:NAPTAR', ics)).errors).toHaveLength(1);
    expect((await bring('BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1', ics)).errors).toEqual([
      expect.stringContaining('calendar_cut_off')
    ]);
    expect(await bring(calendar(), ics)).toMatchObject({
      counts: [0, 0, 0, 0],
      warnings: ['1 calendar_no_events']
    });
  });
});

describe('a JSON file', () => {
  test('is a list of events or holds one, with facts at any depth', async () => {
    const mapping = {
      title: 'name.hu',
      start: 'timings.0.begin',
      end: 'timings.0.end',
      zone: 'Europe/Paris',
      place: ['location.name', 'location.city'],
      organiser: { name: 'Gőzkút Könyvtár' },
      categories: 'tags'
    };
    const events = [
      {
        name: { hu: 'Bál', en: 'Ball' },
        timings: [{ begin: '2027-09-04T18:00:00Z', end: '2027-09-04T20:00:00Z' }],
        location: { name: 'Fő tér', city: 'Szegvár' },
        tags: ['tánc', 'családok']
      }
    ];
    for (const [source, file] of [
      ['list', events],
      ['holder', { total: 1, events }]
    ] as const) {
      expect(await bring(JSON.stringify(file), { name: 'e.json', mapping, source })).toMatchObject({
        imported: true,
        errors: []
      });
      expect(await only(source)).toMatchObject({
        title: 'Bál',
        starts: '2027-09-04T20:00',
        minutes: 120,
        zone: 'Europe/Paris',
        settlement: { name: 'Szegvár' },
        organisers: [{ name: 'Gőzkút Könyvtár' }],
        audiences: ['families'],
        themes: ['dance']
      });
    }
  });

  test('that is broken or holds no events is refused with the place', async () => {
    const json = { name: 'e.json' };
    const good = `{"title": "Szüreti felvonulás és bál", "start": "2027-09-04"},\n`.repeat(5);
    expect((await bring(`[${good}{"title": }]`, json)).errors).toEqual(['6 |  | broken_json | ']);
    expect((await bring('[{]', json)).errors).toEqual(['1 |  | broken_json | ']);
    expect((await bring('{"title": "Bál"}', json)).errors).toEqual(['1 |  | no_events_in_json | ']);
    expect((await bring('[1, 2]', json)).errors).toEqual(['1 |  | no_events_in_json | ']);
  });
});

describe('texts', () => {
  test('that are too long are shortened where they have to be, and stand in full in the description', async () => {
    const title = `Bál ${'a'.repeat(300)}`;
    await bring(`cím;kezdés;leírás\n${title};2027-09-04;Zene.`);
    const event = await only();
    expect(event.title).toHaveLength(200);
    expect(event.description).toBe(`${title}\n\nZene.`);
  });

  test('that no database bears lose only what they cannot keep', async () => {
    await bring(
      JSON.stringify([{ title: 'B\u0000ál\ud800 \u0007', start: '2027-09-04', description: 'a\u0000b' }]),
      { name: 'e.json' }
    );
    expect(await only()).toMatchObject({ title: 'Bál\ufffd', description: 'ab' });
  });
});
