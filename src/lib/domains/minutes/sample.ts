// What the living circle of the sample region talked about in a year, decided and took on. Invented, as its people are.

export interface SampleMeeting {
  readonly summary: string;
  readonly items: readonly {
    readonly title: string;
    readonly minutes: number;
    readonly notes: string;
    /** Left over for the next meeting. */
    readonly carried?: boolean;
  }[];
  readonly decisions: readonly {
    /** Index of the item. */
    readonly item: number;
    readonly text: string;
    readonly internal?: boolean;
  }[];
  readonly tasks: readonly {
    readonly item: number;
    readonly text: string;
    /** Which of those who decide took it on. */
    readonly owner: number;
    /** Days after the meeting. */
    readonly days: number;
    /** What came of it, when it is done. */
    readonly done?: string;
  }[];
}

/** The oldest first; the last one has a task that is late and an item that was left over. */
export const sampleMeetings: readonly SampleMeeting[] = [
  {
    summary:
      'Először ültünk le egy asztalhoz. Kiderült, hogy három faluban ugyanazon a hétvégén lenne majális.',
    items: [
      {
        title: 'Ki kicsoda, és miben segíthet',
        minutes: 40,
        notes: 'Mindenki bemutatkozott. A könyvtár ad vetítőt, a faluház székeket.'
      },
      {
        title: 'A tavaszi programok egyeztetése',
        minutes: 40,
        notes: 'Három majális esik egy napra. Kettő szívesen elmozdul.'
      }
    ],
    decisions: [
      { item: 1, text: 'A programokat legalább hat héttel előre beírjuk a közös naptárba.' },
      { item: 0, text: 'Vetítőt, hangosítást és székeket díj nélkül adunk egymásnak.' }
    ],
    tasks: [
      {
        item: 1,
        text: 'Összeírja, mely majálisok mozdíthatók, és beírja az új időpontokat',
        owner: 1,
        days: 14,
        done: 'Kettő elmozdult, nincs több ütközés.'
      },
      {
        item: 0,
        text: 'Listát készít a kölcsönadható eszközökről',
        owner: 3,
        days: 30,
        done: 'Fent van a nyilvántartásban.'
      }
    ]
  },
  {
    summary: 'Közös nyári olvasótábor lesz, négy faluból jönnek a gyerekek.',
    items: [
      {
        title: 'Nyári olvasótábor',
        minutes: 45,
        notes: 'Két turnus, turnusonként húsz gyerek. Az ebédet az iskola konyhája vállalja.'
      },
      {
        title: 'Egy lakó kérdezi: lesz-e busz a vásárra?',
        minutes: 15,
        notes: 'A vásár napján a tanyagondnoki busz két kört megy.'
      }
    ],
    decisions: [
      { item: 0, text: 'Közös nyári olvasótábort szervezünk két turnusban, a művelődési házban.' },
      { item: 1, text: 'A vásár napján a tanyagondnoki busz két kört megy.' },
      { item: 0, text: 'A tábor költségéből falunként egyenlő részt vállalunk.', internal: true }
    ],
    tasks: [
      {
        item: 0,
        text: 'Megírja a tábor felhívását, és elküldi az iskoláknak',
        owner: 2,
        days: 21,
        done: 'Harmincnyolcan jelentkeztek.'
      },
      {
        item: 0,
        text: 'Egyeztet az iskola konyhájával',
        owner: 4,
        days: 14,
        done: 'Rendben, napi kétszer húsz adag.'
      }
    ]
  },
  {
    summary: 'A tábor jól sikerült. Ősszel közös szüreti bál lesz három külön bál helyett.',
    items: [
      {
        title: 'Hogy sikerült a tábor?',
        minutes: 20,
        notes: 'Minden hely betelt, jövőre három turnus kellene.'
      },
      { title: 'Szüreti bálok', minutes: 30, notes: 'Három falu egy hétvégén tartaná. Összefognak.' },
      {
        title: 'Az idősek klubjának utaztatása',
        minutes: 20,
        notes: 'Nem jutott rá elég idő.',
        carried: true
      }
    ],
    decisions: [{ item: 1, text: 'Az idén egy közös szüreti bált tartunk, felváltva más faluban.' }],
    tasks: [
      {
        item: 1,
        text: 'Zenekart keres a közös bálra',
        owner: 5,
        days: 30,
        done: 'Megvan a zenekar, a termet is lefoglalta.'
      },
      { item: 2, text: 'Megkérdezi, hányan járnának a klubba, ha volna busz', owner: 0, days: 200 }
    ]
  },
  {
    summary: 'Megszületett a téli programsorozat: hat este, hat faluban.',
    items: [
      {
        title: 'Téli esték: felváltva más faluban',
        minutes: 35,
        notes: 'Hat este, hat helyen. Mindenki hozza a saját hallgatóit.'
      },
      {
        title: 'A helytörténeti gyűjtés folytatása',
        minutes: 25,
        notes: 'A múzeum segít a leírásban. A helyszínekről még nem döntöttünk.',
        carried: true
      }
    ],
    decisions: [{ item: 0, text: 'Hat téli estét tartunk hat faluban, közös plakáttal.' }],
    tasks: [
      {
        item: 0,
        text: 'Közös plakátot készít a téli estékhez',
        owner: 2,
        days: 20,
        done: 'Kint van mind a hat faluban.'
      },
      { item: 1, text: 'Összegyűjti, kinek van régi fényképe a Tisza-partról', owner: 1, days: 45 },
      { item: 0, text: 'Felkéri az előadókat a januári estére', owner: 3, days: 110 }
    ]
  }
];

/** What is on the agenda of the next one already; the rest proposes itself. */
export const sampleAgenda = [
  { title: 'A téli esték első tapasztalatai', minutes: 25 },
  { title: 'Tavaszi naptár: mi mikor legyen?', minutes: 40 }
] as const;
