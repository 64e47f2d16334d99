// Feasts of the sample's spring and summer: Easter, May Day, mothers, children, midsummer and the new bread.
import type { Occasion } from './sample-shape.ts';

// prettier-ignore
export const springOccasions: readonly Occasion[] = [
  {
    key: 'locsolkodas',
    tradition: 'locsolkodás',
    days: ['easter', 'easter+1', 'easter', 'easter-1'],
    hosts: ['village_house', 'community_house', 'folk_group', 'youth_club', 'cultural_group'],
    rooms: ['hall', 'square', 'outdoor', 'community_room'],
    times: ['10:00', '15:00', '19:00', '20:00'],
    minutes: 180,
    audiences: [],
    themes: ['dance', 'folk', 'community'],
    crowd: [30, 260],
    freedom: 'fixed',
    smallest: 240,
    words: [
      ['Locsolóbál', 'Belépő egy locsolóvers. Éjfélkor a legszebb hímes tojást díjazzuk.', { times: ['19:00', '20:00'], minutes: 420, days: ['easter', 'easter+1', 'easter'] }],
      ['Vödörrel, mint régen', 'Viseletbe öltözött lányok a kútnál, legények vödörrel. Száraz ruhát mindenki hozzon!', { days: ['easter+1'], times: ['09:00', '10:00'], rooms: ['square', 'outdoor'] }],
      ['Húsvéti táncház', 'Véget ért a böjt, hangolnak a vonósok: járjuk, amíg bírjuk.', { times: ['18:00', '19:00'] }],
      ['Tojáskereső', 'Háromszáz tojás a bokrok között, három korosztálynak. Aki sokat talál, oszt a többieknek is.', { times: ['10:00', '15:00'], audiences: ['children', 'families'], rooms: ['park', 'outdoor', 'square'], themes: ['games'] }],
      ['Közös húsvéti reggeli', 'A megszentelt sonkát, kalácsot, tormát hosszú asztalnál, együtt fogyasztjuk el.', { days: ['easter'], times: ['08:00', '08:30'], minutes: 120, themes: ['religion', 'gastronomy', 'community'] }],
      ['Emmausz-járás', 'Húsvéthétfői séta a szőlőhegyre. A pincéknél harapnivaló, bor és ének.', { rooms: ['outdoor', 'square', 'park'], days: ['easter+1'], times: ['10:00'], only: ['felso-kiskunsag', 'ozd'], themes: ['religion', 'nature'] }],
      ['Szódásszifon-bajnokság', 'Célba spriccelés húsz lépésről, férfi, női és nagymama kategóriában.', { days: ['easter+1'], times: ['15:00'], rooms: ['square', 'outdoor'], themes: ['games'] }],
      ['Locsolóvers-verseny', 'Saját vers előnyben, de nagyapától örökölt is lehet. A zsűri csupa lány.', { days: ['easter+1'], times: ['10:00', '15:00'], themes: ['literature', 'folk'] }]
    ]
  },
  {
    key: 'tojasiras',
    tradition: 'tojásírás',
    days: ['easter-8', 'easter-2', 'easter-3', 'easter-4', 'easter-9', 'easter-5'],
    hosts: ['library', 'village_house', 'museum', 'folk_group', 'community_house', 'cultural_group'],
    rooms: ['community_room', 'library', 'museum', 'club_room', 'hall'],
    times: ['10:00', '14:00', '15:00', '16:00'],
    minutes: 150,
    audiences: ['families'],
    themes: ['craft', 'folk'],
    crowd: [12, 60],
    freedom: 3,
    smallest: 240,
    words: [
      ['Tojásírás gicával', 'Viasz, hagymahéj, türelem: a régi mintakincset lépésről lépésre tanuljuk.'],
      ['Tojásfát díszítünk', 'Ezer kifújt tojást szeretnénk a térre, eddig háromszáznegyvennél tartunk.', { rooms: ['square', 'outdoor', 'park'] }],
      ['Patkolt, karcolt, csipkés', 'Tojásdíszítő mesterek bemutatója. Patkolni a bátrabb vendégek is megpróbálhatnak.'],
      ['Bárányos délután', 'Gyapjúbárány, fonott kosár, húsvéti képeslap. Élő bárány az udvaron.'],
      ['Böjttől a sonkáig', 'Régi húsvéti ételek kóstolója, a ciberelevestől a kalácsig, receptekkel.', { themes: ['gastronomy', 'folk'], audiences: ['adults'] }],
      ['Barkaszentelés után alkotunk', 'Virágvasárnapi barkából díszek, koszorúk.'],
      ['Írókás mézeskalács', 'A tésztát mi adjuk, a mintát mindenki maga írja.']
    ]
  },
  {
    key: 'kolteszet',
    tradition: 'költészet napja',
    days: ['04-11', '04-11', '04-11~5', '04-11~4'],
    hosts: ['library', 'school', 'community_house', 'youth_club', 'village_house'],
    rooms: ['library', 'school', 'square', 'club_room', 'hall'],
    times: ['10:00', '16:00', '17:00', '18:00'],
    minutes: 75,
    audiences: [],
    themes: ['literature', 'learning'],
    crowd: [15, 90],
    freedom: 3,
    smallest: 400,
    words: [
      ['Versmegálló', 'A buszmegállóban és a boltban is verset mondunk, délután közös szavalattal zárunk.'],
      ['Tizenegy vers április tizenegyedikén', 'József Attilától a kortársakig, tizenegy megszólalásban.'],
      ['Verspiknik', 'Pokrócon, fa alatt: mindenki egy kedvenc verset hoz, meg egy szelet süteményt.'],
      ['Slam a klubban', 'Három perc a mikrofonnál, téma: „haza felé”. A közönség tapsmérővel szavaz.'],
      ['Krétavers', 'A főutca járdájára írunk verssorokat, és kíváncsiak vagyunk, meddig tart az eső.'],
      ['Megzenésített versek este', 'Gitár, hegedű, furulya és a diákok kedvenc költői.'],
      ['Kedvenc versem története', 'A pék, a postás és a polgármester is elmondja, mikor talált rá a maga versére.']
    ]
  },
  {
    key: 'majus-1',
    tradition: 'majális',
    days: ['05-01'],
    hosts: ['village_house', 'community_house', 'sports_club', 'association'],
    rooms: ['outdoor', 'park', 'square'],
    times: ['08:00', '09:00', '10:00', '14:00'],
    minutes: 480,
    audiences: [],
    themes: ['festival', 'sport', 'gastronomy'],
    crowd: [50, 900],
    freedom: 'fixed',
    smallest: 240,
    words: [
      ['Majális a réten', 'Zenés ébresztő, lábtenisz, bográcsok; a virsli és a sör a szokásos helyen.'],
      ['Májusfát állítunk', 'A legények ásnak, a lányok szalagoznak, a rezesbanda fúj. A fát május végén közösen táncoljuk ki.', { days: ['04-30'], times: ['16:00', '17:00'], minutes: 240, themes: ['folk', 'music'] }],
      ['Majális tíz bográccsal', 'Három kategória és egy megvesztegethetetlen zsűri: a nagymamáké.'],
      ['A munka ünnepe, pihenéssel', 'Függőágy, sakktábla, ugrálóvár. Aki kerékpárral érkezik, limonádét kap.'],
      ['Lovas majális', 'Fogathajtó-bemutató, póniszekér, délután csikósjátékok.', { only: ['felso-kiskunsag', 'szentes'] }],
      ['Sportmajális', 'Kispályás torna, sárkányeregetés, kötélhúzás: férjek a feleségek ellen.'],
      ['Majális a fák alatt', 'A köszöntő rövid, a sor a lángosnál hosszú, a zene egész nap tart.'],
      ['Retró majális', 'Zsetonos büfé, céllövölde, zászlócska. Aki régi fotót hoz, ajándékot kap.'],
      ['Majális a víznél', 'Evezőspróba, halászlé, kavicskacsáztató bajnokság.', { only: ['felso-kiskunsag'] }],
      ['Családi majális', 'Anyák, apák, gyerekek hárompróbája, ebéd a közös asztalnál.'],
      ['Zenés ébresztő és utcabál', 'Hajnalban pótkocsin járja az utcákat a rezesbanda, este ugyanők húzzák a talpalávalót.', { times: ['06:00'], minutes: 900 }]
    ]
  },
  {
    key: 'anyak',
    days: ['1-7/05', '1-7/05', '1-6/05', '1-5/05'],
    hosts: ['village_house', 'community_house', 'kindergarten', 'school', 'senior_club'],
    rooms: ['hall', 'community_room', 'school'],
    times: ['10:00', '15:00', '16:00'],
    minutes: 75,
    audiences: ['families'],
    themes: ['community', 'music'],
    crowd: [25, 150],
    freedom: 'fixed',
    smallest: 250,
    words: [
      ['Anyák napi köszöntő', 'Kis és nagy gyerekek köszöntik édesanyjukat, orgonaág mindenkinek.'],
      ['Orgonaágak', 'Zenés, verses délelőtt édesanyáknak, nagymamáknak, dédmamáknak.'],
      ['Anyu, ülj le végre!', 'Apák és gyerekek főznek, anyák nézik; a mosogatás is a fiúkra marad.'],
      ['Nagyanyáink fényképei', 'Régi családi képek és hozzájuk írt gyerekversek.'],
      ['Anyák napja a réten', 'Piknik, koszorúfonás és egy közös altatódal.', { rooms: ['outdoor', 'park'] }],
      ['Édesanyám rózsafája', 'Népdalcsokor és énekelt versek az anyák tiszteletére.']
    ]
  },
  {
    key: 'madarak',
    days: ['05-10', '05-10~5', '05-10~6', '2-6/05'],
    hosts: ['village_house', 'school', 'association', 'farm', 'library', 'community_house'],
    rooms: ['outdoor', 'park', 'farm', 'school'],
    times: ['09:00', '10:00', '14:00'],
    minutes: 180,
    audiences: ['children', 'families'],
    themes: ['nature', 'learning'],
    crowd: [15, 90],
    freedom: 5,
    smallest: 150,
    words: [
      ['Madarak és fák napja', 'Gyűrűzés, odúszerelés, faültetés. Távcsövet korlátozott számban adunk.'],
      ['Hajnali madárdal', 'Csendben indulunk, és megszámoljuk, hány hangot ismerünk fel. Reggeli a visszaúton.', { times: ['05:00', '05:30'], audiences: ['families', 'adults'] }],
      ['Minden gyereknek egy fa', 'A tavaly született gyermekek fáit ültetjük el, névtáblával.', { days: ['04-22~6', '05-10~6'], times: ['10:00'] }],
      ['Odúkészítő apák', 'Etetők, itatók, odúk készülnek; a legelsőt mi tesszük fel a templomkertben.', { themes: ['nature', 'craft'] }],
      ['Erdei akadályverseny', 'Hat állomás, hat fafaj, hat madárhang: az osztályok csapatban indulnak.']
    ]
  },
  {
    key: 'hosok',
    days: ['last-7/05', 'last-7/05', 'last-5/05'],
    hosts: ['village_house', 'community_house', 'cultural_group'],
    rooms: ['square', 'outdoor', 'park'],
    times: ['10:00', '11:00', '17:00'],
    minutes: 50,
    audiences: [],
    themes: ['community', 'local_history'],
    crowd: [20, 90],
    freedom: 'fixed',
    smallest: 600,
    words: [
      ['Hősök napja', 'Megkoszorúzzuk az emlékművet, felolvassuk a neveket, s a kerítésre virág kerül.'],
      ['Nevek az emlékművön', 'Fiatal kutatók számolnak be arról, kik voltak ők, akiknek csak a nevük maradt.'],
      ['Csendes főhajtás a hősökért', 'Rövid megemlékezés, közreműködik a rezesbanda.'],
      ['Katonalevelek', 'A frontról érkezett levelezőlapokat unokák olvassák fel.']
    ]
  },
  {
    key: 'gyereknap',
    tradition: 'gyermeknap',
    days: ['last-7/05', 'last-7/05', 'last-6/05', '4-6/05'],
    hosts: ['community_house', 'village_house', 'foundation', 'school', 'volunteer_fire_brigade', 'association'],
    rooms: ['park', 'square', 'outdoor', 'hall'],
    times: ['09:00', '10:00', '14:00', '15:00'],
    minutes: 300,
    audiences: ['children', 'families'],
    themes: ['games', 'festival', 'sport'],
    crowd: [40, 800],
    freedom: 7,
    smallest: 110,
    words: [
      ['Gyermeknap', 'Ugrálóvár, arcfestés, kutyás bemutató és annyi palacsinta, amennyi belefér.'],
      ['Játékos gyereknap a parkban', 'Óriástársas, célba dobás, buborékok. Az összes állomás végén jégkrém.'],
      ['Habparti a tűzoltókkal', 'Tűzoltóautó a réten, hab derékig. Törülközőt, váltóruhát hozzanak!', { rooms: ['outdoor', 'park'] }],
      ['Kincskereső gyereknap', 'Térkép, iránytű, titkos pecsét: a kincs ott van, ahol már biztosan jártál.'],
      ['Gyerekpolgármester egy napra', 'Sorsoljuk az irányítót, aki egy napig dönt; este beszámolót tart.'],
      ['Szabad a játék', 'Régi játékok: csigahajtás, métázás, bigézés. Telefon csak fényképezni.'],
      ['Plüsskórház', 'Hozd el a beteg mackót! Megröntgenezzük, begipszeljük, és a mentőautóba is beülhetsz.'],
      ['Apa, anya, gyerekek', 'Családi ügyességi verseny: apa visz, anya old, a gyerek dönt. A fődíj egy emeletes torta.'],
      ['Kicsik és nagyok napja', 'Bábszínház, foci, homokvár. Ma a nagyobbak vigyáznak a kisebbekre, a szülők meg ülnek.'],
      ['Lufik helyett buborékok', 'Környezetbarát gyereknap: rongyból, papírból, fából készült játékok.'],
      ['Sárkányeregető gyereknap', 'A sárkányt a helyszínen készítjük, zsineg van, szelet kérünk.', { rooms: ['outdoor', 'park'] }]
    ]
  },
  {
    key: 'trianon',
    days: ['06-04'],
    hosts: ['community_house', 'village_house', 'school', 'library'],
    rooms: ['square', 'hall', 'school', 'park'],
    times: ['16:30', '17:00', '18:00'],
    minutes: 60,
    audiences: [],
    themes: ['community', 'local_history'],
    crowd: [20, 120],
    freedom: 'fixed',
    smallest: 1100,
    words: [
      ['Nemzeti összetartozás napja', 'A határ túloldaláról érkező vendégekkel énekelünk és olvasunk fel.'],
      ['Közös kenyér', 'Testvértelepülésünk vendégeivel szegjük meg a négy helyen sütött kenyeret.'],
      ['Levelek a határon túlra', 'Diákjaink levelezőtársai mutatkoznak be; aki nem tud eljönni, képernyőn köszön.'],
      ['Fél falu, egész család', 'Családok mesélnek arról, hogyan szelte ketté rokonságukat a határ.']
    ]
  },
  {
    key: 'szent-ivan',
    tradition: 'Szent Iván-éj',
    days: ['06-24', '06-24~5', '06-24~6', '06-24~5', '06-24~6'],
    hosts: ['village_house', 'community_house', 'folk_group', 'association', 'youth_club', 'foundation'],
    rooms: ['outdoor', 'park', 'farm', 'square'],
    times: ['18:00', '19:00', '20:00', '20:30'],
    minutes: 240,
    audiences: [],
    themes: ['folk', 'music', 'festival'],
    crowd: [30, 300],
    freedom: 5,
    smallest: 70,
    words: [
      ['Szent Iván-éji tűzugrás', 'Előbb a szerelmesek ugranak, aztán a bátrak, végül a parázson a gyerekek.'],
      ['Az év legrövidebb éjszakája', 'Gyógynövénykoszorú, tábortűz, mesék pirkadatig annak, aki fenn marad.', { minutes: 480 }],
      ['Tűzcsóvák, énekek, táncok', 'A hagyományőrzők Szent Iván-napi szokásai, közös tánccal.'],
      ['Iván-napi zenés este', 'Akusztikus zene a tűz körül, parázsban sült krumpli, bodzaszörp.'],
      ['Gyógyfüves séta és tűzrakás', 'Délután gyűjtünk, este koszorút kötünk, majd a láng elé állunk.'],
      ['Szentjánosbogár-éj', 'Zseblámpa nélkül sétálunk a fák közé, a bogarak világítanak.'],
      ['Iván-nap a pincéknél', 'Sajt, kenyér, hűvös bor. A tüzet a szomszéd faluból is látják.', { only: ['felso-kiskunsag'] }]
    ]
  },
  {
    key: 'punkosd',
    tradition: 'pünkösd',
    days: ['easter+49', 'easter+48', 'easter+50', 'easter+49'],
    hosts: ['village_house', 'community_house', 'folk_group', 'parish', 'association'],
    rooms: ['outdoor', 'park', 'church', 'square'],
    times: ['09:00', '10:00', '14:00', '16:00'],
    minutes: 180,
    audiences: ['families'],
    themes: ['folk', 'festival', 'religion'],
    crowd: [30, 250],
    freedom: 'fixed',
    smallest: 400,
    words: [
      ['Pünkösdi királyválasztás', 'Zsákban futás, kötélhúzás, tojástörés: aki győz, egy hétig ingyen fagylaltozhat.'],
      ['Pünkösdölés viseletben', 'Négy lány viszi a rózsás kendőt, mögöttük énekkel a falu.'],
      ['Pünkösdi rózsás délután', 'Koszorúk, dalok, kézműves sor a templomkertben.'],
      ['Pünkösd lóháton', 'Lovas ügyességi versennyel választunk pünkösdi királyt; a lányok fonják a koszorút.', { only: ['felso-kiskunsag', 'szentes'] }],
      ['Zöldág-járás', 'Énekes játék az iskolásokkal, utána közös uzsonna.'],
      ['Gyalogos zarándoklat pünkösdkor', 'Tizenkét kilométer énekelve, kísérőautóval azoknak, akik elfáradnak.', { times: ['06:00', '07:00'], minutes: 420, themes: ['religion'] }]
    ]
  },
  {
    key: 'augusztus-20',
    tradition: 'új kenyér',
    days: ['08-20'],
    hosts: ['community_house', 'village_house', 'parish', 'cultural_group'],
    rooms: ['square', 'park', 'outdoor', 'church'],
    times: ['10:00', '15:00', '17:00', '18:00', '19:00'],
    minutes: 150,
    audiences: [],
    themes: ['festival', 'community', 'religion'],
    crowd: [40, 1200],
    freedom: 'fixed',
    smallest: 380,
    words: [
      ['Új kenyér ünnepe', 'Megszegjük az első kenyeret az új búzából, közben a népdalkör énekel.'],
      ['Szent István-napi ünnepség', 'Ünnepi köszöntő, kenyéráldás, este utcabál.'],
      ['István király lakomája', 'Középkori játékok, íjászat, nyárson sült hús. A gyerekeket a helyszínen ütjük lovaggá.', { audiences: ['families'] }],
      ['Fényjáték tűzijáték helyett', 'Fények és zene a templom falán. A kutyák is örülnek neki.', { times: ['20:30'], minutes: 90, smallest: 1300 }],
      ['Aratóünnep', 'Kaszabemutató, aratókoszorú, kenyér a legidősebb gazda kezéből.'],
      ['Ünnepi hangverseny Szent István napján', 'A fúvósok és a vendégkórus a szabad ég alatt ad műsort.'],
      ['Kenyérmustra', 'Házi kenyerek kóstolója, a közönség szavaz.'],
      ['Országalma', 'Családi délután: koronát hajtogatunk, kenyeret dagasztunk, a végén körbetáncoljuk a teret.', { times: ['15:00'], audiences: ['families'] }],
      ['Hangverseny Szent István estéjén', 'Kórusművek és népdalfeldolgozások a szabad ég alatt; eső esetén a templomban.', { times: ['19:00'] }]
    ]
  }
];
