import writeXlsxFile from 'write-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  prepareRegister,
  bringEvents,
  type Bring,
  eventsOf as allEvents,
  onlyEvent,
  now
} from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { listOccurrencesOf } from './occurrences.server.ts';

const database = useDatabase();
beforeAll(() => prepareRegister(database()));
const bring = (file: string | Uint8Array, options?: Bring) => bringEvents(database(), file, options);
const eventsOf = (source?: string) => allEvents(database(), source);
const only = (source?: string) => onlyEvent(database(), source);
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
      '9 | audiences | unknown_word | űrlények',
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

/** Hungarian letters, the only ones of the list beyond ASCII, in Windows-1250. */
function windows1250(text: string): Uint8Array {
  const codes: Record<string, number> = { ő: 0xf5, Ő: 0xd5, ű: 0xfb, Ű: 0xdb };
  return Uint8Array.from(text, (letter) => codes[letter] ?? letter.charCodeAt(0));
}
