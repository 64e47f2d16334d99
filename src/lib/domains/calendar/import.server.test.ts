import { existsSync, globSync, readFileSync } from 'node:fs';
import writeXlsxFile from 'write-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { organisationImporter } from '#lib/domains/registry/import-organisations.server.ts';
import { venueImporter } from '#lib/domains/registry/import-venues.server.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import { readFileMapping } from '#lib/platform/imports/file-mapping.ts';
import { completeMapping, readImportFile, runImport } from '#lib/platform/imports/imports.server.ts';
import type { ImportPlan } from '#lib/platform/tabular/mapping.ts';
import { useDatabase } from '#tests/db.ts';
import type { PlannedEvent } from './import-plan.ts';
import { eventImporter } from './import.server.ts';
import { setEventStatus, updateEvent } from './operations.server.ts';
import { findEventsBySource, listOccurrencesOf } from './queries.server.ts';

const database = useDatabase();
const now = new Date('2027-01-10T09:00:00Z');

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    await places.supply?.(tx, now);
    await places.sample?.(tx, { now, today: '2027-01-10', seed: 1 });
    const register = { source: 'register', now };
    const houses = await bringTo(
      organisationImporter,
      'név;település\nSzélmalom Művelődési Ház;Szegvár\nGőzkút Könyvtár;Fábiánsebestyén\nKertbarát Kör;Szegvár\nKertbarát Kör;Eperjes',
      register.source
    );
    expect(houses.create).toHaveLength(4);
    await bringTo(venueImporter, 'név;település\nSzínházterem;Szegvár', register.source);

    async function bringTo<Row>(importer: Importer<Row>, text: string, source: string) {
      const bytes = new TextEncoder().encode(text);
      const table = await readImportFile(importer as Importer, { name: 'lista.csv', bytes }, null);
      if (!table.ok) throw new Error(table.reason);
      const mapping = completeMapping(importer as Importer, table.value.columns, {});
      if (!mapping.ok) throw new Error(mapping.reason);
      const options = { mapping: mapping.value, source, now };
      const plan = await importer.plan(tx, table.value, options);
      await importer.apply(tx, system, plan, options);
      return plan;
    }
  })
);

interface Bring {
  readonly name?: string;
  readonly source?: string;
  readonly mapping?: unknown;
  readonly skipBadRows?: boolean;
}

/** Takes the whole way of a file into the house. */
async function bring(file: string | Uint8Array, options: Bring = {}) {
  const { name = 'lista.csv', source = 'lista', mapping: given = {}, skipBadRows = false } = options;
  const importer = eventImporter as Importer;
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const read = await readImportFile(importer, { name, bytes }, null);
  if (!read.ok) throw new Error(`not read: ${read.reason}`);
  const chosen = readFileMapping(given, read.value, importer.fields);
  if (!chosen.ok) throw new Error(`not a mapping: ${chosen.reason}`);
  const { table } = chosen.value;
  const mapping = completeMapping(importer, table.columns, chosen.value.mapping);
  if (!mapping.ok) throw new Error(`not mapped: ${JSON.stringify(mapping)}`);
  const done = await runImport(database(), system, {
    importer,
    table,
    options: { mapping: mapping.value, source, now },
    skipBadRows
  });
  const plan = done.ok ? done.value : 'plan' in done ? done.plan : undefined;
  if (!plan) throw new Error('nothing was planned');
  const { create, update, unchanged, errors, duplicates } = plan as ImportPlan<PlannedEvent>;
  return {
    imported: done.ok,
    counts: [create.length, update.length, unchanged, errors.length],
    changed: update.map(({ changed }) => changed),
    errors: errors.map(({ line, field, code, value, suggestion, otherLine }) =>
      [line, field, code, value, suggestion, otherLine].filter((part) => part !== undefined).join(' | ')
    ),
    duplicates: duplicates.map(({ line, firstLine, same }) => [line, firstLine, same]),
    warnings: table.problems.map(({ line, code }) => `${line} ${code}`)
  };
}

const eventsOf = async (source = 'lista') => [...(await findEventsBySource(database(), source)).values()];
const only = async (source?: string) => {
  const [event, ...others] = await eventsOf(source);
  if (!event || others.length > 0) throw new Error(`there are ${others.length + (event ? 1 : 0)} events`);
  return event;
};
const activities = () =>
  database()
    .selectFrom('activity')
    .select(['id', 'verb', 'details'])
    .where('verb', 'like', 'event%')
    .execute();

const list = [
  'Azonosító;Cím;Dátum;Kezdés;Vége;Helyszín;Település;Szervező;Közönség;Téma;Leírás;Honlap',
  '1;Őszi bál;2027. 09. 04.;20:00;02:00;Színházterem;Szegvár;Szélmalom Művelődési Ház;felnőttek, nyugdíjasok;bál;Zenél az Űrlap.;bal.example',
  '2;Mesekör;2027.09.06;10.00;11.30;;Fábiánsebestyén;gozkut-konyvtar-fabiansebestyen;gyerekek;irodalom;;',
  '3;Falunap;2027. szeptember 11.;;;Fő tér;Szegvár;;mindenki;falunap;;'
].join('\n');

describe('a table of events', () => {
  test('comes in with places, organisers, audiences and themes as Hungarian columns name them', async () => {
    expect(await bring(list)).toMatchObject({ imported: true, counts: [3, 0, 0, 0], errors: [] });
    const [ball, tales, day] = (await eventsOf()).sort((a, b) => Number(a.externalId) - Number(b.externalId));
    expect(ball).toMatchObject({
      title: 'Őszi bál',
      slug: 'oszi-bal-szegvar',
      starts: '2027-09-04T20:00',
      minutes: 360,
      zone: 'Europe/Budapest',
      allDay: false,
      settlement: { name: 'Szegvár' },
      venue: { name: 'Színházterem' },
      place: null,
      organisers: [{ name: 'Szélmalom Művelődési Ház' }],
      audiences: ['adults', 'seniors'],
      themes: ['dance'],
      description: 'Zenél az Űrlap.',
      website: 'https://bal.example',
      status: 'confirmed',
      source: 'lista',
      externalId: '1',
      uid: '1'
    });
    expect(tales).toMatchObject({
      starts: '2027-09-06T10:00',
      minutes: 90,
      organisers: [{ name: 'Gőzkút Könyvtár' }]
    });
    expect(day).toMatchObject({
      starts: '2027-09-11T00:00',
      minutes: 1440,
      allDay: true,
      place: 'Fő tér',
      organisers: []
    });
    expect(await listOccurrencesOf(database(), ball!.id, now)).toMatchObject([
      { startsAt: new Date('2027-09-04T18:00:00Z'), endsAt: new Date('2027-09-05T00:00:00Z') }
    ]);
  });

  test('leaves one activity with the counts and all organisers, and none when nothing changes', async () => {
    await bring(list);
    await bring(list);
    const [activity, ...others] = await activities();
    expect(others).toEqual([]);
    expect(activity).toMatchObject({
      verb: 'events.imported',
      details: { source: 'lista', created: 3, updated: 0, unchanged: 0 }
    });
    const organisers = await database()
      .selectFrom('activity_organisation')
      .innerJoin('organisation', 'organisation.id', 'activity_organisation.organisation_id')
      .select('organisation.name')
      .where('activity_id', '=', activity!.id)
      .orderBy('organisation.name')
      .execute();
    expect(organisers.map(({ name }) => name)).toEqual(['Gőzkút Könyvtár', 'Szélmalom Művelődési Ház']);
  });

  test('changes nothing when it comes again, and just the event whose row has changed', async () => {
    await bring(list);
    const before = await eventsOf();
    expect(await bring(list)).toMatchObject({ imported: true, counts: [0, 0, 3, 0] });
    expect(await eventsOf()).toEqual(before);
    const moved = await bring(list.replace('10.00;11.30', '10.30;12.00'));
    expect(moved).toMatchObject({ counts: [0, 1, 2, 0], changed: [['start']] });
    const after = await eventsOf();
    expect(
      after.filter((event) => !before.some((old) => JSON.stringify(old) === JSON.stringify(event)))
    ).toMatchObject([
      { title: 'Mesekör', slug: 'mesekor-fabiansebestyen', starts: '2027-09-06T10:30', sequence: 1 }
    ]);
    expect(
      await listOccurrencesOf(database(), after.find(({ title }) => title === 'Mesekör')!.id, now)
    ).toMatchObject([{ startsAt: new Date('2027-09-06T08:30:00Z') }]);
  });

  test.each<[string, (text: string) => Uint8Array]>([
    ['with commas', (text) => Buffer.from(text.replaceAll(',', ' és').replaceAll(';', ','))],
    [
      'with a byte order mark and the line ends of Windows',
      (text) => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`)
    ],
    ['in the encoding of old Hungarian Windows', (text) => windows1250(text)],
    ['in UTF-16 with tabs', (text) => Buffer.from(`\ufeff${text.replaceAll(';', '\t')}`, 'utf16le')]
  ])('is the same %s', async (_, encode) => {
    await bring(list.replaceAll(', nyugdíjasok', ' és nyugdíjasok'));
    expect(await bring(encode(list))).toMatchObject({ imported: true, counts: [0, 0, 3, 0] });
  });

  test('may be a workbook with real days and times', async () => {
    const bytes = await writeXlsxFile(
      [
        ['Cím', 'Dátum', 'Település'].map((value) => ({ value })),
        [
          { value: 'Őszi bál' },
          { value: new Date('2027-09-04T20:00:00Z'), format: 'yyyy.mm.dd hh:mm' },
          { value: 'Szegvár' }
        ]
      ],
      {}
    ).toBuffer();
    expect(await bring(new Uint8Array(bytes), { name: 'lista.xlsx' })).toMatchObject({
      imported: true,
      counts: [1, 0, 0, 0]
    });
    expect(await only()).toMatchObject({ starts: '2027-09-04T20:00', minutes: 0, allDay: false });
  });

  test('without ids is known again by title, start and place, however they are written', async () => {
    await bring('cím;kezdés;település\nŐszi bál;2027-09-04 20:00;Szegvár\nŐszi bál;2027-09-04 20:00;Eperjes');
    const again = await bring(
      'cím;kezdés;település\nŐSZI BÁL!;2027. 09. 04. 20.00;szegvar\nŐszi bál;2027-09-11 20:00;Eperjes'
    );
    expect(again).toMatchObject({ counts: [1, 1, 0, 0], changed: [['title']] });
  });

  test('names every wrong row with its field, and takes nothing in', async () => {
    const wrong = await bring(
      [
        'azonosító;cím;kezdés;vége;település;szervező;közönség;honlap;időzóna;ismétlődés;lat;lon',
        '1;Jó;2027-09-04 18:00;;Szegvár;;;;;;;',
        '2;;2027-09-04;;Szegvár;;;;;;;',
        '3;Nincs nap;2027-02-30;;Szegvár;;;;;;;',
        '4;Visszafelé;2027-09-04 18:00;2027-09-04 10:00;Szegvár;;;;;;;',
        '5;Hol;2027-09-04;;Szegvr;;;;;;;',
        '6;Ki;2027-09-04;;Szegvár;Szélmalom Művelődési Há;;;;;;',
        '7;Melyik;2027-09-04;;Szegvár;Kertbarát Kör;;;;;;',
        '8;Kinek;2027-09-04;;Szegvár;;űrlények;;;;;',
        '9;Mikor;holnap;;Szegvár;;;;;;;',
        '10;Nem;2027-09-04;;Szegvár;;;nem cím;;;;',
        '11;Zóna;2027-09-04;;Szegvár;;;;Europe/Szegvar;;;',
        '12;Szabály;2027-09-04;;Szegvár;;;;;FREQ=HOURLY;;',
        '13;Pont;2027-09-04;;Szegvár;;;;;;146,1;20,2',
        '14;;;;;;;;;;;',
        '1;Jó;2027-09-04 18:00;;Szegvár;;;;;;;',
        '1;Más;2027-09-04 18:00;;Szegvár;;;;;;;'
      ].join('\n')
    );
    expect(wrong.imported).toBe(false);
    expect(wrong.errors).toEqual([
      '3 | title | missing | ',
      '4 | start | impossible_date | 2027-02-30',
      '5 | end | end_before_start | 2027-09-04 10:00',
      expect.stringMatching(/^6 \| settlement \| unknown_settlement \| Szegvr \| .*Szegvár/),
      '7 | organiser | unknown_organisation | Szélmalom Művelődési Há | Szélmalom Művelődési Ház',
      '8 | organiser | ambiguous_organisation | Kertbarát Kör | kertbarat-kor-eperjes, kertbarat-kor-szegvar',
      '9 | audiences | unknown_word | urlenyek',
      '10 | start | not_a_date | holnap',
      '11 | website | not_a_website | nem cím',
      '12 | zone | unknown_zone | Europe/Szegvar',
      '13 | rule | rule_too_often | FREQ=HOURLY',
      '14 | lat | not_degrees | 146,1',
      '15 | title | missing | ',
      '15 | date | missing_day | ',
      '17 |  | contradicts_row | 1 | 2'
    ]);
    expect(wrong.duplicates).toEqual([
      [16, 2, true],
      [17, 2, false]
    ]);
    expect(await eventsOf()).toEqual([]);
    expect(await activities()).toEqual([]);
  });

  test('can be taken in as far as it is right', async () => {
    const half = await bring('cím;kezdés\nJó;2027-09-04\nRossz;2027-09-34', { skipBadRows: true });
    expect(half).toMatchObject({ imported: true, counts: [1, 0, 0, 1] });
    expect(await only()).toMatchObject({ title: 'Jó' });
  });

  test('keeps a place abroad by its coordinates or country, and never takes it for a namesake here', async () => {
    const abroad = await bring(
      [
        'cím;kezdés;helyszín;település;ország;lat;lon',
        'A;2027-09-04;Salle des fêtes;Claveyson;;45,18;4,93',
        'B;2027-09-04;;Berlin;Germany;;',
        'C;2027-09-04;Halle;Szegvár;;45,18;4,93',
        'D;2027-09-04;Fő tér;Szegvár;Magyarország;46,59;20,22'
      ].join('\n')
    );
    expect(abroad.errors).toEqual([]);
    const events = (await eventsOf()).sort((a, b) => (a.title < b.title ? -1 : 1));
    expect(events.map(({ place, settlement, lat }) => [place, settlement?.name ?? null, lat])).toEqual([
      ['Salle des fêtes, Claveyson', null, 45.18],
      ['Berlin, Germany', null, null],
      ['Halle, Szegvár', null, 45.18],
      ['Fő tér', 'Szegvár', 46.59]
    ]);
  });

  test('enters unknown organisers only where the mapping says so, once each', async () => {
    const two = 'cím;kezdés;szervező\nA;2027-09-04;Bütyök Kör\nB;2027-09-05;BÜTYÖK KÖR; Gőzkút Könyvtár';
    const quoted = two.replace('BÜTYÖK KÖR; Gőzkút Könyvtár', '"BÜTYÖK KÖR; Gőzkút Könyvtár"');
    expect(await bring(quoted)).toMatchObject({ imported: false, counts: [2 - 2, 0, 0, 2] });
    expect(await bring(quoted, { mapping: { createOrganisers: true } })).toMatchObject({
      imported: true,
      counts: [2, 0, 0, 0]
    });
    expect(await bring(quoted, { mapping: { createOrganisers: true } })).toMatchObject({
      counts: [0, 0, 2, 0]
    });
    expect(await bring(quoted)).toMatchObject({ counts: [0, 0, 2, 0] });
    const made = await database()
      .selectFrom('organisation')
      .selectAll()
      .where('source', '=', 'lista')
      .execute();
    expect(made).toMatchObject([{ name: 'Bütyök Kör', kind: 'other', sector: 'informal' }]);
    const events = (await eventsOf()).sort((a, b) => (a.title < b.title ? -1 : 1));
    expect(events.map(({ organisers }) => organisers.map(({ name }) => name))).toEqual([
      ['Bütyök Kör'],
      ['Bütyök Kör', 'Gőzkút Könyvtár']
    ]);
  });
});

describe('what was edited here', () => {
  const row = (title: string, start: string, note: string) =>
    `azonosító;cím;kezdés;település;leírás\n1;${title};${start};Szegvár;${note}`;

  test('stays, field by field, when the file comes again with other news', async () => {
    await bring(row('Bál', '2027-09-04 18:00', 'Régi.'));
    const event = await only();
    const draft = {
      ...event,
      settlement: event.settlement!.id,
      venue: null,
      organisers: [],
      title: 'Szüreti bál'
    };
    await updateEvent(database(), system, event.id, draft, now);
    expect(await bring(row('Bál', '2027-09-04 18:00', 'Régi.'))).toMatchObject({ counts: [0, 0, 1, 0] });
    const news = await bring(row('Őszi bál', '2027-09-04 19:00', 'Új.'));
    expect(news.changed).toEqual([['start', 'description']]);
    expect(await only()).toMatchObject({
      title: 'Szüreti bál',
      starts: '2027-09-04T19:00',
      description: 'Új.'
    });
  });

  test('stays as a whole where half of it would make no sense: its time, its place', async () => {
    await bring(row('Bál', '2027-09-04 18:00', ''));
    const event = await only();
    const draft = {
      ...event,
      settlement: event.settlement!.id,
      venue: null,
      organisers: [],
      place: 'Fő tér',
      minutes: 90
    };
    await updateEvent(database(), system, event.id, draft, now);
    const elsewhere = row('Bál', '2027-09-05 20:00', '').replace('Szegvár', 'Eperjes');
    expect(await bring(elsewhere)).toMatchObject({ counts: [0, 0, 1, 0] });
    expect(await only()).toMatchObject({
      starts: '2027-09-04T18:00',
      minutes: 90,
      settlement: { name: 'Szegvár' },
      place: 'Fő tér'
    });
  });

  test('includes a cancellation', async () => {
    await bring(row('Bál', '2027-09-04 18:00', ''));
    await setEventStatus(database(), system, (await only()).id, 'cancelled', now);
    const file = `${row('Bál', '2027-09-04 18:00', '').replace('\n', ';állapot\n')};végleges`;
    expect(await bring(file)).toMatchObject({ counts: [0, 0, 1, 0] });
    expect((await only()).status).toBe('cancelled');
  });
});

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

const drome = '../shared/data/events/openagenda_drome_1068.json';
const conferences = '../shared/data/events/tech_conferences_2013_2027.json';
const corpora = globSync('../shared/data/icalendar/**/*.ics').sort();

describe.skipIf(!existsSync(drome))(`the events of a real county (${drome})`, () => {
  test(
    'come in with their coordinates and hosts, and a second time change nothing',
    { timeout: 60_000 },
    async () => {
      const options = { name: 'drome.json', mapping: example('openagenda') };
      const first = await bring(readFileSync(drome), options);
      expect(first).toMatchObject({ imported: true, counts: [1068, 0, 0, 0] });
      const tale = (await eventsOf()).find(({ externalId }) => externalId === '64339204');
      expect(tale).toMatchObject({
        starts: '2027-02-04T10:30',
        minutes: 1440,
        zone: 'Europe/Paris',
        settlement: null,
        place: 'Salle des fêtes, Claveyson',
        lat: 45.180752,
        organisers: [{ name: 'Salle des fêtes, Claveyson' }]
      });
      expect(await bring(readFileSync(drome), options)).toMatchObject({ counts: [0, 0, 1068, 0] });
    }
  );
});

describe.skipIf(!existsSync(conferences))(`six thousand conferences (${conferences})`, () => {
  test('come in, and a second time change nothing', { timeout: 60_000 }, async () => {
    const options = { name: 'conferences.json', mapping: example('conferences') };
    expect(await bring(readFileSync(conferences), options)).toMatchObject({
      imported: true,
      counts: [6007, 0, 0, 0]
    });
    expect(await bring(readFileSync(conferences), options)).toMatchObject({ counts: [0, 0, 6007, 0] });
  });
});

describe.skipIf(corpora.length === 0)('the calendars of other projects (../shared/data/icalendar)', () => {
  test('come in, or tell why not, and a second time change nothing', { timeout: 120_000 }, async () => {
    const files = await Promise.all(
      corpora.map(async (name) => {
        const read = await eventImporter.read?.({ name, bytes: readFileSync(name) });
        if (!read) throw new Error(`${name} was not taken for a calendar`);
        return { name, read };
      })
    );
    const columns = files[0]?.read.rows.length
      ? files[0].read.columns
      : (files.find(({ read }) => read.rows.length)?.read.columns ?? []);
    const silent = files.filter(
      ({ read }) => read.rows.length + (read.refused?.length ?? 0) + (read.warnings?.length ?? 0) === 0
    );
    expect(silent.map(({ name }) => name)).toEqual([]);

    // All of them as one list, each identifier with its file: one import is faster than two hundred.
    const uid = columns.indexOf('uid');
    let line = 0;
    const rows = files.flatMap(({ name, read }) =>
      read.rows.map(({ cells }) => ({ line: ++line, cells: cells.with(uid, `${name} ${cells[uid]}`) }))
    );
    const mapping = completeMapping(eventImporter as Importer, columns, {});
    if (!mapping.ok) throw new Error(mapping.reason);
    const request = {
      importer: eventImporter as Importer,
      table: { columns, rows, sheets: [], problems: [] },
      options: { mapping: mapping.value, source: 'corpora', now },
      skipBadRows: true
    };
    const first = await runImport(database(), system, request);
    const second = await runImport(database(), system, request);
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(first.value.create.length).toBeGreaterThan(4000);
    expect(first.value.errors.length).toBeLessThan(rows.length / 20);
    expect(new Set(first.value.errors.map(({ code }) => code))).toEqual(
      new Set(['missing', 'impossible_date'])
    );
    expect([second.value.create, second.value.update, second.value.unchanged]).toEqual([
      [],
      [],
      first.value.create.length
    ]);
  });
});

function example(name: string): unknown {
  return JSON.parse(readFileSync(`docs/examples/import/${name}.json`, 'utf8'));
}

/** Hungarian letters, the only ones of the list beyond ASCII, in Windows-1250. */
function windows1250(text: string): Uint8Array {
  const codes: Record<string, number> = { ő: 0xf5, Ő: 0xd5, ű: 0xfb, Ű: 0xdb };
  return Uint8Array.from(text, (letter) => codes[letter] ?? letter.charCodeAt(0));
}
