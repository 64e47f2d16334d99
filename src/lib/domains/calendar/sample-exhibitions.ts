// Exhibitions of the sample region: weeks on the wall, and their openings.
import type { ExhibitionWords, Pool } from './sample-shape.ts';

/** How openings are held; the words are in `exhibitions`. */
export const exhibitionManner: Pool = {
  key: 'kiallitas',
  hosts: ['museum', 'community_house', 'library', 'association', 'school', 'village_house'],
  rooms: ['gallery', 'museum', 'hall', 'library', 'school', 'community_room'],
  months: [1, 2, 3, 4, 5, 6, 9, 10, 11],
  weekdays: [4, 5, 5, 6],
  times: ['16:00', '17:00', '17:00', '18:00'],
  minutes: 90,
  audiences: [],
  themes: ['exhibition'],
  crowd: [20, 120],
  freedom: 7,
  share: 1,
  words: []
};

// prettier-ignore
export const exhibitions: readonly ExhibitionWords[] = [
  ['Falusi portrék', 'Negyven arc, negyven konyha, egyetlen fényképezőgép.', 'A kiállítást a lefényképezettek nyitják meg, mindenki egy mondattal.'],
  ['Szálak és színek', 'Szőttesek és textilképek három asszony kezétől.', 'Megnyitja a szövőkör vezetője, közreműködik a népdalkör.'],
  ['A lámpa alatt', 'Grafikák az otthoni esték félhomályáról.', 'A megnyitón félhomály lesz, zseblámpát kapnak a vendégek.'],
  ['Vasból és rozsdából', 'Hegesztett szobrok a gyár hulladékából.', 'A szobrász hangot is ad a vasnak: ütőhangszeres bevezető.'],
  ['Gyerekkorom játékai', 'Nyolcvan évnyi játék, ólomkatonától a konzolig.', 'A megnyitón minden játékot ki lehet próbálni, amelyiken zöld pont van.'],
  ['Utcák régi képeslapokon', 'Egy gyűjtő háromszáz lapjából hatvan; mellettük a mai nézet.', 'Aki felismeri a saját házát, ajándék képeslapot kap.'],
  ['Akvarellek a vízpartról', 'Nádasok, ladikok, párás reggelek egy tanítónő mappájából.', 'A művész tárlatvezetést tart; pohár víz és ecset is akad.'],
  ['Diákrajzok: az én falum', 'Az iskola nyolc évfolyamának képei.', 'Megnyitó a díjkiosztóval egybekötve, limonádéval.'],
  ['Zománc és láng', 'Tűzzománc képek és ékszerek.', 'A művész égetőkemencét is hoz, és mutatja, hogyan pirul a vörös.'],
  ['Eltűnt foglalkozások', 'Bognár, kádár, mézesbábos: eszközök és történetek.', 'A megnyitón az utolsó helyi kádár beszél.'],
  ['Madarak tollrajzokon', 'Aprólékos rajzok a környék madárvilágáról.', 'Ornitológus nyitja meg, hangfelvétellel.'],
  ['Kendők, szalagok, kötények', 'Ünneplő darabok a szekrények mélyéről.', 'A megnyitón viseletbemutató és kóstoló a régi lakodalmak süteményeiből.'],
  ['Vízfestmény-páros', 'Apa és lánya közös kiállítása.', 'Először mondják el egymásnak nyilvánosan, melyik a kedvencük.'],
  ['Papíron innen, papíron túl', 'Papírszobrok, hajtogatott városok.', 'A megnyitón hajtogatóversenyt tartunk.'],
  ['Kertek négy évszakban', 'Kiskertek fotói, a gazdák mondataival.', 'A gazdák magot is hoznak a megnyitóra.'],
  ['Roma festők kiállítása', 'Élénk színek, családi történetek: öt alkotó munkái.', 'Megnyitó zenével, a festők a képek mellett állnak.'],
  ['A templom belülről', 'Szárnyas oltárok, kazetták, orgonasípok fényképeken.', 'Orgonaszó, rövid tárlatvezetés.'],
  ['Foltokból világ', 'Takarók, faliképek a foltvarrók évi munkájából.', 'A megnyitón a vendégek közösen varrnak egy négyzetet.'],
  ['Fekete-fehér Tisza', 'Folyóképek egy régi gépen.', 'A fotós a gépet is elhozza, lehet nézni bele.'],
  ['Mézeskalácsok és minták', 'Faformák, mázas szívek, írókák.', 'Mézes illatú megnyitó bemutatóval.'],
  ['Papírok egy padlásról', 'Hiteles levelek, számlák, naplók egy család százötven évéből.', 'A levelekből felolvas egy leszármazott.'],
  ['Festett bútorok', 'Ládák, székek, ágyak virágos motívumokkal.', 'Kézműves bemutató a megnyitón.'],
  ['Diákfotósok mai szemmel', 'Középiskolások képei a mindennapokról.', 'Zsűri és szavazás, a végén pizza.'],
  ['Fából faragott történetek', 'Faragások és domborművek egy volt bányásztól.', 'A fafaragó dolgozik is, amíg nézik.'],
  ['Tű és cérna emlékezete', 'Jelmondatos falvédők gyűjteménye.', 'A megnyitón saját falvédő-szövegeket írunk.'],
  ['Nyomatok', 'Linó- és fametszetek öt fiatal grafikustól.', 'A vendégek hazavihetnek egy lenyomatot.'],
  ['Fényképek a filmgyár udvarából', 'Statiszták és díszletek a hatvanas évek forgatásairól.', 'A megnyitó után rövidfilm.'],
  ['Kövek, kristályok, kövületek', 'Magángyűjtemény a környékről és távolabbról.', 'A gyűjtő meghatároz minden magával hozott követ.']
];
