// Two circles of the sample region: one that has been sitting down for years, and one that begins. The people are invented.
import type { CharterTexts } from './input.ts';
import type { Office, Openings, QuestionKind } from './model.ts';

export interface SampleMember {
  readonly office: Office;
  /** Key of an organisation of the sample; null for somebody in their own name. */
  readonly organisation: string | null;
  readonly name: string;
  /** Of an account of the sample, or their own. */
  readonly email: string | null;
  readonly settlement?: string;
  readonly seats?: number;
  /** How many months they have been there. */
  readonly months: number;
  readonly signed: 'account' | 'link' | 'paper' | null;
}

export interface SampleCircle {
  /** Its address. */
  readonly key: string;
  readonly name: string;
  readonly purpose: string;
  readonly about: string;
  readonly settlement: string;
  /** Slug of a micro-region of the sample. */
  readonly region: string;
  readonly foundedMonthsAgo: number;
  readonly openings: Openings;
  readonly members: readonly SampleMember[];
  readonly charter: CharterTexts | null;
  readonly questions: readonly {
    readonly kind: QuestionKind;
    readonly text: string;
    readonly name: string | null;
    readonly daysAgo: number;
    readonly answer?: string;
  }[];
}

const open: Openings = {
  publicPage: true,
  showsMembers: true,
  showsAgenda: true,
  showsDecisions: true,
  showsTasks: false,
  takesQuestions: true
};

const seat = (
  [organisation, name, email]: readonly [string | null, string, string | null],
  [months, signed, seats]: readonly [number, SampleMember['signed'], number?],
  office: Office = 'member'
): SampleMember => ({ office, organisation, name, email, months, signed, ...(seats ? { seats } : {}) });

/** The address of the living circle, for the rooms that add its meetings. */
export const livingCircle = 'kurca-tisza-kulturalis-kerekasztal';
export const youngCircle = 'felso-kiskunsagi-olvasokor';

export const sampleCircles: readonly SampleCircle[] = [
  {
    key: livingCircle,
    name: 'Kurca–Tisza Kulturális Kerekasztal',
    purpose:
      'Negyedévente leülünk, hogy a környék programjai egymást segítsék, ne egymás elől vegyék el a közönséget.',
    about:
      'Mindig más településen találkozunk, a házigazda kávét főz és körbevezet. Nincs pályázatunk, nincs költségvetésünk: egy asztal kell hozzá és két óra.\nAmit eldöntöttünk, azt valaki elvállalja, és a következő alkalommal elmondja, mi lett belőle.',
    settlement: 'Szentes',
    region: 'szentes',
    foundedMonthsAgo: 30,
    openings: open,
    members: [
      seat(
        ['szentes-muvhaz', 'Kurcai-Molnár Dorottya', 'dorottya@kurcapart.example'],
        [30, 'account', 40],
        'convenor'
      ),
      seat(
        ['szegvar-muvhaz', 'Szélmalmi Márton', 'marton@szelmalomhaz.example'],
        [30, 'account', 35],
        'secretary'
      ),
      seat(['szentes-konyvtar', 'Tollas-Takács Piroska', 'piroska@platankonyvtar.example'], [30, 'link', 30]),
      seat(['szentes-muzeum', 'Tárnok-Szűcs Gergely', 'gergely@tiszazugitarhaz.example'], [30, 'link', 28]),
      seat(['szentes-gimnazium', 'Rivalda-Papp Júlia', 'julia@ligetidrama.example'], [30, 'link', 50]),
      seat(['szentes-zeneiskola', 'Hangász Botond', 'botond@harmonia-szentes.example'], [27, 'link']),
      seat(
        ['szentes-reformatus', 'Kistemplomi-Varga Zsófia', 'zsofia@kistemplom.example'],
        [30, 'paper', 60]
      ),
      seat(['szentes-plebania', 'Rózsás-Fehér Kálmán', null], [24, 'paper']),
      seat(['szentes-galeria', 'Vízhegyi Lujza', 'lujza@vizhaz.example'], [30, 'link', 25]),
      seat(['szentes-tanc', 'Bokázó-Kiss Levente', 'levente@felsoparti.example'], [30, 'link']),
      seat(['szentes-szinjatszo', 'Kemence-Nagy Aurél', 'aurel@kalyhameleg.example'], [18, 'link']),
      seat(['szentes-nyugdijas', 'Virágos-Szabó Irénke', null], [30, 'paper', 45]),
      seat(['szentes-ifi', 'Padlási-Kun Dániel', 'daniel@padlashaz.example'], [12, 'link', 25]),
      seat(
        ['szentes-kozalapitvany', 'Adakozó-Bíró Vilma', 'vilma@tiszakurca.example'],
        [24, null],
        'invited'
      ),
      seat(['szentes-tv', 'Mikrofon-Gál Tas', 'tas@ligetradio.example'], [20, null], 'informed'),
      seat(['szegvar-csipke', 'Csipkés-Török Margit', 'margit@korogyihimzok.example'], [30, 'paper']),
      seat(['szegvar-iskola', 'Forgó-Balog Endre', 'endre@forgouti.example'], [15, 'link', 40]),
      seat(['magocs-muvhaz', 'Kastélyos-Soós Etelka', 'etelka@kastelykert.example'], [30, 'link', 40]),
      seat(['magocs-park', 'Fás-Juhász Ábel', 'abel@arboretumbaratok.example'], [21, 'link']),
      seat(['fabian-haz', 'Gőzkúti Rozália', 'rozalia@gozkut.example'], [30, 'link', 30]),
      seat(['derek-haz', 'Fűzfás-Rácz Pál', 'pal@fuzfasor.example'], [30, 'paper', 30]),
      seat(['arpad-haz', 'Halmos-Deák Sára', 'sara@halomalja.example'], [18, 'link', 22]),
      seat(['eperjes-haz', 'Szedres-Vida Jolán', 'jolan@szederfa.example'], [2, null, 20]),
      {
        ...seat([null, 'Révész-Antal Klára', 'klara@tiszapart.example'], [30, 'link']),
        settlement: 'Mindszent'
      },
      {
        ...seat([null, 'Hidas-Orbán Mihály', 'mihaly@korhany.example'], [9, null]),
        settlement: 'Nagytőke'
      }
    ],
    charter: {
      aims: 'Egyeztetjük a programjainkat, mielőtt meghirdetjük őket.\nÉvente legalább egyszer olyasmit csinálunk közösen, amire egyikünk sem volna képes egyedül.',
      valuesText:
        'Aki itt ül, egyenrangú: a faluház ugyanannyit szól hozzá, mint a város.\nAmit elvállalunk, megcsináljuk, vagy időben szólunk.',
      sharing:
        'Termeink, székeink és hangosításunk szabad napjait.\nA naptárunkat, mielőtt nyilvános.\nAmit megtanultunk – azt is, ami nem sikerült.'
    },
    questions: [
      {
        kind: 'question',
        text: 'Miért esik minden gyerekprogram ugyanarra a szombatra?',
        name: 'Egy szegvári anyuka',
        daysAgo: 120,
        answer:
          'Igaza van, tavasszal mi is ezt láttuk. Azóta a gyerekprogramok tervét két hónappal előre megmutatjuk egymásnak, és ősszel már csak egy nap ütközött.'
      },
      {
        kind: 'topic',
        text: 'Lehetne egy közös busz a nagyobb bemutatókra? Este hat után nem jut haza, akinek nincs autója.',
        name: 'Ősi-Kertész Gizella',
        daysAgo: 16
      },
      {
        kind: 'question',
        text: 'Nyilvános az, hogy melyik terem mennyibe kerül?',
        name: null,
        daysAgo: 5
      }
    ]
  },
  {
    key: youngCircle,
    name: 'Felső-kiskunsági Olvasókör',
    purpose: 'Könyvtárak és klubok együtt gondolkodnak azon, hogyan jusson el a könyv a tanyákra is.',
    about:
      'Most alakultunk. Az első két alkalmon megnéztük, kinél mi van; most a közös nyilatkozatunkat írjuk.',
    settlement: 'Kunszentmiklós',
    region: 'felso-kiskunsag',
    foundedMonthsAgo: 3,
    openings: { ...open, showsAgenda: false, showsDecisions: false },
    members: [
      seat(['kunszent-muvhaz', 'Kunhegyi Tóbiás', 'tobias@bakerpart.example'], [3, null, 40], 'convenor'),
      seat(['kunszent-konyvtar', 'Lapozó-Halász Nóra', 'nora@kunhalom.example'], [3, null, 25], 'secretary'),
      seat(['szabad-konyvtar', 'Olvasó-Pintér Gábor', 'gabor@kiskunolvasok.example'], [3, null, 20]),
      seat(['vecse-konyvtar', 'Part-Lukács Hanna', 'hanna@dunapartikonyvtar.example'], [3, null, 18]),
      seat(['vecse-muvhaz', 'Pusztai-Révész Emese', 'emese@revhaz.example'], [2, null, 30]),
      seat(['kunszent-nyugdijas', 'Aranyos-Kun Ferenc', null], [1, null])
    ],
    charter: null,
    questions: []
  }
];
