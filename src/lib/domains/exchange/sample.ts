// What the organisations of the sample region give and look for: invented, with the differences that real neighbours have.
import type { Field } from '#lib/domains/experts/model.ts';
import type { Category, Condition, Level, Side } from './model.ts';

export interface SampleOffering {
  /** Key of an organisation of the sample; or a settlement's name, for somebody without an organisation. */
  readonly who: string;
  readonly side: Side;
  readonly category: Category;
  readonly title: string;
  readonly text: string;
  readonly conditions: Condition;
  /** Of `cost` the fee, of `return` what is wanted or given, in words. */
  readonly terms?: string;
  readonly back?: readonly Category[];
  readonly topics?: readonly Field[];
  /** First and last day, counted from today. */
  readonly days?: readonly [number | null, number | null];
  readonly weekdays?: readonly number[];
  readonly much?: readonly [number, string];
  readonly km?: number;
  readonly course?: {
    readonly level: Level;
    readonly sessions: number;
    readonly minutes: number;
    readonly group: number;
    readonly curriculum: string;
  };
  /** So many days ago it was entered. */
  readonly ago?: number;
  /** Of somebody who rang the caretaker. */
  readonly told?: { readonly by: string; readonly phone: string };
}

type Rest = Omit<SampleOffering, 'who' | 'side' | 'category' | 'title' | 'text' | 'conditions'>;

/** Side, whose, category, title, text, conditions, the rest. */
type Row = readonly [Side, string, Category, string, string, Condition, Rest?];

// prettier-ignore
const rows: readonly Row[] = [
  // A library without a hall and a community house without a programme, five kilometres from each other.
  ['need', 'nadasd-konyvtar', 'venue', 'Nagyobb termet keresünk író-olvasó találkozóhoz', 'A könyvtárban húsz szék fér el, a találkozóra hatvan vendéget várunk. Este hattól nyolcig kellene, fűtve, mikrofonnal.', 'return', { terms: 'meseórát és könyvbemutatót viszünk a házba', back: ['programme'], topics: ['literature', 'libraries_museums'], days: [20, 75], much: [60, 'fő'], km: 20, ago: 9 }],
  ['offer', 'nadasd-konyvtar', 'programme', 'Meseóra és könyvbemutató a könyvtárosunkkal', 'Negyvenöt perces meseóra óvodásoknak és kisiskolásoknak, vagy könyvbemutató felnőtteknek. Könyvet viszünk, vetítő nem kell.', 'return', { terms: 'egy estére fűtött termet kérünk', back: ['venue'], topics: ['literature', 'children_youth'], days: [7, 120], km: 20, ago: 9 }],
  ['offer', 'arlo-faluhaz', 'venue', 'Fűtött nagyterem színpaddal, nyolcvan székkel', 'Hétköznap este és szombaton szabad. Hangosítás, mosdó, teakonyha van; a ház gondnoka nyit és zár.', 'return', { terms: 'programot várunk cserébe: meseórát, előadást, műsort', back: ['programme'], topics: ['community'], days: [5, 150], much: [80, 'fő'], ago: 8 }],
  ['need', 'arlo-faluhaz', 'programme', 'Téli programot keresünk az üres nagytermünkbe', 'Van fűtött termünk és közönségünk, műsorunk nincs: meseóra, könyvbemutató, előadás vagy kis koncert egyaránt jó.', 'return', { terms: 'a termet ingyen adjuk érte', back: ['venue'], topics: ['literature', 'community'], days: [10, 110], ago: 24 }],
  // A ring of three: hall, sound, dancers.
  ['offer', 'szegvar-muvhaz', 'venue', 'Nagyterem próbához vagy előadáshoz', 'Százhúsz fős, színpados terem hétfőn és szerdán este szabad.', 'return', { terms: 'hangosítást várunk cserébe', back: ['equipment'], days: [3, 160], weekdays: [1, 3], much: [120, 'fő'], ago: 6 }],
  ['need', 'szegvar-muvhaz', 'equipment', 'Hangosítást keresünk a téli bálra', 'Két hangfal, keverő, négy mikrofon egy estére; a szállítást megoldjuk.', 'return', { terms: 'termet adunk érte', back: ['venue'], days: [25, 70], topics: ['music'], ago: 6 }],
  ['offer', 'szentes-ifi', 'equipment', 'Kölcsönadjuk a hangosítást kezelővel', 'Két 400 W-os hangfal, keverő, hat mikrofon; a fiatalok kezelik is.', 'return', { terms: 'táncházat vagy műsort várunk cserébe', back: ['programme'], topics: ['music'], days: [0, 140], much: [1, 'készlet'], km: 30, ago: 11 }],
  ['need', 'szentes-ifi', 'programme', 'Táncházat keresünk az ifjúsági házba', 'Egy péntek estére, élő zenével; negyven fiatalt várunk.', 'return', { terms: 'hangosítást adunk érte', back: ['equipment'], topics: ['dance', 'music'], days: [14, 90], weekdays: [5], ago: 11 }],
  ['offer', 'szentes-tanc', 'programme', 'Táncházat tartunk citerazenével', 'Két óra táncház tanítással gyerekeknek és felnőtteknek. Próbatermet keresünk, azért szívesen jövünk.', 'return', { terms: 'próbatermet kérünk', back: ['venue'], topics: ['dance', 'folk_art'], days: [7, 130], km: 50, ago: 13 }],
  ['need', 'szentes-tanc', 'venue', 'Próbatermet keresünk hétfő estére', 'Húsz táncosnak, legalább nyolcvan négyzetméter, fapadló, hat és nyolc óra között.', 'return', { terms: 'táncházat tartunk érte', back: ['programme'], topics: ['dance'], days: [0, 150], weekdays: [1], much: [80, 'm²'], km: 20, ago: 29 }],
  // Venues.
  ['offer', 'szentes-muvhaz', 'venue', 'Kamaraszínház délelőttönként', 'Százhúsz fős kamaraterem iskolai előadásoknak, fénnyel és hanggal.', 'cost', { terms: '15 000 Ft alkalmanként', days: [10, 180], weekdays: [2, 4], much: [120, 'fő'], topics: ['theatre'] }],
  ['offer', 'fabian-haz', 'venue', 'Faluház klubszobája hétvégére', 'Harminc fős, fűtött szoba konyhával; kézműves körnek, megbeszélésnek.', 'free', { days: [0, 120], weekdays: [6, 7], much: [30, 'fő'] }],
  ['offer', 'ozd-muvhaz', 'venue', 'Próbaterem zenekaroknak', 'Hangszigetelt terem dobfelszereléssel, hétköznap délután.', 'cost', { terms: '1000 Ft/óra', weekdays: [1, 2, 3, 4], days: [0, 200], topics: ['music'], much: [15, 'fő'] }],
  ['offer', 'jardanhaza-haz', 'venue', 'Szabadtéri színpad nyári estékre', 'Fedett színpad kétszáz férőhellyel, árammal.', 'agreed', { days: [180, 290], much: [200, 'fő'] }],
  ['offer', 'farkaslyuk-haz', 'venue', 'Tanulószoba délutánonként', 'Tizenöt fős szoba asztalokkal, internettel.', 'free', { days: [0, 150], weekdays: [1, 2, 3, 4, 5], much: [15, 'fő'], topics: ['education'] }],
  ['offer', 'kunszent-muvhaz', 'venue', 'Kiállítótér a galérián', 'Hatvan folyóméter, paravánokkal, háromhetes váltásban.', 'free', { days: [15, 200], topics: ['visual_arts'] }],
  ['offer', 'szalk-haz', 'venue', 'Közös konyha és ebédlő', 'Ötven főre főzhetünk együtt, nagy üsttel.', 'return', { terms: 'főzőnapot, kóstolót várunk cserébe', back: ['programme', 'course'], days: [0, 120], much: [50, 'fő'], topics: ['food'] }],
  ['offer', 'adacs-haz', 'venue', 'Tornaszoba hétvégén', 'Nyolcvan négyzetméter, tükörfallal.', 'cost', { terms: 'rezsi: 2000 Ft', days: [0, 160], weekdays: [6, 7], topics: ['sport', 'dance'] }],
  ['need', 'szentes-csalad', 'venue', 'Termet keresünk babás reggelekhez', 'Tizenöt babának szőnyeges, meleg helyiség, csütörtökönként kilenctől.', 'free', { days: [7, 180], weekdays: [4], much: [30, 'fő'], km: 10, topics: ['children_youth'], ago: 15 }],
  ['need', 'szegvar-csipke', 'venue', 'Világos szobát keresünk hímzőkörnek', 'Tizenkét asszonynak, jó fénnyel, kéthetente szombaton.', 'return', { terms: 'bemutatót tartunk', back: ['programme'], days: [0, 120], weekdays: [6], much: [12, 'fő'], topics: ['folk_art'] }],
  ['need', 'kunszent-tanc', 'venue', 'Nyári tábornak helyet keresünk', 'Negyven gyereknek öt napra, ebédlővel és udvarral.', 'cost', { terms: 'legfeljebb 200 000 Ft', days: [210, 260], much: [40, 'fő'], topics: ['dance', 'children_youth'] }],
  ['need', 'peszer-tuzolto', 'venue', 'Termet keresünk elsősegély-vizsgára', 'Huszonöt főnek egy szombati napra, vetítővel.', 'free', { days: [20, 60], weekdays: [6], much: [25, 'fő'], topics: ['health'] }],
  ['need', 'ozd-szinpad', 'venue', 'Színpados termet keresünk bemutatóhoz', 'Legalább hat méter széles színpad, lámpák, százötven szék.', 'return', { terms: 'egy ingyen előadást adunk', back: ['programme'], days: [30, 90], topics: ['theatre'], much: [150, 'fő'], ago: 18 }],
  // Equipment.
  ['offer', 'ozd-konyvtar', 'equipment', 'Projektor és vetítővászon kölcsönbe', 'Full HD projektor, két méteres vászon, kábelek.', 'free', { much: [1, 'db'], days: [0, 200] }],
  ['offer', 'szentes-konyvtar', 'equipment', 'Húsz kiállítási paraván', 'Két méter magas, kampókkal; utánfutóval vihető.', 'free', { much: [20, 'db'], days: [5, 150], topics: ['visual_arts'] }],
  ['offer', 'putnok-muvhaz', 'equipment', 'Rendezvénysátor 6×12 méteres', 'Oldalfalakkal; négy ember két óra alatt állítja.', 'cost', { terms: '30 000 Ft hétvégénként', much: [1, 'db'], days: [90, 260], km: 50 }],
  ['offer', 'magocs-muvhaz', 'equipment', 'Százhúsz rakásolható szék', 'Kocsival együtt; a visszaszállítást kérjük.', 'free', { much: [120, 'db'], days: [0, 180] }],
  ['offer', 'szabad-muvhaz', 'equipment', 'Mobil színpad 6×4 méter', 'Négy ember állítja, lépcsővel és korláttal.', 'cost', { terms: '20 000 Ft', much: [24, 'm²'], days: [60, 260], km: 50 }],
  ['offer', 'apostag-haz', 'equipment', 'Bográcsok és üst közös főzéshez', 'Öt bogrács állvánnyal, egy nyolcvan literes üst.', 'free', { much: [6, 'db'], topics: ['food'] }],
  ['offer', 'szegvar-iskola', 'equipment', 'Népi játékok vándorkosara', 'Gólyaláb, karikadobó, csacsihúzó: tizenkét játék leírással.', 'free', { much: [12, 'db'], topics: ['folk_art', 'children_youth'], days: [30, 220] }],
  ['need', 'derek-haz', 'equipment', 'Projektort keresünk filmklubhoz', 'Havonta egyszer, péntek este.', 'free', { weekdays: [5], days: [10, 150], topics: ['media'], km: 20, ago: 8 }],
  ['need', 'sata-haz', 'equipment', 'Padokat és asztalokat keresünk falunapra', 'Száz embernek, egy napra.', 'cost', { terms: 'önköltségen', days: [100, 220], much: [25, 'garnitúra'] }],
  ['need', 'egyhaza-haz', 'equipment', 'Színpadot keresünk szlovák dalnapra', 'Legalább húsz négyzetméter, egy szombatra.', 'agreed', { days: [90, 200], much: [20, 'm²'], topics: ['music'] }],
  ['need', 'uppony-haz', 'equipment', 'Sátrat keresünk a tóparti naphoz', 'Száz főre, esőre készülve.', 'cost', { terms: 'legfeljebb 40 000 Ft', days: [120, 240] }],
  ['need', 'vecse-nyugdijas', 'equipment', 'Kivetítőt keresünk emlékező délutánhoz', 'Régi fényképeket néznénk meg együtt.', 'free', { days: [5, 45], ago: 23 }],
  ['need', 'magocs-park', 'equipment', 'Kerti szerszámokat keresünk közös gyomláláshoz', 'Húsz emberre való ásó, gereblye, kesztyű.', 'free', { days: [100, 200], much: [20, 'db'], topics: ['environment'] }],
  // People.
  ['offer', 'szentes-gimnazium', 'people', 'Közösségi szolgálatos diákok segítenek', 'Tíz diák hétvégi rendezvényen: regisztráció, pakolás, gyerekfoglalkozás.', 'free', { much: [10, 'fő'], weekdays: [6, 7], days: [0, 200], topics: ['children_youth'] }],
  ['offer', 'jardanhaza-tuzolto', 'people', 'Tűzoltóink biztosítják a rendezvényt', 'Tűzgyújtásnál, utcabálnál két fő járművel.', 'free', { much: [2, 'fő'], km: 30, days: [0, 300] }],
  ['offer', 'kunszent-gimnazium', 'people', 'Diák fotósok megörökítik a programot', 'A fotószakkör két tagja; a képek közösen használhatók.', 'free', { much: [2, 'fő'], topics: ['media'] }],
  ['offer', 'szentgyorgy-ov', 'people', 'Asszonykörünk főz száz főre', 'Gulyás, töltött káposzta, rétes; az alapanyagot kérjük.', 'cost', { terms: 'alapanyag és útiköltség', much: [100, 'adag'], topics: ['food'], km: 30 }],
  ['offer', 'Szegvár', 'people', 'Nyugdíjas asztalos padot, játékot javít', 'Faluházban, óvodában; a faanyagot kérem.', 'free', { told: { by: 'Kósa-Varga István', phone: '06-00-463-0291' }, km: 10, ago: 12 }],
  ['need', 'szegvar-gazda', 'people', 'Önkénteseket keresünk a terménykiállításra', 'Húsz segítő két napra, ebédet adunk.', 'free', { days: [200, 230], much: [20, 'fő'], topics: ['agriculture'] }],
  ['need', 'fabian-haz', 'people', 'Helyettest keresünk a könyvtárba', 'Két hétre, heti három délutánra.', 'cost', { terms: 'megbízási díjjal', days: [20, 60], topics: ['libraries_museums'], ago: 22 }],
  ['need', 'putnok-konyvtar', 'people', 'Felolvasó önkénteseket keresünk', 'Idősotthonba, hetente egy órára.', 'free', { days: [0, 180], much: [3, 'fő'], topics: ['literature'] }],
  ['need', 'csernely-haz', 'people', 'Szakkörvezetőt keresünk gyerekeknek', 'Kézműves vagy sakk, csütörtök délután.', 'cost', { terms: 'óradíjjal', weekdays: [4], days: [10, 180], topics: ['children_youth'] }],
  ['need', 'Szegvár', 'people', 'Segítséget kérek a tűzifa behordásához', 'Egy délelőtt két erős ember elég.', 'return', { terms: 'lekvárral hálálom meg', told: { by: 'Bodnár-Kis Terézia', phone: '06-00-463-0292' }, days: [2, 40], km: 5, ago: 10 }],
  // Knowledge.
  ['offer', 'kunszent-tarsulas', 'knowledge', 'Pályázati tanácsadás kistelepüléseknek', 'Havonta egy nap, személyesen vagy képernyőn.', 'free', { topics: ['finance_grants'], km: 50 }],
  ['offer', 'szentes-muzeum', 'knowledge', 'Segítünk tájházat berendezni', 'Muzeológusunk felméri a tárgyakat, tanácsot ad a kiállításhoz.', 'cost', { terms: 'útiköltség', topics: ['libraries_museums', 'local_history'], km: 50 }],
  ['offer', 'ozd-hirmondo', 'knowledge', 'Megtanítjuk, hogyan írjon hírt a programjáról', 'Másfél órás műhely egyesületeknek.', 'free', { topics: ['media'], much: [12, 'fő'] }],
  ['offer', 'szentes-kozalapitvany', 'knowledge', 'Segítünk egyesületet alapítani', 'Alapszabálytól a bejegyzésig kísérjük.', 'free', { topics: ['law', 'community'] }],
  ['offer', 'kelemer-versmondok', 'knowledge', 'Versmondó felkészítés iskolásoknak', 'Két alkalom, verseny előtt.', 'free', { topics: ['literature', 'children_youth'], km: 20 }],
  ['need', 'tass-foltvarro', 'knowledge', 'Pályázatíráshoz kérünk segítséget', 'Kiállítást szerveznénk, még nem pályáztunk soha.', 'return', { terms: 'varrott zászlót készítünk', back: ['goods'], topics: ['finance_grants'], days: [0, 60], ago: 26 }],
  ['need', 'hangony-haz', 'knowledge', 'Helytörténészt keresünk a falukönyvhöz', 'Kéziratunk van, lektort keresünk.', 'agreed', { topics: ['local_history'], days: [0, 150] }],
  ['need', 'derek-nyugdijas', 'knowledge', 'Okostelefonos segítséget kérünk', 'Nyolc nyugdíjasnak, két délután.', 'return', { terms: 'süteménnyel várjuk', topics: ['it'], days: [5, 70], much: [8, 'fő'], ago: 9 }],
  ['need', 'nadasd-kalacs', 'knowledge', 'Tanácsot kérünk kistermelői árusításhoz', 'Molnárkalácsot árulnánk vásárokon.', 'free', { topics: ['law', 'food'], days: [0, 90] }],
  ['need', 'peszer-haz', 'knowledge', 'Honlap készítéséhez keresünk segítőt', 'Egyszerű oldal programnaptárral.', 'cost', { terms: 'legfeljebb 50 000 Ft', topics: ['it'] }],
  // Programmes.
  ['offer', 'ozd-szinpad', 'programme', 'Egyfelvonásos vígjátékunk utazik', 'Hatvan perc, öt szereplő, fél óra díszletezés.', 'cost', { terms: '40 000 Ft és útiköltség', topics: ['theatre'], km: 50, days: [20, 200] }],
  ['offer', 'szentes-zeneiskola', 'programme', 'Növendékeink kamarakoncertje', 'Vonósnégyes vagy fúvósok, negyven perc.', 'free', { topics: ['music'], weekdays: [5, 6], days: [15, 160], km: 30 }],
  ['offer', 'arlo-barko', 'programme', 'Barkó népdalkórus fellépése', 'Húsz perc viseletben, adventkor karácsonyi énekek.', 'cost', { terms: 'útiköltség', topics: ['music', 'folk_art'], km: 50 }],
  ['offer', 'kunszent-tanc', 'programme', 'Néptáncműsor húsz táncossal', 'Kiskunsági táncok, harminc perc, gyerekekkel is.', 'cost', { terms: '60 000 Ft', topics: ['dance'], km: 50, days: [30, 260] }],
  ['offer', 'putnok-muzeum', 'programme', 'Hímzésvándor: kiállítás két bőröndben', 'Tizenöt tábla, harminc minta; egy hónapra kölcsönözhető.', 'free', { topics: ['folk_art'], days: [0, 260] }],
  ['offer', 'serenyfalva-zene', 'programme', 'Gömöri cigányzenekar gyerekekkel', 'Fél óra zene, beszélgetéssel.', 'cost', { terms: '50 000 Ft', topics: ['music'], km: 50 }],
  ['offer', 'szabad-huszar', 'programme', 'Huszárbemutató falunapra', 'Hat lovas, húsz perc, gyereklovagoltatás.', 'cost', { terms: '80 000 Ft', days: [120, 280], km: 30, topics: ['local_history'] }],
  ['offer', 'vecse-konyvtar', 'programme', 'Papírszínház óvodásoknak', 'Fél óra, harminc gyerekig; mesekeretet viszünk.', 'free', { topics: ['children_youth', 'literature'], km: 20 }],
  ['need', 'domahaza-haz', 'programme', 'Fellépőt keresünk a falunapra', 'Délutáni műsorba, háromszáz vendég előtt.', 'cost', { terms: '50 000 Ft', days: [180, 240], topics: ['music', 'dance'] }],
  ['need', 'fabian-haz', 'programme', 'Idősek napjára műsort keresünk', 'Hatvan vendég, délután kettőtől.', 'cost', { terms: '20 000 Ft', days: [10, 60], topics: ['music'] }],
  ['need', 'adacs-haz', 'programme', 'Adventi műsort keresünk', 'Kórus vagy gyermekműsor, a templomban.', 'return', { terms: 'vacsorával és tombolával köszönjük', days: [5, 33], topics: ['music', 'religion'], ago: 8 }],
  ['need', 'hangony-haz', 'programme', 'Gyermekprogramot keresünk téli szünetre', 'Bábjáték vagy kézműveskedés harminc gyereknek.', 'cost', { terms: '25 000 Ft', days: [28, 48], topics: ['children_youth', 'theatre'] }],
  ['need', 'kelemer-haz', 'programme', 'Koncertet keresünk a mohos-túra napjára', 'Szabadtéren, hangosítás nélkül.', 'agreed', { days: [170, 230], topics: ['music'] }],
  ['need', 'szegvar-plebania', 'programme', 'Orgonistát vagy kórust keresünk búcsúra', 'Egy órás hangverseny a templomban.', 'free', { days: [220, 260], topics: ['music', 'religion'] }],
  // Courses.
  ['offer', 'szentes-konyvtar', 'course', 'Okostelefon kezdőknek', 'Saját készülékkel; tanulókártyát adunk.', 'free', { topics: ['it'], days: [15, 90], course: { level: 'beginner', sessions: 6, minutes: 90, group: 10, curriculum: 'A készülék és a billentyűzet\nHívás, üzenet, fénykép\nInternet és biztonság\nTérkép és menetrend\nÜgyintézés\nGyakorlás' } }],
  ['offer', 'szegvar-csipke', 'course', 'Szegvári hímzés', 'A rózsás minták az előrajzolástól a kendőig.', 'cost', { terms: '12 000 Ft anyaggal', topics: ['folk_art'], days: [20, 110], course: { level: 'beginner', sessions: 8, minutes: 120, group: 12, curriculum: 'Anyagok és színek\nElőrajzolás\nLapos öltés\nSzáröltés\nA rózsa\nBokorminták\nSzegés\nKész munka' } }],
  ['offer', 'ozd-zeneiskola', 'course', 'Népi furulya felnőtteknek', 'Kottaolvasás nem kell.', 'cost', { terms: '2000 Ft alkalmanként', topics: ['music'], course: { level: 'any', sessions: 10, minutes: 60, group: 8, curriculum: 'A hangszer\nElső öt hang\nGömöri dallamok\nKét szólam\nKözös játék' } }],
  ['offer', 'kunszent-piac', 'course', 'Vetéstől a befőzésig', 'Kerttervezés és tartósítás egy tanyán.', 'cost', { terms: '15 000 Ft', topics: ['agriculture', 'food'], days: [80, 250], course: { level: 'beginner', sessions: 5, minutes: 180, group: 15, curriculum: 'Talaj és komposzt\nVetés és palánta\nNövényvédelem vegyszer nélkül\nTermés és tárolás\nLekvár, savanyúság, aszalás' } }],
  ['offer', 'peszer-tuzolto', 'course', 'Elsősegély háztartásban', 'Babával és oktatótáskával.', 'free', { topics: ['health'], km: 30, course: { level: 'any', sessions: 2, minutes: 180, group: 16, curriculum: 'Riasztás, stabil oldalfektetés\nÚjraélesztés, vérzés, égés, fulladás' } }],
  ['offer', 'szentes-kozalapitvany', 'course', 'Pályázatírás kis egyesületeknek', 'Saját ötletből kész pályázat.', 'free', { topics: ['finance_grants'], days: [30, 100], course: { level: 'intermediate', sessions: 4, minutes: 120, group: 12, curriculum: 'Ötletből cél\nKöltségvetés\nA pályázati űrlap\nElszámolás' } }],
  ['offer', 'hangony-fono', 'course', 'Fonás guzsallyal és rokkán', 'Gyapjúból fonalat, eszközt adunk.', 'free', { topics: ['folk_art'], course: { level: 'beginner', sessions: 4, minutes: 150, group: 8, curriculum: 'Mosás, kártolás\nGuzsaly\nRokka\nCérnázás és festés' } }],
  ['offer', 'szentes-gyogyvar', 'course', 'Gerinctorna ülve is', 'Időseknek, székkel.', 'cost', { terms: '800 Ft alkalmanként', topics: ['health', 'sport'], km: 20, course: { level: 'any', sessions: 10, minutes: 45, group: 15, curriculum: 'Légzés és tartás\nVáll és nyak\nDerék\nEgyensúly' } }],
  ['offer', 'farkaslyuk-tanoda', 'course', 'Tanulástechnika kamaszoknak', 'Mentorokkal, kiscsoportban.', 'free', { topics: ['education'], course: { level: 'any', sessions: 6, minutes: 90, group: 10, curriculum: 'Időbeosztás\nJegyzetelés\nSzövegértés\nMatek félelem nélkül\nVizsga\nTovábbtanulás' } }],
  ['offer', 'egyhaza-szlovak', 'course', 'Szlovák társalgás haladóknak', 'Beszélgetés és dalok.', 'free', { topics: ['languages'], course: { level: 'intermediate', sessions: 12, minutes: 60, group: 10, curriculum: 'Család és otthon\nKonyha\nÜnnepek\nUtazás' } }],
  ['need', 'jardanhaza-haz', 'course', 'Számítógépes tanfolyamot keresünk időseknek', 'Tíz géppel várjuk az oktatót.', 'cost', { terms: 'óradíjjal', topics: ['it'], days: [20, 150], much: [10, 'fő'], ago: 16 }],
  ['need', 'apostag-haz', 'course', 'Elsősegély-tanfolyamot keresünk', 'Óvónőknek és önkénteseknek.', 'free', { topics: ['health'], days: [10, 120], much: [14, 'fő'] }],
  ['need', 'szalk-nepdal', 'course', 'Népdaltanítót keresünk', 'Két hétvégére, tizenhat asszonynak.', 'cost', { terms: 'útiköltség és vacsora', topics: ['music'], much: [16, 'fő'] }],
  // Transport.
  ['offer', 'szegvar-muvhaz', 'transport', 'Nyolcszemélyes kisbusz sofőrrel', 'Fellépők, klubok szállítására, harminc kilométeren belül.', 'cost', { terms: 'üzemanyag', much: [8, 'fő'], km: 30, days: [0, 200] }],
  ['offer', 'tass-evezos', 'transport', 'Hajószállító utánfutó', 'Paravánhoz, sátorhoz is jó, négy méteres.', 'free', { much: [1, 'db'], km: 50 }],
  ['offer', 'ozd-csalad', 'transport', 'A falubusz szombaton szabad', 'Időseket, gyerekeket visszünk programra.', 'free', { weekdays: [6], much: [8, 'fő'], km: 20 }],
  ['need', 'derek-nyugdijas', 'transport', 'Kisbuszt keresünk színházba', 'Nyolc nyugdíjast vinnénk Szentesre, vasárnap délután.', 'cost', { terms: 'üzemanyagot fizetünk', weekdays: [7], much: [8, 'fő'], days: [10, 120], ago: 30 }],
  ['need', 'domahaza-egyuttes', 'transport', 'Buszt keresünk fellépésre', 'Huszonöt táncos, viselettel.', 'cost', { terms: 'önköltségen', much: [25, 'fő'], days: [30, 240] }],
  ['need', 'ozd-banyasz', 'transport', 'Kiállítási anyag szállításához autót keresünk', 'Hat tárló és két láda, egy fordulóval.', 'free', { days: [15, 90] }],
  ['need', 'kunszent-konyvtar', 'transport', 'Könyveket vinnénk tanyákra', 'Havonta egy kör, negyven kilométer.', 'cost', { terms: 'üzemanyag', topics: ['libraries_museums'], km: 30 }],
  // Goods.
  ['offer', 'szentes-kertesz', 'goods', 'Paprika- és paradicsompalántát adunk', 'Iskolakertnek, közösségi kertnek, háromszáz tő.', 'free', { much: [300, 'tő'], days: [130, 190], topics: ['agriculture'] }],
  ['offer', 'ozd-gimnazium', 'goods', 'Tíz használt számítógépet adunk', 'Működnek, monitorral; klubnak, tanodának.', 'free', { much: [10, 'db'], topics: ['it'] }],
  ['offer', 'csernely-meszegeto', 'goods', 'Meszet adunk közösségi házak festéséhez', 'Öt mázsa oltott mész.', 'free', { much: [5, 'mázsa'], days: [90, 220] }],
  ['offer', 'adacs-tanya', 'goods', 'Tököt, krumplit adunk közös főzéshez', 'Két mázsáig, a tanyán vehető át.', 'free', { much: [2, 'mázsa'], topics: ['food'], days: [0, 60] }],
  ['offer', 'szabad-konyvtar', 'goods', 'Gyermekkönyveket adunk tovább', 'Két doboz jó állapotú mesekönyv.', 'free', { much: [80, 'db'], topics: ['literature'] }],
  ['need', 'farkaslyuk-tanoda', 'goods', 'Számítógépeket keresünk a tanodába', 'Öt-hat gép elég, mi összerakjuk.', 'free', { much: [6, 'db'], topics: ['it'], ago: 14 }],
  ['need', 'sata-haz', 'goods', 'Festéket keresünk a játszótér padjaihoz', 'Húsz pad, színes fafesték.', 'free', { days: [90, 180] }],
  ['need', 'serenyfalva-zene', 'goods', 'Hegedűket keresünk gyerekeknek', 'Fél és háromnegyedes méretben.', 'free', { much: [4, 'db'], topics: ['music'], ago: 25 }],
  ['need', 'putnok-hagyma', 'goods', 'Palántát keresünk iskolakertbe', 'Paprika, paradicsom, ötven tő.', 'return', { terms: 'vetőhagymát adunk érte', days: [130, 185], topics: ['agriculture'] }],
  ['need', 'ozd-ovoda', 'goods', 'Mesekönyveket keresünk az olvasósarokba', 'Kemény lapos könyvek kicsiknek.', 'free', { topics: ['literature', 'children_youth'] }],
  // Other.
  ['offer', 'uppony-haz', 'other', 'Szállást adunk fellépőknek', 'Tizenkét ágy, konyha, a tónál.', 'return', { terms: 'egy esti műsort várunk', back: ['programme'], much: [12, 'ágy'], days: [60, 300] }],
  ['offer', 'szentes-tv', 'other', 'Hírt adunk a rádióban', 'Programajánló és beszélgetés élőben.', 'free', { topics: ['media'] }],
  ['offer', 'banreve-haz', 'other', 'Fogadunk tapasztalatcsere-látogatást', 'Megmutatjuk, hogyan működik a határ menti ház.', 'free', { topics: ['community'] }],
  ['offer', 'kunszent-tarsulas', 'other', 'Plakátot nyomtatunk közös keretből', 'A3-ig, ötven példányig.', 'free', { much: [50, 'db'] }],
  ['need', 'szentes-szinjatszo', 'other', 'Szállást keresünk vendégtársulatnak', 'Nyolc főnek két éjszakára.', 'cost', { terms: 'önköltségen', much: [8, 'fő'], days: [40, 80], topics: ['theatre'] }],
  ['need', 'szabad-bor', 'other', 'Partnert keresünk borút-pályázathoz', 'Három település közös útvonala.', 'agreed', { topics: ['finance_grants', 'food'], days: [0, 90] }],
  ['need', 'vecse-muvhaz', 'other', 'Testvérházat keresünk', 'Csereprogramokra, közös estékre.', 'agreed', { topics: ['community'] }],
  ['need', 'banreve-vasutas', 'other', 'Támogatót keresünk a vasútmodell-kiállításhoz', 'Tárlókra és nyomtatásra gyűjtünk.', 'agreed', { topics: ['engineering'], days: [0, 120] }]
];

export const sampleOfferings: readonly SampleOffering[] = rows.map(
  ([side, who, category, title, text, conditions, rest]) => ({
    ...{ side, who, category, title, text, conditions },
    ...rest
  })
);
