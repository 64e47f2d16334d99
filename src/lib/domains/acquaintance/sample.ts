// Twelve visits of the sample region: invented people, what they said, and what comes next.
import type { Level, Prompt, VisitKind } from './model.ts';

export interface SampleVisit {
  /** Key of an organisation of the sample; null for somebody or some place in words. */
  readonly organisation: string | null;
  readonly subject?: string;
  readonly settlement?: string;
  /** Key of the organisation that sent its people, and the addresses of those who went, the writer first. */
  readonly sender: string;
  readonly went: readonly string[];
  readonly kind: VisitKind;
  readonly daysAgo: number;
  readonly met: string;
  readonly texts: Partial<Readonly<Record<Prompt, string>>>;
  readonly note?: string;
  readonly level: Level;
  /** `inDays` from today: below zero it is overdue. */
  readonly step?: { readonly text: string; readonly inDays: number; readonly done?: true };
}

const ilona = 'ilona@hangonyparti.example';
const peter = 'peter@kohaszkonyvtar.example';
const tobias = 'tobias@bakerpart.example';
const emese = 'emese@revhaz.example';
const dorottya = 'dorottya@kurcapart.example';
const marton = 'marton@szelmalomhaz.example';

export const sampleVisits: readonly SampleVisit[] = [
  {
    organisation: 'ozd-roma',
    sender: 'ozd-muvhaz',
    went: [ilona],
    kind: 'interview',
    daysAgo: 34,
    met: 'Lakatos-Botos Ferenc elnök és két tanodás önkéntes',
    texts: {
      aims: 'A tanoda ne csak délutáni felügyelet legyen: szeretnék, ha a gyerekek fellépnének és kiállítanának is.',
      strengths: 'Huszonkét gyerek jár rendszeresen, saját zenekaruk van, és a szülők bíznak bennük.',
      difficulties: 'Télen nem tudják fűteni a nagyobb termet. A pályázati pénz februárban elfogy.',
      gives: 'A zenekar szívesen játszik a városi programokon, útiköltségért.',
      needs: 'Fűtött próbahely heti két délutánra, novembertől márciusig.'
    },
    level: 'circle',
    step: { text: 'Megkérdezni, a kisterem szabad-e kedden és csütörtökön délután', inDays: -6 }
  },
  {
    organisation: 'ozd-csalad',
    sender: 'ozd-konyvtar',
    went: [peter],
    kind: 'visit',
    daysAgo: 62,
    met: 'Kelemen-Pásztor Judit intézményvezető',
    texts: {
      strengths: 'A szerdai jogi félórára messziről is jönnek.',
      difficulties: 'Sokan restellik, ha látják őket bemenni a családsegítőbe.',
      needs: 'Semleges hely, ahová feltűnés nélkül be lehet ülni tanácsért: a könyvtár erre jó volna.'
    },
    level: 'lead',
    step: { text: 'Kipróbálni egy tanácsadó órát a könyvtár olvasósarkában', inDays: 5 }
  },
  {
    organisation: 'ozd-nyugdijas',
    sender: 'ozd-konyvtar',
    went: [peter, ilona],
    kind: 'they_came',
    daysAgo: 15,
    met: 'Gulyás-Tar Mária klubvezető és kilenc klubtag',
    texts: {
      aims: 'Szeretnék leírni, amit a gyári évekről tudnak, amíg van, aki emlékszik.',
      gives: 'Mesélnek a gyerekeknek, ha valaki megszervezi.',
      needs: 'Hangfelvevő és egy türelmes fiatal, aki begépeli.'
    },
    level: 'circle',
    step: { text: 'Beszélni a gimnáziummal: közösségi szolgálatban ki vállalná a begépelést', inDays: -2 }
  },
  {
    organisation: 'putnok-konyvtar',
    sender: 'ozd-konyvtar',
    went: [peter],
    kind: 'phone',
    daysAgo: 120,
    met: 'Bodolai Zsuzsa könyvtáros',
    texts: { needs: 'Mesekönyveket cserélnének, és jönnének a közös olvasónapra.' },
    level: 'circle',
    step: { text: 'Elküldeni a közös olvasónap tervét', inDays: -60, done: true }
  },
  {
    organisation: null,
    subject: 'Farkas-Dudás Béla nyugdíjas helytörténész',
    settlement: 'Ózd',
    sender: 'ozd-konyvtar',
    went: [peter],
    kind: 'interview',
    daysAgo: 48,
    met: 'ő maga, otthonában',
    texts: {
      strengths: 'Negyven éve gyűjti a környék képeslapjait, mindegyikhez van története.',
      gives: 'Kölcsönadja a gyűjteményt egy kiállításra, ha vigyázunk rá.',
      difficulties: 'Nehezen jár, érte kell menni.'
    },
    level: 'lead'
  },
  {
    organisation: 'kunszent-nyugdijas',
    sender: 'kunszent-muvhaz',
    went: [tobias],
    kind: 'visit',
    daysAgo: 410,
    met: 'Balla-Szűcs Erzsébet és a vezetőség',
    texts: {
      aims: 'Évente négy kirándulás és egy közös főzés a gyerekekkel.',
      needs: 'Busz, amelyet nem kell egészen kifizetniük.'
    },
    level: 'circle'
  },
  {
    organisation: 'kunszent-piac',
    sender: 'kunszent-muvhaz',
    went: [tobias],
    kind: 'interview',
    daysAgo: 27,
    met: 'Kocsis-Hetei Lajos és Vas Annamária termelők',
    texts: {
      aims: 'Havi helyett heti piac, fedett helyen.',
      difficulties: 'Esőben nincs hová menniük, és a hirdetésre nem jut idejük.',
      gives: 'Kóstolót hoznak a rendezvényekre.',
      needs: 'Az előcsarnok szombat délelőttönként, és hogy kerüljenek be a programfüzetbe.'
    },
    level: 'circle',
    step: { text: 'Szerződéstervezet az előcsarnok szombati használatáról', inDays: 9 }
  },
  {
    organisation: 'szalk-nepdal',
    sender: 'vecse-muvhaz',
    went: [emese],
    kind: 'visit',
    daysAgo: 75,
    met: 'Rácz-Bíró Margit, a kör vezetője',
    texts: {
      strengths: 'Tizennégyen vannak, és olyan dallamokat tudnak, amelyeket más már nem.',
      difficulties: 'Nincs utánpótlás; a legfiatalabb is elmúlt ötvenéves.',
      gives: 'Énekelnek bárhol, ahová elviszik őket.'
    },
    level: 'circle',
    step: { text: 'Felhívni az iskolát: lehetne-e közös énekóra', inDays: -12 }
  },
  {
    organisation: 'vecse-horgasz',
    sender: 'vecse-muvhaz',
    went: [emese],
    kind: 'phone',
    daysAgo: 8,
    met: 'Somogyi-Halász Imre titkár',
    texts: { gives: 'Csónakot adnak a gyerekek dunai napjához, és ott is lesznek.' },
    note: 'Este hat után érdemes hívni.',
    level: 'circle'
  },
  {
    organisation: 'szentes-csalad',
    sender: 'szentes-muvhaz',
    went: [dorottya],
    kind: 'interview',
    daysAgo: 20,
    met: 'Nagypál-Tóth Réka és három anyuka',
    texts: {
      aims: 'Olyan délelőtt, ahol a kicsik játszanak, a szülők pedig beszélgethetnek.',
      difficulties: 'A mostani helyük emeleten van, babakocsival nehéz.',
      needs: 'Földszinti szoba szőnyeggel, heti egy délelőtt.'
    },
    level: 'circle',
    step: { text: 'Megmutatni nekik a földszinti szobát', inDays: 3 }
  },
  {
    organisation: 'szegvar-gazda',
    sender: 'szegvar-muvhaz',
    went: [marton],
    kind: 'visit',
    daysAgo: 390,
    met: 'Pigniczki-Oláh József elnök',
    texts: {
      aims: 'Gazdabál és két szakmai este a télen.',
      strengths: 'Mindenkit ismernek, és szavuk van a faluban.',
      gives: 'Traktort és pótkocsit, ha előre szólnak.'
    },
    level: 'circle'
  },
  {
    organisation: 'szegvar-iskola',
    sender: 'szegvar-muvhaz',
    went: [marton],
    kind: 'visit',
    daysAgo: 41,
    met: 'Gila-Fazekas Éva igazgató',
    texts: {
      strengths: 'Jó a kapcsolat a szülőkkel, a délutáni szakkörök telve vannak.',
      difficulties: 'Egy kolléga hosszabb betegsége miatt félbemaradt a bábszakkör.',
      needs: 'Valaki, aki átvenné a bábszakkört tavaszig.'
    },
    note: 'A betegségről ne essék szó másutt.',
    level: 'lead',
    step: { text: 'Megkérdezni a hímzőkörből Csikós-Bálint Terit, vállalná-e', inDays: -1 }
  }
];
