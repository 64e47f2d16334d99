// Invented organisations of Felső-Kiskunság.
import type { BySettlement, OrganisationRow } from './sample-shape.ts';

// prettier-ignore
export const kiskunsagOrganisations: BySettlement<OrganisationRow> = {
  'Kunszentmiklós': [
    ['kunszent-muvhaz', 'Bakér-parti Művelődési Központ', 'public', 'community_house', 'Damjanich köz 4.', 'Színházterem, kamaraterem és kiállítótér a városközpontban.', { email: 'kozpont@bakerpart.example', phone: '06-00-476-0101', website: 'https://bakerpart.example' }],
    ['kunszent-konyvtar', 'Kunhalom Városi Könyvtár', 'public', 'library', 'Kálvin köz 9.', 'Könyvtár olvasóteraszzal, mesesarokkal és helytörténeti füzetekkel.', { email: 'olvaso@kunhalomkonyvtar.example', website: 'https://kunhalomkonyvtar.example' }],
    ['kunszent-muzeum', 'Kunsági Céhház', 'public', 'museum', 'Kossuth köz 16.', 'Pásztorfaragások, szűrök, csizmadiaműhely; az udvaron nyári esték.', { email: 'cehhaz@kunsagicehhaz.example', phone: '06-00-476-0103' }],
    ['kunszent-reformatus', 'Felvégi Református Gyülekezet', 'church', 'parish', 'Templom köz 2.', 'A város legrégibb gyülekezete, kórussal és nyári gyermekhéttel.', { email: 'lelkeszi@felveg.example' }],
    ['kunszent-plebania', 'Szentlélek Katolikus Plébánia', 'church', 'parish', 'Petőfi köz 30.', 'Plébániai közösség családos körökkel.', { email: 'plebania@szentlelek-kunszent.example' }],
    ['kunszent-gimnazium', 'Kiskun Diákok Gimnáziuma', 'public', 'school', 'Diák köz 1.', 'Hatosztályos gimnázium színjátszókkal és kórussal.', { email: 'titkarsag@kunszentgimi.example', phone: '06-00-476-0106' }],
    ['kunszent-tanc', 'Kunkötés Néptáncegyesület', 'civic', 'folk_group', 'Damjanich köz 4.', 'Kiskunsági verbunk és karikázó, óvodástól a nagycsoportig.', { email: 'tancok@kunkotes.example', website: 'https://kunkotes.example' }],
    ['kunszent-nyugdijas', 'Aranykor Nyugdíjasklub', 'civic', 'senior_club', 'Damjanich köz 4.', 'Kilencven tag, két kirándulóbusz, egy tréfás színjátszócsoport.', { email: 'klub@aranykor-kunszent.example' }],
    ['kunszent-sport', 'Kiskun Lovas és Szabadidő Klub', 'civic', 'sports_club', 'Vásártér út 2.', 'Fogathajtás, terepfutás és kerékpáros körök a pusztán.', { email: 'nyereg@kiskunlovas.example' }],
    ['kunszent-ifi', 'Pályaudvar Ifjúsági Klub', 'informal', 'youth_club', 'Állomás köz 11.', 'Egy volt raktárban: zenés péntekek, filmnézés, biciklijavítás.', { email: 'raktar@palyaudvarklub.example' }],
    ['kunszent-piac', 'Kunsági Kosár Termelői Közösség', 'business', 'farm', 'Piac tér 1.', 'Huszonkét őstermelő szombati piaca, közös kosárral.', { email: 'rendeles@kunsagikosar.example', phone: '06-00-476-0111' }],
    ['kunszent-tarsulas', 'Felső-Kiskunsági Kulturális Társulás', 'public', 'municipality', 'Kálvin köz 12.', 'Kilenc település közös rendezvényeit hangolja össze, színpadot és hangosítást kölcsönöz.', { email: 'tarsulas@felsokiskunsag.example', website: 'https://felsokiskunsag.example' }]
  ],
  'Szabadszállás': [
    ['szabad-muvhaz', 'Strázsa-hegyi Művelődési Ház', 'public', 'community_house', 'Honvéd köz 3.', 'A város művelődési háza nyolcvan programmal évente.', { email: 'muvhaz@strazsahegy.example', phone: '06-00-476-0201' }],
    ['szabad-konyvtar', 'Kiskun Olvasókör Könyvtára', 'public', 'library', 'Kálvin tér 4.', 'Könyvtár és újságolvasó; a kör száz éve olvas közösen.', { email: 'kolcsonzes@kiskunolvaso.example' }],
    ['szabad-reformatus', 'Öregtemplomi Református Gyülekezet', 'church', 'parish', 'Kálvin tér 1.', 'Hangversenyeknek is otthont adó templom a főtéren.', { email: 'iroda@oregtemplom.example' }],
    ['szabad-bor', 'Homokháti Borbarátok', 'civic', 'association', 'Pincesor 7.', 'Kékfrankos, kövidinka és jókedv; borverseny minden tavasszal.', { email: 'pohar@homokhatibor.example' }],
    ['szabad-huszar', 'Kiskun Huszárbandérium', 'civic', 'cultural_group', 'Laktanya köz 2.', 'Hagyományőrző lovasok, az ünnepek díszei.', { email: 'banderium@kiskunhuszar.example' }],
    ['szabad-iskola', 'Tóth Bálint Úti Iskola', 'public', 'school', 'Dózsa köz 20.', 'Általános iskola alkotóműhellyel és sakk-körrel.', { email: 'iskola@szabadiskola.example' }]
  ],
  'Dunavecse': [
    ['vecse-muvhaz', 'Révházi Közösségi Ház', 'public', 'community_house', 'Fő út 40.', 'A révre néző terasz, színpad és csónakház.', { email: 'haz@revhaz.example', phone: '06-00-476-0301' }],
    ['vecse-konyvtar', 'Dunaparti Könyvtár', 'public', 'library', 'Zrínyi köz 2.', 'Gyermekkönyvtár, vers- és daltár, csütörtöki olvasókör.', { email: 'konyvtar@dunaparti.example' }],
    ['vecse-horgasz', 'Vecsei Dunai Horgászok', 'civic', 'association', 'Rév köz 1.', 'Horgászverseny, halászléfőzés, partrendezés.'],
    ['vecse-nyugdijas', 'Duna Gyöngye Nyugdíjasklub', 'civic', 'senior_club', 'Fő út 40.', 'Népdalkörük minden vármegyei találkozón ott van.', { email: 'klub@dunagyongye.example' }]
  ],
  'Szalkszentmárton': [
    ['szalk-haz', 'Fogadó Faluház', 'public', 'village_house', 'Petőfi tér 8.', 'Egykori vendégfogadó boltíves teremmel és kiállítószobával.', { email: 'faluhaz@fogado-szalk.example' }],
    ['szalk-nepdal', 'Rozmaring Népdalkör', 'civic', 'folk_group', 'Petőfi tér 8.', 'Huszonöt éve énekelnek; kiskunsági dalokat gyűjtenek.', { email: 'rozmaring@szalkidalkor.example' }]
  ],
  'Tass': [
    ['tass-haz', 'Vízlépcső Faluház', 'public', 'village_house', 'Széchenyi köz 31.', 'Faluház hajóskiállítással és gyermekkönyvtárral.', { email: 'faluhaz@vizlepcso.example' }],
    ['tass-evezos', 'Tassi Evezősök', 'civic', 'sports_club', 'Kis-Duna sor 2.', 'Sárkányhajó, kenu és nyári vízitábor a Kis-Dunán.', { email: 'evezo@tassievezosok.example', website: 'https://tassievezosok.example' }],
    ['tass-foltvarro', 'Kékszínfoltok Varrókör', 'informal', 'cultural_group', 'Széchenyi köz 31.', 'Foltvarró asszonyok kékfestő maradékokkal és sok türelemmel.']
  ],
  'Apostag': [
    ['apostag-haz', 'Szederjes Kert Faluház', 'public', 'village_house', 'Hősök köz 5.', 'Kiállítóterem és klubházak a falu régi kertjében.', { email: 'faluhaz@szederjes.example' }],
    ['apostag-evangelikus', 'Dunamelléki Evangélikus Gyülekezet', 'church', 'parish', 'Iskola köz 1.', 'Barokk templomukban nyári orgonaesték.', { email: 'lelkesz@apostagigyulekezet.example' }]
  ],
  'Dunaegyháza': [
    ['egyhaza-haz', 'Zöldfa Faluház', 'public', 'village_house', 'Felszabadulás köz 2.', 'Szlovák–magyar hagyományok háza, konyhával és színpaddal.', { email: 'faluhaz@zoldfa.example' }],
    ['egyhaza-szlovak', 'Dunaegyházi Szlovák Dalkör', 'civic', 'minority_government', 'Felszabadulás köz 2.', 'A falu szlovák dalait és halusfőző tudományát tartják életben.']
  ],
  'Kunadacs': [
    ['adacs-haz', 'Öregnyomás Faluház', 'public', 'village_house', 'Rákóczi köz 16.', 'Közösségi ház és természetvédelmi bemutatóterem.', { email: 'faluhaz@oregnyomas.example' }],
    ['adacs-tanya', 'Gémeskút Tanyagazdaság', 'business', 'farm', 'Tanya 112.', 'Racka, szürkemarha, kemence; iskolás csoportokat is fogadnak.', { email: 'tanya@gemeskuttanya.example', website: 'https://gemeskuttanya.example' }]
  ],
  'Kunpeszér': [
    ['peszer-haz', 'Erdőszéli Faluház', 'public', 'village_house', 'Béke köz 7.', 'A peszéri erdő kapuja: könyvtár, teázó, túraindító.', { email: 'faluhaz@erdoszeli.example' }],
    ['peszer-tuzolto', 'Kunpeszéri Önkéntes Tűzoltók', 'civic', 'volunteer_fire_brigade', 'Béke köz 21.', 'Kis csapat nagy területtel; bemutatóikra a fél járás eljön.']
  ]
};
