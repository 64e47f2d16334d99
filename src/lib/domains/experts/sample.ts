// Invented experts of the sample region; some are shown to colleagues only, one has not agreed yet.
import type { Condition, Field, Language, Offer, Reach, Standing, Visibility } from './model.ts';

export interface SampleExpert {
  readonly name: string;
  /** Null for those who use no computer: then `keeper` passes messages on. */
  readonly email: string | null;
  readonly settlement: string;
  readonly standing: Standing;
  readonly fields: readonly Field[];
  readonly offers: readonly Offer[];
  readonly reach: Reach;
  readonly conditions: Condition;
  readonly headline: string;
  readonly skills: readonly string[];
  readonly introduction: string;
  readonly online?: boolean;
  readonly conditionNote?: string;
  readonly languages?: readonly Language[];
  readonly visibility?: Visibility;
  /** Key of an organisation of the sample. */
  readonly organisation?: string;
  /** Address of the sample's person who keeps the entry. */
  readonly keeper?: string;
  readonly waiting?: true;
}

const km = (far: number): Reach => ({ kind: 'distance', km: far });
const county: Reach = { kind: 'county' };
const country: Reach = { kind: 'country' };

export const sampleExperts: readonly SampleExpert[] = [
  {
    ...{ name: 'Szegvári-Méhes Antal', email: null, keeper: 'marton@szelmalomhaz.example' },
    ...{ settlement: 'Szegvár', standing: 'retired', reach: km(30), conditions: 'travel' },
    fields: ['agriculture', 'environment'],
    offers: ['talk', 'consultation'],
    headline: 'Nyugdíjas méhész, negyven év tapasztalattal',
    skills: ['méhészet', 'kaptárkészítés', 'mézfajták', 'mézelő növények'],
    introduction:
      'Negyven éve méhészkedem a Kurca mellett. Szívesen mesélek gyerekeknek és felnőtteknek a méhek életéről, üvegfalú kaptárt is viszek. Kezdő méhészeknek segítek az első évben.'
  },
  {
    ...{
      name: 'Ludas-Tóth Erzsébet',
      email: 'erzsebet@csipkemuhely.example',
      organisation: 'szegvar-csipke'
    },
    ...{ settlement: 'Szegvár', standing: 'active', reach: county, conditions: 'travel' },
    fields: ['folk_art'],
    offers: ['workshop', 'jury', 'mentoring'],
    headline: 'Csipkeverő népi iparművész',
    skills: ['vert csipke', 'hímzés', 'viseletkészítés'],
    introduction:
      'Kezdőknek kétórás bemutatót, haladóknak egész napos műhelyt tartok. Húsz főig viszek párnát és orsót.'
  },
  {
    ...{ name: 'Kontra-Bíró Sándor', email: 'sandor@helytortenet.example' },
    ...{ settlement: 'Szentes', standing: 'retired', reach: km(50), conditions: 'free', online: true },
    fields: ['local_history', 'education'],
    offers: ['talk', 'guiding', 'consultation'],
    headline: 'Helytörténész, nyugalmazott történelemtanár',
    skills: ['céhek', 'tanyavilág', 'levéltári kutatás', 'családfakutatás'],
    introduction:
      'A Tisza és a Maros közének múltjáról tartok vetített képes előadást, és vezetek városi sétát. Segítek annak, aki a családja történetét kutatja.'
  },
  {
    ...{ name: 'Halmágyi-Szép Nóra', email: 'nora@gyogypedagogus.example' },
    ...{ settlement: 'Szentes', standing: 'active', reach: km(20), conditions: 'fee', online: true },
    fields: ['children_youth', 'psychology_social', 'education'],
    offers: ['talk', 'workshop', 'consultation'],
    headline: 'Gyógypedagógus, családi életre nevelő',
    skills: ['figyelemzavar', 'szülőcsoport', 'korai fejlesztés'],
    introduction: 'Szülőknek és óvodapedagógusoknak tartok beszélgetéseket, tizenkét fős csoportban.',
    conditionNote: 'községi könyvtáraknak ingyen'
  },
  {
    ...{ name: 'Derekas Pál', email: null, keeper: 'dorottya@kurcapart.example' },
    ...{ settlement: 'Derekegyház', standing: 'retired', reach: km(10), conditions: 'free' },
    fields: ['engineering'],
    offers: ['consultation', 'mentoring'],
    headline: 'Nyugdíjas gépészmérnök, aki mindent megjavít',
    skills: ['fűtés', 'vízvezeték', 'kisgépek javítása', 'energiatakarékosság'],
    introduction:
      'Közösségi háznak, klubnak megnézem, mi romlott el, és mit érdemes megjavítani. Javítókört is szívesen vezetnék.'
  },
  {
    ...{ name: 'Fábián-Kiss Réka', email: 'reka@zenetanar.example' },
    ...{ settlement: 'Fábiánsebestyén', standing: 'active', reach: km(30), conditions: 'fee' },
    fields: ['music', 'children_youth'],
    offers: ['workshop', 'jury'],
    headline: 'Citerás, népzenetanár',
    skills: ['citera', 'népdalkör vezetése', 'ölbeli játékok'],
    introduction: 'Népdalköröknek segítek a műsor összeállításában, gyerekeknek játszóházat tartok.'
  },
  {
    ...{ name: 'Magócsi-Varga Lilla', email: 'lilla@palyazatiro.example' },
    ...{ settlement: 'Nagymágocs', standing: 'active', reach: country, conditions: 'agreed', online: true },
    fields: ['finance_grants', 'community'],
    offers: ['consultation', 'workshop', 'mentoring'],
    headline: 'Pályázati tanácsadó, civil szervezetek segítője',
    skills: ['költségvetés', 'civil szervezetek könyvelése', 'Erasmus+', 'LEADER'],
    languages: ['hu', 'en'],
    introduction: 'Az első beszélgetés díjtalan. Kis szervezeteknek az első pályázatukat közösen írjuk meg.'
  },
  {
    ...{ name: 'Tőkés-Nagy Benedek', email: 'benedek@madaresz.example' },
    ...{ settlement: 'Nagytőke', standing: 'student', reach: km(30), conditions: 'travel' },
    fields: ['environment'],
    offers: ['guiding', 'talk'],
    headline: 'Biológushallgató, madarász',
    skills: ['madármegfigyelés', 'odúkészítés', 'szikes puszták'],
    introduction: 'Iskolásoknak és családoknak hajnali madárlest vezetek; távcsövet nyolcat tudok vinni.'
  },
  {
    ...{ name: 'Árpádi Ferencné Margit', email: null, keeper: 'dorottya@kurcapart.example' },
    ...{ settlement: 'Árpádhalom', standing: 'retired', reach: km(20), conditions: 'free' },
    fields: ['food', 'folk_art'],
    offers: ['workshop'],
    headline: 'Kenyérsütő, kemencés ételek ismerője',
    skills: ['kovászos kenyér', 'lángos', 'savanyítás'],
    introduction: 'Ahol van kemence, ott megmutatom, hogyan süttünk régen. A lisztet kérem előkészíteni.'
  },
  {
    ...{ name: 'Révész-Bodnár Gábor', email: 'gabor@jogasz.example', visibility: 'colleagues' },
    ...{ settlement: 'Szentes', standing: 'active', reach: county, conditions: 'agreed', online: true },
    fields: ['law'],
    offers: ['consultation'],
    headline: 'Ügyvéd, egyesületek és alapítványok jogásza',
    skills: ['alapszabály', 'adatvédelem', 'szerzői jog'],
    introduction: 'Civil szervezeteknek évente egy délelőttöt díjmentesen vállalok.'
  },
  {
    ...{ name: 'Eperjesi-Sós Dániel', email: 'daniel@szegvarifilm.example', waiting: true },
    ...{ settlement: 'Eperjes', standing: 'active', reach: km(50), conditions: 'fee' },
    fields: ['media', 'visual_arts'],
    offers: ['workshop'],
    headline: 'Dokumentumfilmes',
    skills: ['videókészítés', 'interjú', 'vágás'],
    introduction: 'Fiataloknak tartok filmes műhelyt.',
    keeper: 'marton@szelmalomhaz.example'
  },
  {
    ...{ name: 'Kohász-Bartha Lajos', email: null, keeper: 'ilona@hangonyparti.example' },
    ...{ settlement: 'Ózd', standing: 'retired', reach: km(20), conditions: 'free' },
    fields: ['local_history', 'engineering'],
    offers: ['talk', 'guiding'],
    headline: 'Kohómérnök, a gyár utolsó üzemvezetőinek egyike',
    skills: ['kohászat', 'gyártörténet', 'ipari örökség'],
    introduction:
      'Harmincnyolc évet dolgoztam a gyárban. Sétát vezetek, és beszélek arról, hogyan éltünk mellette.',
    organisation: 'ozd-nyugdijas'
  },
  {
    ...{ name: 'Vadász-Orosz Kinga', email: 'kinga@mesemondo.example', organisation: 'ozd-konyvtar' },
    ...{ settlement: 'Ózd', standing: 'active', reach: km(50), conditions: 'travel' },
    fields: ['libraries_museums', 'literature', 'children_youth'],
    offers: ['talk', 'workshop', 'mentoring'],
    headline: 'Gyermekkönyvtáros, mesemondó',
    skills: ['mesemondás', 'bábkészítés', 'olvasókör'],
    introduction: 'Palóc meséket mondok, és könyvtárosoknak segítek olvasókört indítani.'
  },
  {
    ...{ name: 'Putnoki-Csík Emőke', email: 'emoke@gazdasagi.example' },
    ...{ settlement: 'Putnok', standing: 'active', reach: county, conditions: 'agreed', online: true },
    fields: ['economy', 'finance_grants'],
    offers: ['consultation', 'mentoring', 'talk'],
    headline: 'Közgazdász, szociális szövetkezetek tanácsadója',
    skills: ['üzleti terv', 'helyi termék', 'szövetkezet'],
    introduction: 'Helyi terméket készítőknek segítek a számolásban és az értékesítésben.'
  },
  {
    ...{ name: 'Arlói-Lakatos Rómeó', email: 'romeo@ciganyzene.example' },
    ...{ settlement: 'Arló', standing: 'active', reach: country, conditions: 'fee' },
    fields: ['music', 'dance', 'folk_art'],
    offers: ['workshop', 'talk'],
    headline: 'Prímás, a cigány népzene ismerője',
    skills: ['hegedű', 'cigány néptánc', 'zenekarvezetés'],
    languages: ['hu', 'rom'],
    introduction: 'Táncházat és zenés beszélgetést tartok, ha kell, háromtagú zenekarral.'
  },
  {
    ...{ name: 'Bükki-Hajdú Mária', email: 'maria@vedonoi.example' },
    ...{ settlement: 'Borsodnádasd', standing: 'retired', reach: km(20), conditions: 'free' },
    fields: ['health', 'psychology_social'],
    offers: ['talk', 'consultation'],
    headline: 'Nyugalmazott védőnő',
    skills: ['csecsemőgondozás', 'elsősegély', 'időskori egészség'],
    introduction: 'Klubokba és baba-mama körökbe megyek szívesen, egyszerű szavakkal beszélek.'
  },
  {
    ...{ name: 'Gömöri-Fazekas István', email: 'istvan@gomorifazekas.example' },
    ...{ settlement: 'Gömörszőlős', standing: 'active', reach: km(100), conditions: 'travel' },
    fields: ['folk_art', 'environment'],
    offers: ['workshop', 'guiding', 'mentoring'],
    headline: 'Fazekas, ökofalu-lakó',
    skills: ['gömöri kerámia', 'kemenceépítés', 'komposztálás'],
    introduction: 'Hordozható korongot viszek. Kemencét építeni közösen szoktunk, három nap alatt.'
  },
  {
    ...{ name: 'Sáti-Kelemen Júlia', email: 'julia@nyelvtanar.example' },
    ...{ settlement: 'Sáta', standing: 'retired', reach: km(0), conditions: 'free', online: true },
    fields: ['languages', 'education'],
    offers: ['mentoring', 'consultation'],
    headline: 'Nyugdíjas némettanár',
    skills: ['társalgás', 'hivatalos levelek', 'testvértelepülési kapcsolatok'],
    languages: ['hu', 'de'],
    introduction: 'Elutazni már nem szeretek, de képernyőn bárkinek segítek németül írni, beszélni.'
  },
  {
    ...{ name: 'Hangonyi-Erdős Péter', email: 'peter@lelkesz.example', visibility: 'colleagues' },
    ...{ settlement: 'Hangony', standing: 'active', reach: km(30), conditions: 'free' },
    fields: ['religion', 'psychology_social'],
    offers: ['talk', 'consultation'],
    headline: 'Lelkész, gyászcsoport vezetője',
    skills: ['gyász', 'idősek látogatása', 'közösségszervezés'],
    introduction: 'Gyászolóknak indítok csoportot, ha legalább öten összejönnek.'
  },
  {
    ...{ name: 'Kunsági-Gál Tamás', email: 'tamas@digitalisklub.example' },
    ...{
      settlement: 'Kunszentmiklós',
      standing: 'active',
      reach: km(50),
      conditions: 'travel',
      online: true
    },
    fields: ['it', 'education', 'media'],
    offers: ['workshop', 'consultation', 'talk'],
    headline: 'Informatikus, az idősek digitális klubjának vezetője',
    skills: ['okostelefon időseknek', 'biztonságos internet', 'honlapkészítés'],
    introduction: 'Tíz alkalmas tanfolyamot tartok kezdőknek, lassan, sok gyakorlással.'
  },
  {
    ...{ name: 'Virágh-Kun Piroska', email: null, keeper: 'tobias@bakerpart.example' },
    ...{ settlement: 'Kunszentmiklós', standing: 'retired', reach: km(30), conditions: 'free' },
    fields: ['local_history', 'literature'],
    offers: ['talk', 'guiding', 'jury'],
    headline: 'Nyugalmazott magyartanár, a redemptio ismerője',
    skills: ['kunok', 'népi hiedelmek', 'szavalóverseny'],
    introduction: 'A kiskunok történetéről és Virág Benedek koráról beszélek.',
    organisation: 'kunszent-tarsulas'
  },
  {
    ...{ name: 'Dunai-Szabó Márk', email: 'mark@dunahalasz.example' },
    ...{ settlement: 'Dunavecse', standing: 'active', reach: km(30), conditions: 'agreed' },
    fields: ['food', 'environment', 'sport'],
    offers: ['workshop', 'guiding'],
    headline: 'Halász, evezős túravezető',
    skills: ['halászlé', 'kenutúra', 'vízi mentés'],
    introduction: 'Nyáron csoportokat viszek a Dunára, ősszel halászlét főzök a közösség ünnepén.'
  },
  {
    ...{ name: 'Tassi-Berta Hajnalka', email: 'hajnalka@amatorszinhaz.example' },
    ...{ settlement: 'Tass', standing: 'active', reach: county, conditions: 'fee' },
    fields: ['theatre', 'children_youth'],
    offers: ['workshop', 'mentoring', 'jury'],
    headline: 'Drámapedagógus, falusi színjátszók rendezője',
    skills: ['falusi színjátszás', 'betlehemes', 'beszédtechnika'],
    introduction: 'Három hónap alatt összerakunk egy előadást olyanokkal, akik még sosem álltak színpadon.'
  },
  {
    ...{ name: 'Pusztai-Juhász Imre', email: 'imre@kunadacs.example' },
    ...{ settlement: 'Kunadacs', standing: 'retired', reach: km(20), conditions: 'travel' },
    fields: ['agriculture', 'local_history'],
    offers: ['talk', 'guiding'],
    headline: 'Számadó juhász',
    skills: ['juhtartás', 'pásztorélet', 'szűrhímzés'],
    introduction: 'A pusztán mutatom meg, amiről beszélek; csoportot tavasztól őszig fogadok.'
  },
  {
    ...{ name: 'Szabadi-Pintér Ágota', email: 'agota@kozossegfejleszto.example', visibility: 'colleagues' },
    ...{
      settlement: 'Szabadszállás',
      standing: 'active',
      reach: country,
      conditions: 'agreed',
      online: true
    },
    fields: ['community', 'education'],
    offers: ['mentoring', 'workshop', 'consultation'],
    headline: 'Közösségfejlesztő',
    skills: ['közösségi beszélgetés', 'felmérés', 'cselekvési terv', 'konfliktuskezelés'],
    languages: ['hu', 'en'],
    introduction: 'Kezdő kollégákat kísérek az első évükben.'
  }
];
