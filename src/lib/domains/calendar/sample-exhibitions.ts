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
  ['Negyven arc', 'Portrék a konyhaasztal mellől: negyven ember ugyanabból a fényből nézve.', 'A kiállítást azok nyitják meg, akik a képeken láthatók, mindenki egy mondattal.'],
  ['Szálak és színek', 'Szőttesek, faliképek, tarisznyák három nemzedék szövőszékéről.', 'A szövőkör vezetője felveti a láncfonalat, az első sorokat a vendégek szövik meg.'],
  ['Lámpafénynél', 'Szénrajzok és rézkarcok az otthoni esték félhomályáról.', 'A megnyitón lekapcsoljuk a villanyt, a képeket zseblámpával járjuk végig.'],
  ['Rozsda', 'Hegesztett szobrok bontott gépekből, lánckerekekből, patkókból.', 'A szobrász meg is szólaltatja műveit: ütőhangszeres megnyitó.'],
  ['Régi játékok', 'Nyolcvan év játékai az ólomkatonától a zsebszámológépig.', 'Amelyiken zöld pötty van, azt a megnyitón ki is lehet próbálni.'],
  ['Akkor és most', 'Száz éves képeslapok, mellettük ugyanaz a nézet ma.', 'Aki a saját házát fedezi fel, képeslapot kap ajándékba.'],
  ['Vízparti akvarellek', 'Nádasok, ladikok, párás reggelek egy nyugalmazott tanítónő mappájából.', 'A művész vezet körbe; papír, ecset, víz is lesz azoknak, akik kedvet kapnak.'],
  ['Így látjuk mi', 'Iskolások rajzai arról, milyen a falu, és milyen lehetne.', 'Díjkiosztó, limonádé; a polgármester minden rajzhoz elmondja, mit tehet az ügyben.'],
  ['Tűzzománc', 'Képek, ékszerek, dobozok egy család két nemzedékétől.', 'Égetőkemencét is hozunk: a vendégek megnézhetik, hogyan pirul ki a vörös.'],
  ['Akiket már nem hívnak', 'Bognár, kádár, kötélverő: eltűnt mesterségek szerszámai.', 'Az utolsó helyi kádár nyitja meg, és megmutatja, hogyan hajlik a donga.'],
  ['Madarak tollal', 'Tusrajzok a környék költő madarairól, életnagyságban.', 'Ornitológus nyitja meg; a hangjukról is fel kell ismerni őket.'],
  ['Ünneplőben', 'Kendők, kötények, menyasszonyi koszorúk a szekrények mélyéről.', 'Viseletbemutató, utána a lakodalmas asztalok süteményei.'],
  ['Apa és lánya', 'Ugyanaz a táj, két ecset: közös festménykiállítás.', 'Most mondják el egymásnak először nyilvánosan, melyik képet irigylik a másiktól.'],
  ['Papírvárosok', 'Hajtogatott, kivágott, ragasztott házak és egy papírvonat, amely valóban megy.', 'A megnyitón mindenki hozzáépít egy házat.'],
  ['Kiskertek', 'Egy év negyven kertben; a képek alatt a gazdák mondatai.', 'A gazdák magot, dugványt is hoznak: csere a megnyitó után.'],
  ['Öt roma festő', 'Élénk színek, családi történetek, álmok lovakkal.', 'A festők a képeik mellett állnak, és mesélnek. Zenél a tanoda zenekara.'],
  ['Templomaink belülről', 'Kazetták, szószékek, orgonák fotókon, amelyek az állványról készültek.', 'A fotós elmeséli, mi van a kazettás mennyezet hátoldalára írva.'],
  ['Foltból világ', 'Takarók és faliképek a foltvarrók egyévi munkájából.', 'A megnyitón a vendégek is varrnak egy négyzetet a következő takaróhoz.'],
  ['Fekete-fehér Tisza', 'Folyóképek lemezes fényképezőgéppel.', 'A gépet is elhozza a fotós: bárki bebújhat a fekete kendő alá.', 'szentes'],
  ['Mézesbábosok', 'Faformák, tükrös szívek, huszárok két évszázadból.', 'Mézillatú megnyitó: a mester öntőmintába önti a viaszt is.'],
  ['Papírok a padlásról', 'Levelek, számlák, naplók egy család százötven évéből.', 'A leszármazottak olvasnak fel a levelekből.'],
  ['Virágos ládák', 'Festett bútorok komáromi, gömöri és alföldi mintákkal.', 'A festőasszony megnyitó közben fejez be egy kisszéket.'],
  ['Tizenhét', 'Középiskolások fotói arról, milyen itt tizenhét évesnek lenni.', 'Közönségszavazás, zene, pizza.'],
  ['Bicskával', 'Egy nyugdíjas bányász faragott betlehemei, sakk-készletei, sétabotjai.', 'A megnyitón is farag, és szívesen odaadja a bicskát.', 'ozd'],
  ['„Az én uram csak a vizet issza”', 'Hímzett falvédők tanácsokkal, sóhajokkal, bölcsességekkel.', 'A vendégek mai falvédőszövegeket írnak; a legjobbat kihímezzük.'],
  ['Nyomat', 'Fa- és linómetszetek öt fiatal grafikustól.', 'Kézi sajtó is lesz: mindenki egy friss lenyomattal mehet haza.'],
  ['Felvétel indul!', 'Statiszták, díszletek, kulisszák: itt forgatott filmek fényképei.', 'A hajdani statiszták is eljönnek, és felismerik magukat.'],
  ['Kövek alatt, kövek között', 'Ásványok, kristályok, ősmaradványok magángyűjteményből.', 'A gyűjtő minden elé tett követ meghatároz.'],
  ['Lánggal és kalapáccsal', 'Kovácsoltvas kapuk, csillárok, rózsák.', 'A megnyitó az udvaron kezdődik, üllőnél.', 'ozd', 'szentes'],
  ['Pásztorok', 'Fotósorozat a puszta mai embereiről és jószágairól.', 'A számadó juhász nyitja meg; a kutyája is jöhet.', 'felso-kiskunsag'],
  ['Kohó', 'Fényképek a gyár utolsó csapolásáról és az utána következő csendről.', 'Az egykori műszak tagjai együtt nyitják meg.', 'ozd'],
  ['Magházból paprika', 'Botanikai rajzok, vetőmagos zacskók, régi árjegyzékek.', 'Megnyitja a fajtanemesítő, kóstolóval a legédesebbtől a legerősebbig.', 'szentes']
];
