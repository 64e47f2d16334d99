// Invented joint projects and supporters of the sample region's micro-regions.
import type { GiftKind, ProjectFacts, SupporterKind } from './model.ts';

export interface SampleProject extends Omit<
  ProjectFacts,
  'lead' | 'partners' | 'territory' | 'settlements' | 'firstDay' | 'lastDay'
> {
  /** Slug of a micro-region. */
  readonly region: string;
  readonly lead: string;
  readonly partners: readonly string[];
  /** In days from today, and how many. */
  readonly begins: number;
  readonly lasts: number;
  /** Whether its partners have been asked already. */
  readonly asked: boolean;
}

export interface SampleSupporter {
  readonly name: string;
  readonly kind: SupporterKind;
  readonly settlement: string;
  readonly organisation?: string;
  readonly gives: readonly GiftKind[];
  readonly what: string;
  readonly contact?: string;
  readonly email?: string;
  readonly note?: string;
  readonly thanks: 'private' | 'public' | 'amounts';
  readonly gifts: readonly {
    /** Days before today. */
    readonly ago: number;
    readonly kind: GiftKind;
    readonly what: string;
    readonly amountHuf?: number;
    readonly hours?: number;
  }[];
}

export const sampleProjects: readonly SampleProject[] = [
  {
    ...{ title: 'Mesélő téli esték', region: 'szentes', lead: 'szentes-konyvtar', asked: true },
    text: 'Ugyanaz a családi meseest több faluban: egy mesemondó, tea, és könyvek, amelyeket haza lehet vinni.',
    partners: ['szegvar-muvhaz', 'magocs-muvhaz', 'fabian-haz'],
    ...{ eventsWanted: 4, withinKm: 8, begins: 45, lasts: 50, weekdays: [5, 6], starts: '17:00' },
    ...{ minutes: 90, audiences: ['families', 'children'], themes: ['literature', 'folk'] },
    ...{ atLeast: 1, atMost: 2 }
  },
  {
    ...{ title: 'Egészségnapok közel', region: 'szentes', lead: 'szentes-muvhaz', asked: false },
    text: 'Szűrés, torna és beszélgetés: ne kelljen a városba menni érte.',
    partners: ['szegvar-muvhaz', 'szegvar-gazda', 'magocs-muvhaz', 'fabian-haz'],
    ...{ eventsWanted: 3, withinKm: 12, begins: 90, lasts: 60, weekdays: [6], starts: '10:00' },
    ...{ minutes: 240, audiences: ['adults', 'seniors'], themes: ['health', 'sport'] },
    ...{ atLeast: 0, atMost: 1 }
  }
];

export const sampleSupporters: readonly SampleSupporter[] = [
  {
    ...{ name: 'Kurca Pékség', kind: 'firm', settlement: 'Szentes', organisation: 'szentes-muvhaz' },
    ...{ gives: ['goods'], what: 'Pogácsát és kenyeret ad a közös programokra.', thanks: 'public' },
    ...{ contact: 'Pékné Halmi Réka', email: 'reka@kurcapek.example' },
    gifts: [
      { ago: 40, kind: 'goods', what: '12 kg pogácsa az adventi vásárra', amountHuf: 42_000 },
      { ago: 160, kind: 'goods', what: 'Kenyér a falunapi zsíroskenyérhez', amountHuf: 18_000 }
    ]
  },
  {
    ...{ name: 'Alföldi Gépész Kft.', kind: 'firm', settlement: 'Szentes', organisation: 'szentes-muvhaz' },
    ...{ gives: ['money', 'goods'], what: 'Áramfejlesztőt kölcsönöz, és a nyári színpadot támogatja.' },
    ...{ contact: 'Gépész-Nagy Attila', email: 'attila@alfoldigepesz.example', thanks: 'amounts' },
    gifts: [
      { ago: 130, kind: 'money', what: 'A nyári színpad támogatása', amountHuf: 300_000 },
      { ago: 128, kind: 'goods', what: 'Áramfejlesztő három napra' }
    ]
  },
  {
    ...{ name: 'Csatári Ilona', kind: 'person', settlement: 'Szegvár', organisation: 'szegvar-muvhaz' },
    ...{ gives: ['time'], what: 'Nyugdíjas óvónő: mesél a gyerekeknek.', thanks: 'public' },
    email: 'ilona@csatari.example',
    gifts: [{ ago: 25, kind: 'time', what: 'Meseóra hat szombaton', hours: 12 }]
  },
  {
    ...{ name: 'Szegvári Gazdabolt', kind: 'firm', settlement: 'Szegvár', organisation: 'szegvar-muvhaz' },
    ...{ gives: ['goods'], what: 'Virágföldet és palántát ad.', thanks: 'private' },
    ...{ contact: 'Boltos Gellért', email: 'gellert@gazdabolt.example' },
    note: 'Nem kéri, hogy kiírjuk. Tavasszal érdemes szólni neki.',
    gifts: [{ ago: 210, kind: 'goods', what: '200 palánta a főtér virágaihoz', amountHuf: 60_000 }]
  },
  {
    ...{ name: 'Kastélykerti Baráti Asztal', kind: 'group', settlement: 'Nagymágocs' },
    ...{ gives: ['time', 'goods'], what: 'Összefognak, ha a parkban rendet kell tenni.', thanks: 'public' },
    ...{ contact: 'Mágocsi Péter', email: 'peter@kastelykert.example' },
    gifts: [
      { ago: 60, kind: 'time', what: 'Lombgyűjtés a kastélyparkban, tizennégyen', hours: 56 },
      { ago: 61, kind: 'goods', what: 'Bográcsgulyás a segítőknek' }
    ]
  }
];
