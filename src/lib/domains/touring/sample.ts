// The sample region's touring packages: what each is, who brings it, and which villages ask for it.
import type { PackageFacts } from './model.ts';

export interface SamplePackage {
  readonly key: string;
  /** Of the sample's register. */
  readonly organisation: string;
  readonly home: string;
  readonly facts: Omit<PackageFacts, 'organisation' | 'home' | 'available' | 'state'>;
  /** Halls of the sample's register whose people ask for it. */
  readonly askedBy: readonly SampleRequest[];
}

export interface SampleRequest {
  readonly venue: string;
  readonly people: number;
  readonly share: number;
  readonly note: string | null;
}

const plain = {
  minWidth: null,
  minDepth: null,
  minHeight: null,
  power: null,
  amps: null,
  capacity: null,
  darkening: false,
  needs: null,
  perNight: null,
  twoADay: false,
  restAfter: null,
  weekdays: []
};

export const samplePackages: readonly SamplePackage[] = [
  {
    key: 'babok',
    organisation: 'szentes-muvhaz',
    home: 'Szentes',
    facts: {
      ...plain,
      title: 'A kiskakas és a kőmalom – bábelőadás',
      text: 'Paravános bábjáték egy kakasról, aki visszaszerzi a gyémánt félkrajcárját. Fából faragott bábok, élő citera, a végén ki lehet próbálni őket.',
      ...{ minutes: 50, setup: 60, teardown: 40, crew: 3, minWidth: 4, minDepth: 3, minHeight: 2.6 },
      ...{
        power: 'normal',
        capacity: 30,
        needs: 'Padok vagy szőnyeg a kicsiknek, egy öltözőnek való sarok.'
      },
      ...{ audiences: ['families', 'children'], themes: ['theatre'], fee: 60_000, perKm: 180, twoADay: true },
      ...{ restAfter: 4, earliest: '09:30', latest: '17:00' }
    },
    askedBy: [
      {
        venue: 'szegvar-nagyterem',
        people: 90,
        share: 50_000,
        note: 'Az óvoda is jönne, délelőtt lenne jó.'
      },
      { venue: 'magocs-terem', people: 60, share: 40_000, note: null },
      { venue: 'fabian-terem', people: 45, share: 30_000, note: null },
      { venue: 'derek-terem', people: 40, share: 25_000, note: 'Kemencés lángost ígérünk.' },
      { venue: 'arpad-terem', people: 30, share: 15_000, note: null },
      { venue: 'eperjes-terem', people: 30, share: 15_000, note: null },
      { venue: 'toke-terem', people: 30, share: 15_000, note: null },
      {
        venue: 'szentes-lapisto',
        people: 35,
        share: 10_000,
        note: 'A tanyasi gyerekekért mi megyünk kisbusszal.'
      }
    ]
  },
  {
    key: 'zoldseg',
    organisation: 'szentes-muzeum',
    home: 'Szentes',
    facts: {
      ...plain,
      title: 'Paprika, hagyma, szerencse – vándorkiállítás',
      text: 'Tizenkét tabló és egy láda tárgy a bolgárkertészektől a fóliasátorig. Két óra tárlatvezetéssel, helyi fényképek gyűjtésével.',
      ...{ minutes: 120, setup: 90, teardown: 60, crew: 2, minWidth: 6, minDepth: 5, capacity: 20 },
      ...{
        audiences: ['adults', 'seniors', 'families'],
        themes: ['exhibition', 'local_history'],
        fee: 20_000
      },
      ...{ perKm: 180, earliest: '10:00', latest: '16:00', weekdays: [2, 3, 4, 5, 6] }
    },
    askedBy: [
      { venue: 'szegvar-konyvtar', people: 35, share: 15_000, note: null },
      {
        venue: 'magocs-konyvtar',
        people: 25,
        share: 10_000,
        note: 'A gazdaasszonyok hoznak régi fényképeket.'
      }
    ]
  },
  {
    key: 'kamara',
    organisation: 'szentes-zeneiskola',
    home: 'Szentes',
    facts: {
      ...plain,
      title: 'Négy vonó, egy este – kamarazene',
      text: 'Tanárok vonósnégyese: Haydn, Bartók és a helyiek kért dala. Magyarázattal, rövid részekben, azoknak is, akik még sosem voltak hangversenyen.',
      ...{ minutes: 75, setup: 40, teardown: 20, crew: 4, minWidth: 4, minDepth: 3, capacity: 40 },
      ...{ audiences: ['adults', 'seniors'], themes: ['music'], fee: 80_000, perKm: 180 },
      ...{ earliest: '15:00', latest: '19:00', weekdays: [5, 6, 7] }
    },
    askedBy: [
      { venue: 'szegvar-nagyterem', people: 80, share: 60_000, note: null },
      { venue: 'magocs-terem', people: 70, share: 50_000, note: null },
      { venue: 'derek-terem', people: 40, share: 30_000, note: null }
    ]
  },
  {
    key: 'olvaso',
    organisation: 'szentes-konyvtar',
    home: 'Szentes',
    facts: {
      ...plain,
      title: 'Egy könyv, sok hang – olvasóműhely',
      text: 'Közös felolvasás és beszélgetés egy rövid novelláról. Húsz példányt hozunk, nagybetűset is; nem kell előre elolvasni.',
      ...{ minutes: 90, setup: 15, teardown: 15, crew: 1, capacity: 12 },
      ...{ audiences: ['adults', 'seniors', 'youth'], themes: ['literature'], fee: 0, perKm: 150 },
      ...{ twoADay: true, earliest: '10:00', latest: '18:00', weekdays: [1, 2, 3, 4, 5] }
    },
    askedBy: [{ venue: 'szegvar-konyvtar', people: 15, share: 5_000, note: null }]
  }
];

/** The tour that is on its way: chamber music, two stops agreed and one still asked. */
export const sampleTour = { key: 'kamara', name: 'Kamarazene a Kurca mentén' };
