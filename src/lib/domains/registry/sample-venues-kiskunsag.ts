// Invented venues of Felső-Kiskunság, with the real riversides and pastures people gather at.
import type { BySettlement, VenueRow } from './sample-shape.ts';

// prettier-ignore
export const kiskunsagVenues: BySettlement<VenueRow> = {
  'Kunszentmiklós': [
    ['kunszent-szinhaz', 'Bakér-parti színházterem', 'kunszent-muvhaz', 'Damjanich köz 4.', 'hall', 300, true],
    ['kunszent-kamara', 'Kamaraterem', 'kunszent-muvhaz', 'Damjanich köz 4.', 'community_room', 70, true],
    ['kunszent-kiallito', 'Bakér-parti kiállítótér', 'kunszent-muvhaz', 'Damjanich köz 4.', 'gallery', 80, true],
    ['kunszent-olvaso', 'Kunhalom olvasóterem', 'kunszent-konyvtar', 'Kálvin köz 9.', 'library', 70, true],
    ['kunszent-terasz', 'Könyvtári olvasóterasz', 'kunszent-konyvtar', 'Kálvin köz 9.', 'outdoor', 60, true],
    ['kunszent-cehudvar', 'Céhház udvara', 'kunszent-muzeum', 'Kossuth köz 16.', 'outdoor', 200, true],
    ['kunszent-cehterem', 'Céhház kiállítóterme', 'kunszent-muzeum', 'Kossuth köz 16.', 'museum', 60, false],
    ['kunszent-reftemplom', 'Felvégi református templom', 'kunszent-reformatus', 'Templom köz 2.', 'church', 400, true],
    ['kunszent-gyulhaz', 'Felvégi gyülekezeti ház', 'kunszent-reformatus', 'Templom köz 4.', 'community_room', 80, true],
    ['kunszent-kattemplom', 'Szentlélek-templom', 'kunszent-plebania', 'Petőfi köz 30.', 'church', 220, true],
    ['kunszent-gimiaula', 'Gimnáziumi díszterem', 'kunszent-gimnazium', 'Diák köz 1.', 'school', 240, true],
    ['kunszent-gimicsarnok', 'Gimnáziumi sportcsarnok', 'kunszent-gimnazium', 'Diák köz 1.', 'sports_hall', 350, true],
    ['kunszent-vasarter', 'Kunszentmiklósi vásártér', null, 'Vásártér út', 'outdoor', 2000, true],
    ['kunszent-lovaspalya', 'Lovaspálya', 'kunszent-sport', 'Vásártér út 2.', 'outdoor', 1000, true],
    ['kunszent-raktar', 'Pályaudvar klub raktára', 'kunszent-ifi', 'Állomás köz 11.', 'club_room', 90, false],
    ['kunszent-piacter', 'Kunszentmiklósi piactér', 'kunszent-piac', 'Piac tér 1.', 'square', 400, true],
    ['kunszent-foter', 'Kálvin téri színpad', null, 'Kálvin tér', 'square', 1500, true]
  ],
  'Szabadszállás': [
    ['szabad-nagyterem', 'Strázsa-hegyi nagyterem', 'szabad-muvhaz', 'Honvéd köz 3.', 'hall', 260, true],
    ['szabad-klub', 'Strázsa-hegyi klubszoba', 'szabad-muvhaz', 'Honvéd köz 3.', 'club_room', 40, true],
    ['szabad-olvaso', 'Olvasóköri terem', 'szabad-konyvtar', 'Kálvin tér 4.', 'library', 60, false],
    ['szabad-templom', 'Öregtemplom', 'szabad-reformatus', 'Kálvin tér 1.', 'church', 380, true],
    ['szabad-pincesor', 'Homokháti pincesor', 'szabad-bor', 'Pincesor 7.', 'outdoor', 500, false, { lat: 46.866, lon: 19.241 }],
    ['szabad-laktanya', 'Bandérium udvara', 'szabad-huszar', 'Laktanya köz 2.', 'outdoor', 600, true],
    ['szabad-tornaterem', 'Tóth Bálint úti tornaterem', 'szabad-iskola', 'Dózsa köz 20.', 'sports_hall', 180, true],
    ['szabad-foter', 'Szabadszállási főtér', null, 'Kálvin tér', 'square', 1200, true]
  ],
  'Dunavecse': [
    ['vecse-terem', 'Révházi nagyterem', 'vecse-muvhaz', 'Fő út 40.', 'hall', 200, true],
    ['vecse-terasz', 'Révházi terasz', 'vecse-muvhaz', 'Fő út 40.', 'outdoor', 250, true],
    ['vecse-olvaso', 'Dunaparti olvasóterem', 'vecse-konyvtar', 'Zrínyi köz 2.', 'library', 45, true],
    ['vecse-part', 'Dunavecsei Duna-part', null, 'Rév köz', 'outdoor', 1000, true],
    ['vecse-templom', 'Dunavecsei templom', null, 'Templom köz 1.', 'church', 280, true],
    ['vecse-sport', 'Vecsei sportcsarnok', null, 'Sport köz 4.', 'sports_hall', 220, true]
  ],
  'Szalkszentmárton': [
    ['szalk-terem', 'Fogadó boltíves terme', 'szalk-haz', 'Petőfi tér 8.', 'hall', 120, false],
    ['szalk-szoba', 'Fogadó kiállítószobája', 'szalk-haz', 'Petőfi tér 8.', 'museum', 35, false],
    ['szalk-ter', 'Petőfi téri színpad', null, 'Petőfi tér', 'square', 600, true],
    ['szalk-templom', 'Szalkszentmártoni templom', null, 'Templom köz 1.', 'church', 240, true],
    ['szalk-libato', 'Libatói rét', null, 'Libató dűlő', 'outdoor', 500, false]
  ],
  'Tass': [
    ['tass-terem', 'Vízlépcső nagyterem', 'tass-haz', 'Széchenyi köz 31.', 'hall', 140, true],
    ['tass-gyermek', 'Tassi gyermekkönyvtár', 'tass-haz', 'Széchenyi köz 31.', 'library', 30, true],
    ['tass-csonakhaz', 'Tassi csónakház', 'tass-evezos', 'Kis-Duna sor 2.', 'outdoor', 500, false, { lat: 47.025, lon: 19.005 }],
    ['tass-ter', 'Tassi falutér', null, 'Széchenyi köz', 'square', 600, true],
    ['tass-templom', 'Tassi templom', null, 'Templom köz 2.', 'church', 260, true]
  ],
  'Apostag': [
    ['apostag-terem', 'Szederjes Kert nagyterme', 'apostag-haz', 'Hősök köz 5.', 'hall', 120, true],
    ['apostag-kiallito', 'Szederjes Kert galériája', 'apostag-haz', 'Hősök köz 5.', 'gallery', 50, true],
    ['apostag-templom', 'Dunamelléki evangélikus templom', 'apostag-evangelikus', 'Iskola köz 1.', 'church', 220, false],
    ['apostag-part', 'Apostagi Duna-part', null, 'Rév köz', 'outdoor', 600, true]
  ],
  'Dunaegyháza': [
    ['egyhaza-terem', 'Zöldfa nagyterem', 'egyhaza-haz', 'Felszabadulás köz 2.', 'hall', 110, true],
    ['egyhaza-udvar', 'Zöldfa udvar', 'egyhaza-haz', 'Felszabadulás köz 2.', 'outdoor', 500, true],
    ['egyhaza-templom', 'Dunaegyházi templom', null, 'Templom köz 1.', 'church', 200, true]
  ],
  'Kunadacs': [
    ['adacs-terem', 'Öregnyomás nagyterem', 'adacs-haz', 'Rákóczi köz 16.', 'hall', 110, true],
    ['adacs-karam', 'Gémeskút tanyaudvar', 'adacs-tanya', 'Tanya 112.', 'farm', 450, false, { lat: 46.969, lon: 19.318 }],
    ['adacs-legelo', 'Öregnyomási legelő', null, 'Legelő dűlő', 'outdoor', 1000, false]
  ],
  'Kunpeszér': [
    ['peszer-terem', 'Erdőszéli terem', 'peszer-haz', 'Béke köz 7.', 'hall', 80, true],
    ['peszer-szertar', 'Peszéri szertárudvar', 'peszer-tuzolto', 'Béke köz 21.', 'outdoor', 300, true],
    ['peszer-erdo', 'Peszéri erdei pihenő', null, 'Erdei út', 'outdoor', 300, false, { lat: 47.082, lon: 19.301 }]
  ]
};
