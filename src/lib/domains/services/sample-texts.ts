// What the sample region's services are called and what they say of themselves: one text for each kind of organisation that offers it.
import type { Audience, ServiceFacts, Way } from './model.ts';
import type { Term } from './taxonomy.ts';

export interface SampleText {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly description: string;
  /** Weekdays and hours: «1,3 8–12 13–16; 5 8–12»; nothing where one rings first. */
  readonly hours: string;
  readonly audiences: readonly Audience[];
  readonly ways?: readonly Way[];
  /** For the organisation's whole region, for its own settlement, or for anybody. */
  readonly for: 'region' | 'settlement' | 'anybody';
  readonly more?: Partial<
    Pick<
      ServiceFacts,
      | 'alternateNames'
      | 'eligibility'
      | 'documents'
      | 'application'
      | 'free'
      | 'costs'
      | 'minimumAge'
      | 'maximumAge'
      | 'languages'
      | 'accessibility'
    >
  >;
}

const officeHours = '1,3 8–12 13–16; 2,4 8–12';

export const officeTexts: readonly SampleText[] = [
  {
    name: 'Lakcímügyek és okmánytanácsadás',
    terms: ['documents'],
    description:
      'Lakcím be- és kijelentése, elveszett lakcímkártya bejelentése, segítség az igazolványokhoz szükséges papírok összeállításában.',
    hours: officeHours,
    audiences: ['everyone'],
    for: 'anybody',
    more: {
      alternateNames: ['Lakcímkártya', 'Okmányügyek'],
      free: true,
      documents: ['személyazonosító igazolvány', 'a szállásadó hozzájárulása vagy a tulajdoni lap'],
      application: 'Időpont nem szükséges, az utolsó ügyfelet zárás előtt húsz perccel fogadják.'
    }
  },
  {
    name: 'Helyi adók ügyintézése',
    terms: ['local_tax'],
    description: 'Építményadó, iparűzési adó, talajterhelési díj: bevallás, részletfizetés, egyenlegközlés.',
    hours: officeHours,
    audiences: ['everyone'],
    ways: ['in_person', 'phone', 'online'],
    for: 'settlement',
    more: { free: true, documents: ['adóazonosító jel'] }
  },
  {
    name: 'Települési támogatás kérelmezése',
    terms: ['benefits', 'crisis_aid'],
    description:
      'Segítség gyógyszerhez, lakhatáshoz, iskolakezdéshez. A kérelmet az ügyintéző együtt tölti ki Önnel, ha kéri.',
    hours: officeHours,
    audiences: ['in_need', 'families', 'elderly'],
    for: 'settlement',
    more: {
      alternateNames: ['Segély', 'Önkormányzati támogatás'],
      free: true,
      eligibility: 'A településen élők, akiknek a jövedelme a rendeletben meghatározott határ alatt van.',
      documents: ['jövedelemigazolás', 'lakcímkártya', 'a kiadást igazoló számla']
    }
  },
  {
    name: 'Anyakönyvi ügyek',
    terms: ['registry_office'],
    description:
      'Születés, házasság, haláleset anyakönyvezése, kivonatok kiadása, apai elismerő nyilatkozat, esküvők előkészítése.',
    hours: '1,3 8–12 13–16; 5 8–11',
    audiences: ['everyone', 'families'],
    for: 'anybody',
    more: { free: true, documents: ['személyazonosító igazolvány', 'a korábbi anyakönyvi kivonatok'] }
  },
  {
    name: 'Hagyatéki leltár felvétele',
    terms: ['inheritance', 'funeral'],
    description:
      'Haláleset után az örökösök itt adják le, mi maradt az elhunyt után. Innen kerül az ügy a közjegyzőhöz.',
    hours: '2,4 8–12',
    audiences: ['everyone'],
    for: 'settlement',
    more: {
      free: true,
      documents: [
        'halotti anyakönyvi kivonat',
        'az örökösök adatai',
        'tulajdoni lap, forgalmi engedély, ha van'
      ],
      application: 'Időpontot telefonon kérjenek.'
    }
  },
  {
    name: 'Szociális tűzifa',
    terms: ['firewood', 'crisis_aid'],
    description: 'Évente egyszer, ősszel lehet kérni. A fát a közmunkások házhoz viszik.',
    hours: '2 8–12',
    audiences: ['in_need', 'elderly'],
    for: 'settlement',
    more: {
      free: true,
      eligibility: 'Fával fűtő, alacsony jövedelmű háztartások.',
      documents: ['jövedelemigazolás']
    }
  },
  {
    name: 'Hulladék és közmű: hibabejelentés, átírás',
    terms: ['utilities'],
    description:
      'Elmaradt szemétszállítás, lomtalanítás, közvilágítási hiba bejelentése; segítség a vízóra és a villanyóra átírásához költözéskor.',
    hours: officeHours,
    audiences: ['everyone'],
    ways: ['in_person', 'phone'],
    for: 'settlement',
    more: { free: true }
  }
];

export const familyTexts: readonly SampleText[] = [
  {
    name: 'Családsegítés',
    terms: ['family_support', 'benefits'],
    description:
      'Beszélgetés, ügyintézés, levelek megírása, közvetítés hivatalok felé. Bármilyen gonddal lehet jönni, és név nélkül is.',
    hours: '1–4 8–16; 5 8–12',
    audiences: ['families', 'in_need', 'everyone'],
    ways: ['in_person', 'home', 'phone'],
    for: 'region',
    more: { alternateNames: ['Családsegítő'], free: true, languages: ['hu', 'rom'] }
  },
  {
    name: 'Gyermekjóléti szolgáltatás',
    terms: ['child_welfare', 'family_support'],
    description:
      'Segítség, ha a gyerekkel vagy a gyerek körül baj van: iskolai gond, elhanyagolás, válás, láthatás. Jelezni is itt lehet.',
    hours: '1–4 8–16; 5 8–12',
    audiences: ['families', 'children'],
    ways: ['in_person', 'home', 'phone'],
    for: 'region',
    more: { free: true }
  },
  {
    name: 'Adósságkezelési tanácsadás',
    terms: ['debt_advice'],
    description:
      'Közös áttekintés a tartozásokról, részletfizetési kérelmek, háztartási költségterv. Végrehajtás és kilakoltatás előtt is érdemes jönni.',
    hours: '2 9–12; 4 13–17',
    audiences: ['in_need', 'families'],
    for: 'region',
    more: {
      alternateNames: ['Hátralék, csekkek'],
      free: true,
      documents: ['a tartozásról szóló levelek', 'jövedelemigazolás'],
      application: 'Telefonos bejelentkezés után, az első beszélgetés egy óra.'
    }
  },
  {
    name: 'Ingyenes jogi tanács',
    terms: ['legal_aid', 'debt_advice'],
    description: 'Ügyvéd válaszol lakás-, munka- és családjogi kérdésekre, és segít beadványt írni.',
    hours: '3 14–17',
    audiences: ['in_need', 'everyone'],
    for: 'region',
    more: { free: true, application: 'Előre kell bejelentkezni telefonon.', documents: ['az ügy iratai'] }
  },
  {
    name: 'Pszichológiai és családi tanácsadás',
    terms: ['counselling', 'mental_health', 'grief'],
    description: 'Párkapcsolati gond, válás, gyász, szorongás: egyéni és páros beszélgetések szakemberrel.',
    hours: '1 13–18; 4 9–13',
    audiences: ['families', 'everyone'],
    ways: ['in_person', 'phone'],
    for: 'region',
    more: { free: true, application: 'Bejelentkezés telefonon; a várakozás két-három hét.' }
  },
  {
    name: 'Segítség bántalmazás esetén',
    terms: ['violence', 'shelter'],
    description: 'Ha Önt vagy a gyermekét bántják: biztonságos hely, kísérés, feljelentés. Éjjel is hívható.',
    hours: '1–7 0–24',
    audiences: ['families', 'in_need'],
    ways: ['phone', 'in_person'],
    for: 'region',
    more: { alternateNames: ['Krízisvonal'], free: true }
  }
];

export const nurseTexts: readonly SampleText[] = [
  {
    name: 'Védőnői tanácsadás várandósoknak és csecsemőknek',
    terms: ['health_visitor'],
    description:
      'Várandósgondozás, méredzkedés, szoptatási tanácsadás, oltások. Az újszülöttet a védőnő otthon látogatja meg.',
    hours: '2 9–12; 4 9–12 13–15',
    audiences: ['families', 'children'],
    ways: ['in_person', 'home', 'phone'],
    for: 'region',
    more: { alternateNames: ['Védőnő'], free: true, documents: ['TAJ-kártya', 'várandósgondozási könyv'] }
  },
  {
    name: 'Ringató: baba-mama klub',
    terms: ['baby_club'],
    description: 'Énekek, ölbeli játékok, kisgyermekes szülők beszélgetése a védőnővel.',
    hours: '3 10–11:30',
    audiences: ['families', 'children'],
    for: 'anybody',
    more: { free: true, maximumAge: 3 }
  },
  {
    name: 'Vérnyomás- és vércukormérés',
    terms: ['screening'],
    description: 'Havonta meghirdetett szűrőnapok, közben hétfőnként mérés előjegyzés nélkül.',
    hours: '1 8–10',
    audiences: ['everyone', 'elderly'],
    for: 'anybody',
    more: { free: true, minimumAge: 18 }
  }
];

export const doctorTexts: readonly SampleText[] = [
  {
    name: 'Háziorvosi ügyelet éjjel és hétvégén',
    terms: ['doctor'],
    description:
      'Ha nem várhat reggelig: telefonon megmondják, mit tegyen, és ha kell, orvos megy Önhöz. Életveszélyben a 112-t hívja.',
    hours: '1–5 0–8 16–24; 6–7 0–24',
    audiences: ['everyone'],
    ways: ['phone', 'in_person', 'home'],
    for: 'region',
    more: { alternateNames: ['Orvosi ügyelet', 'Ügyeletes orvos'], free: true, documents: ['TAJ-kártya'] }
  },
  {
    name: 'Háziorvosi rendelés',
    terms: ['doctor', 'screening'],
    description: 'Felnőttek és gyerekek orvosai, receptírás, beutaló, táppénz.',
    hours: '1–5 8–12; 2,4 14–16',
    audiences: ['everyone'],
    for: 'region',
    more: {
      free: true,
      documents: ['TAJ-kártya'],
      application: 'Időpont telefonon kérhető, lázasan anélkül is.'
    }
  }
];

export const schoolTexts: readonly SampleText[] = [
  {
    name: 'Beiratkozás az iskolába',
    terms: ['school'],
    description:
      'Elsősök és más iskolából érkezők beíratása, iskolalátogatási igazolás. Az iskolát bármelyik délelőtt meg lehet nézni.',
    hours: '1–5 8–14',
    audiences: ['families', 'children', 'youth'],
    for: 'anybody',
    more: {
      free: true,
      documents: ['a gyermek lakcímkártyája', 'óvodai szakvélemény', 'TAJ-kártya'],
      application: 'Az elsősöket áprilisban íratják be, mást egész évben.'
    }
  }
];

export const careTexts: readonly SampleText[] = [
  {
    name: 'Házi segítségnyújtás',
    terms: ['home_care', 'respite'],
    description:
      'Gondozónő segít otthon: mosdás, öltözés, bevásárlás, gyógyszerkiváltás, főzés, beszélgetés. Naponta legfeljebb négy óra.',
    hours: '1–5 7:30–15:30',
    audiences: ['elderly', 'carers', 'disabled'],
    ways: ['home', 'phone'],
    for: 'region',
    more: {
      alternateNames: ['Otthoni gondozás', 'Házi gondozó'],
      free: false,
      costs: [{ label: '900 Ft óránként', amount: 900 }],
      documents: ['nyugdíjas igazolvány', 'háziorvosi igazolás', 'jövedelemigazolás']
    }
  },
  {
    name: 'Ebéd házhoz szállítva',
    terms: ['meals', 'home_care'],
    description: 'Kétfogásos meleg ebéd hétköznaponként, diétás is. Délelőtt tizenegy és egy között érkezik.',
    hours: '1–5 7:30–14',
    audiences: ['elderly', 'in_need', 'disabled'],
    ways: ['home', 'phone'],
    for: 'region',
    more: {
      alternateNames: ['Szociális étkeztetés'],
      free: false,
      costs: [
        { label: 'Ebéd: 850 Ft', amount: 850 },
        { label: 'Kiszállítás: 120 Ft', amount: 120 }
      ]
    }
  },
  {
    name: 'Idősek nappali klubja',
    terms: ['day_care', 'senior_club'],
    description: 'Társaság, torna, kézimunka, közös ebéd. Akinek nehéz a járás, azért kisbusz megy.',
    hours: '1–5 8–16',
    audiences: ['elderly', 'carers'],
    for: 'region',
    more: { free: true, minimumAge: 62, accessibility: 'Kerekesszékkel bejárható, a kisbusz emelős.' }
  },
  {
    name: 'Jelzőrendszeres házi segítség',
    terms: ['alarm_call'],
    description:
      'Nyakba akasztható gomb egyedül élőknek: ha elesnek vagy rosszul lesznek, fél órán belül ott a gondozó.',
    hours: '1–7 0–24',
    audiences: ['elderly', 'disabled', 'carers'],
    ways: ['home', 'phone'],
    for: 'region',
    more: { free: true, eligibility: 'Egyedül élő, 65 év feletti vagy súlyosan fogyatékos emberek.' }
  },
  {
    name: 'Átmeneti elhelyezés időseknek',
    terms: ['respite', 'home_care'],
    description: 'Kórház után, vagy ha a gondozó családtag pihen: legfeljebb három hónapra.',
    hours: '1–5 8–16',
    audiences: ['elderly', 'carers'],
    for: 'region',
    more: { free: false, costs: [{ label: '4200 Ft naponta', amount: 4200 }] }
  }
];

export const jobTexts: readonly SampleText[] = [
  {
    name: 'Álláskeresők klubja',
    terms: ['job_club', 'job_search'],
    description: 'Önéletrajzírás, felkészülés az állásinterjúra, friss álláshirdetések, közös telefonálás.',
    hours: '2,4 9–12',
    audiences: ['jobseekers'],
    for: 'anybody',
    more: { alternateNames: ['Állásklub'], free: true }
  },
  {
    name: 'Munkaügyi és járadéktanácsadás',
    terms: ['job_search', 'benefits'],
    description:
      'Mit kell tenni, ha valaki elveszti a munkáját: regisztráció, álláskeresési járadék, közfoglalkoztatás. Segítenek a kérelmekben.',
    hours: '1,3 9–13',
    audiences: ['jobseekers'],
    ways: ['in_person', 'phone'],
    for: 'anybody',
    more: { free: true, documents: ['munkaviszony-igazolás', 'személyazonosító igazolvány'] }
  },
  {
    name: 'Szakmát adó képzések és vállalkozásindítás',
    terms: ['retraining', 'own_business'],
    description: 'Ingyenes tanfolyamok közvetítése, és havonta könyvelő ad tanácsot annak, aki vállalkozna.',
    hours: '5 9–12',
    audiences: ['jobseekers'],
    for: 'anybody',
    more: { free: true, minimumAge: 16 }
  }
];

export const libraryTexts: readonly SampleText[] = [
  {
    name: 'Könyvkölcsönzés, olvasóterem',
    terms: ['library'],
    description:
      'Könyvek, folyóiratok, hangoskönyvek. A nehezen mozgóknak a könyvtáros havonta házhoz viszi.',
    hours: '2–5 10–18; 6 9–13',
    audiences: ['everyone'],
    ways: ['in_person', 'home'],
    for: 'anybody',
    more: {
      alternateNames: ['Könyvtári beiratkozás'],
      free: false,
      costs: [{ label: 'Éves olvasójegy: 2000 Ft; 16 év alatt és 70 év felett ingyenes', amount: 2000 }],
      documents: ['személyazonosító igazolvány', 'lakcímkártya']
    }
  },
  {
    name: 'Számítógép, internet, nyomtatás',
    terms: ['computers'],
    description: 'Gépek, nyomtató, szkenner. Önéletrajz, utazási jegy, hivatalos irat kinyomtatása.',
    hours: '2–5 10–18; 6 9–13',
    audiences: ['everyone', 'jobseekers'],
    for: 'anybody',
    more: { free: false, costs: [{ label: 'Nyomtatás: 40 Ft laponként', amount: 40 }] }
  },
  {
    name: 'Türelmes óra: telefon és e-ügyintézés kezdőknek',
    terms: ['digital_help'],
    description:
      'A könyvtáros megmutatja az okostelefont, az ügyfélkaput, a videóhívást. A saját készülékét is hozhatja.',
    hours: '3 14–16',
    audiences: ['elderly', 'everyone'],
    for: 'anybody',
    more: { free: true, application: 'Elég betérni; ha többen vannak, sorban ülnek le.' }
  }
];

export const villageTexts: readonly SampleText[] = [
  {
    name: 'Falugondnoki szolgálat',
    terms: ['village_bus', 'meals'],
    description:
      'A falubusz orvoshoz, gyógyszertárba, bevásárolni visz, ebédet szállít, és elhozza a receptet.',
    hours: '1–5 7–15',
    audiences: ['elderly', 'in_need', 'everyone'],
    ways: ['home', 'phone'],
    for: 'settlement',
    more: {
      alternateNames: ['Falubusz'],
      free: true,
      application: 'Előző nap délig telefonon; sürgős esetben aznap is.'
    }
  },
  {
    name: 'Faluházi ügysegéd',
    terms: ['documents', 'digital_help', 'computers'],
    description: 'Segítség kérelmek kitöltésében, e-ügyintézésben, fénymásolás, nyomtatás.',
    hours: '2 9–12; 4 14–17',
    audiences: ['everyone'],
    for: 'anybody',
    more: { free: true }
  }
];

export const houseTexts: readonly SampleText[] = [
  {
    name: 'Klubot, szakkört indítana? Segítünk',
    terms: ['starting_club', 'room_hire', 'volunteering'],
    description:
      'Hely, időpont, hirdetés, társak: a művelődésszervező végigkíséri az első hónapokban azt, aki közösséget indít.',
    hours: '2,4 10–18',
    audiences: ['organisers', 'everyone'],
    ways: ['in_person', 'phone'],
    for: 'anybody',
    more: { free: true }
  },
  {
    name: 'Terem családi és közösségi alkalomra',
    terms: ['room_hire'],
    description: 'Terem székekkel, asztalokkal, konyhával. Helyi közösségeknek ingyenes.',
    hours: '1–5 9–17',
    audiences: ['organisers', 'families'],
    for: 'anybody',
    more: { free: false, costs: [{ label: 'Családi alkalom: 12 000 Ft naponta', amount: 12_000 }] }
  }
];

export const parishTexts: readonly SampleText[] = [
  {
    name: 'Adománybolt és élelmiszercsomag',
    terms: ['food_aid', 'crisis_aid'],
    description: 'Ruha, cipő, bútor, havonta tartós élelmiszer. Adományt is itt vesznek át.',
    hours: '3 9–11:30',
    audiences: ['in_need', 'families'],
    for: 'anybody',
    more: { free: true, alternateNames: ['Karitász', 'Szeretetszolgálat'] }
  },
  {
    name: 'Gyászolók beszélgető köre',
    terms: ['grief', 'funeral'],
    description:
      'Havonta kétszer, kis körben. Nem kell egyháztagnak lenni. A temetés megbeszélése külön időpontban.',
    hours: '4 17–19',
    audiences: ['everyone'],

    for: 'anybody',
    more: { free: true }
  }
];

export const seniorTexts: readonly SampleText[] = [
  {
    name: 'Nyugdíjasok heti találkozója',
    terms: ['senior_club', 'volunteering'],
    description: 'Beszélgetés, kirándulás, torna, közös éneklés. Új tagokat szeretettel várnak.',
    hours: '3 14–17',
    audiences: ['elderly'],
    for: 'anybody',
    more: { free: false, costs: [{ label: 'Tagdíj: 500 Ft havonta', amount: 500 }] }
  }
];

export const youthTexts: readonly SampleText[] = [
  {
    name: 'Nyitott klub fiataloknak',
    terms: ['youth_club', 'volunteering', 'tutoring'],
    description: 'Csocsó, társasjáték, leckesegítség, és közösségi szolgálatra is lehet jelentkezni.',
    hours: '1–5 14–19',
    audiences: ['youth'],
    for: 'anybody',
    more: { free: true, minimumAge: 12, maximumAge: 25 }
  }
];

/** By the key of the organisation that offers it. */
export const singleTexts: Readonly<Record<string, readonly SampleText[]>> = {
  'farkaslyuk-tanoda': [
    {
      name: 'Tanoda: délutáni tanulás',
      terms: ['tutoring'],
      description: 'Lecke, felzárkóztatás, játék és uzsonna alsósoknak és felsősöknek.',
      hours: '1–5 13–17',
      audiences: ['children', 'families'],
      for: 'anybody',
      more: { free: true, minimumAge: 6, maximumAge: 16 }
    }
  ],
  'ozd-roma': [
    {
      name: 'Roma családok ügysegédje',
      terms: ['family_support', 'benefits', 'tutoring'],
      description: 'Segítség ösztöndíjhoz, iskolához, hivatali ügyekhez, kísérés.',
      hours: '1,3 9–12 13–15',
      audiences: ['families', 'in_need'],
      for: 'region',
      more: { free: true, languages: ['hu', 'rom'] }
    }
  ],
  'szentes-gyogyvar': [
    {
      name: 'Háziorvosi rendelés',
      terms: ['doctor'],
      description: 'Felnőtt háziorvos, receptírás, beutaló. Sürgős esetben az ügyelet hívható.',
      hours: '1,3,5 8–12; 2,4 13–17',
      audiences: ['everyone'],
      for: 'region',
      more: { free: true, documents: ['TAJ-kártya'], alternateNames: ['Körzeti orvos'] }
    },
    {
      name: 'Szenvedélybeteg-tanácsadás',
      terms: ['addiction', 'mental_health'],
      description: 'Alkohol, gyógyszer, szerencsejáték: név nélkül is, hozzátartozóknak is.',
      hours: '2 15–18',
      audiences: ['everyone', 'families'],
      ways: ['in_person', 'phone'],
      for: 'anybody',
      more: { free: true }
    },
    {
      name: 'Támogató szolgálat fogyatékossággal élőknek',
      terms: ['disability', 'village_bus'],
      description: 'Emelős kisbusz, személyi segítő, segédeszköz-kölcsönzés.',
      hours: '1–5 7–17',
      audiences: ['disabled', 'carers'],
      ways: ['home', 'phone'],
      for: 'region',
      more: { free: false, costs: [{ label: '110 Ft kilométerenként', amount: 110 }] }
    }
  ],
  'szentes-csalad': [
    {
      name: 'Játszóház és gyermekfelügyelet',
      terms: ['nursery', 'baby_club'],
      description: 'Kisgyermekek felügyelete néhány órára, amíg a szülő dolgát intézi.',
      hours: '2,4 8–12',
      audiences: ['families', 'children'],
      for: 'anybody',
      more: { free: false, costs: [{ label: '700 Ft óránként', amount: 700 }], minimumAge: 1, maximumAge: 6 }
    },
    {
      name: 'Lelki elsősegély telefonon',
      terms: ['mental_health', 'grief'],
      description: 'Ha nincs kivel beszélnie: képzett önkéntesek hallgatják meg, éjjel-nappal.',
      hours: '1–7 0–24',
      audiences: ['everyone'],
      ways: ['phone'],
      for: 'anybody',
      more: { free: true, alternateNames: ['Segélyvonal'] }
    }
  ],
  'szentes-kozalapitvany': [
    {
      name: 'Tanácsadás egyesületeknek, alapítványoknak',
      terms: ['civic_advice', 'starting_club', 'volunteering'],
      description: 'Bejegyzés, alapszabály, beszámoló, pályázatírás, önkéntesek fogadása.',
      hours: '3 13–17',
      audiences: ['organisers'],
      ways: ['in_person', 'online'],
      for: 'anybody',
      more: { free: true }
    }
  ],
  'ozd-csalad': familyTexts,
  'ozd-gimnazium': [
    {
      name: 'Diákönkéntesek: közösségi szolgálat',
      terms: ['volunteering', 'digital_help'],
      description: 'Diákok segítenek kertben, bevásárlásban, telefonozásban; fogadóhely is jelentkezhet.',
      hours: '4 14–16',
      audiences: ['youth', 'elderly', 'organisers'],
      ways: ['in_person', 'home'],
      for: 'settlement',
      more: { free: true }
    }
  ],
  'kunszent-tarsulas': [
    {
      name: 'Pályázati tanácsadás civil szervezeteknek',
      terms: ['civic_advice'],
      description: 'Melyik kiírásra érdemes pályázni, hogyan készül a költségvetés.',
      hours: '2 13–16',
      audiences: ['organisers'],
      ways: ['in_person', 'online', 'phone'],
      for: 'anybody',
      more: { free: true }
    }
  ]
};
