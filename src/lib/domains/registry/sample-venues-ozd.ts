// Invented venues of the Ózd micro-region, with the few real shores, squares and clearings people gather at.
import type { BySettlement, VenueRow } from './sample-shape.ts';

// prettier-ignore
export const ozdVenues: BySettlement<VenueRow> = {
  'Ózd': [
    ['ozd-nagyterem', 'Hangony-parti nagyterem', 'ozd-muvhaz', 'Hangony sétány 4.', 'hall', 320, true, { note: 'Színpad 8 × 6 méter, teherbejárat a patak felől.' }],
    ['ozd-tukorterem', 'Tükörterem', 'ozd-muvhaz', 'Hangony sétány 4.', 'community_room', 60, true],
    ['ozd-alkotomuhely', 'Alkotóműhely', 'ozd-muvhaz', 'Hangony sétány 4.', 'club_room', 25, true, { note: 'Vízcsap és égetőkemence van.' }],
    ['ozd-olvasoterem', 'Kohász olvasóterem', 'ozd-konyvtar', 'Olvasó út 2.', 'library', 80, true],
    ['ozd-mesepince', 'Mesepince', 'ozd-konyvtar', 'Olvasó út 2.', 'library', 30, false, { note: 'Nyolc lépcső vezet le.' }],
    ['ozd-gepcsarnok', 'Gépcsarnok kiállítótér', 'ozd-muzeum', 'Gyári út 11.', 'museum', 150, true],
    ['ozd-nagymozi', 'Béke téri nagymozi', 'ozd-mozi', 'Béke tér 3.', 'cinema', 210, true],
    ['ozd-kismozi', 'Béke téri kamaraterem', 'ozd-mozi', 'Béke tér 3.', 'cinema', 44, false],
    ['ozd-florian', 'Szent Flórián-templom', 'ozd-plebania', 'Templom köz 1.', 'church', 350, true],
    ['ozd-plebaniaterem', 'Plébániai közösségi terem', 'ozd-plebania', 'Templom köz 1.', 'community_room', 50, true],
    ['ozd-bolyki-templom', 'Bolyki református templom', 'ozd-reformatus', 'Bolyki út 58.', 'church', 180, false],
    ['ozd-gimi-aula', 'Rima gimnázium aulája', 'ozd-gimnazium', 'Diák utca 7.', 'school', 260, true],
    ['ozd-gimi-tornaterem', 'Rima tornacsarnok', 'ozd-gimnazium', 'Diák utca 7.', 'sports_hall', 400, true],
    ['ozd-hangversenyterem', 'Acélhang kisterem', 'ozd-zeneiskola', 'Petrence utca 9.', 'hall', 90, false],
    ['ozd-pitypang-udvar', 'Pitypang óvodakert', 'ozd-ovoda', 'Újtelep 14.', 'outdoor', 120, true],
    ['ozd-kolonia', 'Kisamerika-sori közösségi kert', 'ozd-barati', 'Kisamerika sor 3.', 'outdoor', 80, true],
    ['ozd-somsaly', 'Somsályi bányászklub és udvara', 'ozd-banyasz', 'Somsály, Altáró út 2.', 'club_room', 200, false],
    ['ozd-proba', 'Munkásszálló stúdiószínpad', 'ozd-szinpad', 'Brassói út 21.', 'hall', 85, false],
    ['ozd-stadion', 'Völgyi sporttelep', 'ozd-sport', 'Stadion út 1.', 'outdoor', 1500, true],
    ['ozd-velence', 'Velence-telepi közösségi ház', 'ozd-roma', 'Velence-telep 6.', 'community_room', 90, true],
    ['ozd-kapocs', 'Kapocs klubtér', 'ozd-ifi', 'Vasvár út 30.', 'club_room', 50, true],
    ['ozd-babaszoba', 'Családsegítő babaszoba', 'ozd-csalad', 'Zrínyi köz 5.', 'community_room', 25, true],
    ['ozd-foter', 'Béke téri szabadtéri színpad', null, 'Béke tér', 'square', 2500, true],
    ['ozd-piac', 'Városi piactér', null, 'Piac köz', 'square', 600, true],
    ['ozd-liget', 'Hangony-parti liget', null, 'Hangony sétány', 'park', 800, true],
    ['ozd-szentsimon', 'Szentsimoni kultúrház', null, 'Szentsimon, Kossuth köz 20.', 'hall', 100, false, { lat: 48.232, lon: 20.247 }]
  ],
  'Putnok': [
    ['putnok-szinhaz', 'Serényi úti színházterem', 'putnok-muvhaz', 'Serényi út 15.', 'hall', 240, true],
    ['putnok-muhely', 'Gömöri kézművesműhely', 'putnok-muvhaz', 'Serényi út 15.', 'club_room', 30, true],
    ['putnok-olvaso', 'Sajó-menti olvasóterem', 'putnok-konyvtar', 'Kossuth köz 4.', 'library', 60, true],
    ['putnok-himzes', 'Hímzésgyűjtemény kiállítóterme', 'putnok-muzeum', 'Várkert 2.', 'museum', 50, false],
    ['putnok-templom', 'Jó Pásztor-templom', 'putnok-plebania', 'Templom tér 1.', 'church', 300, true],
    ['putnok-palya', 'Sajóparti sportpálya', 'putnok-sport', 'Töltés utca 8.', 'outdoor', 800, true],
    ['putnok-varkert', 'Várkerti színpad', null, 'Várkert', 'park', 1200, true],
    ['putnok-piacter', 'Putnoki piactér', null, 'Piac köz', 'square', 400, true]
  ],
  'Borsodnádasd': [
    ['nadasd-terem', 'Lemezgyári nagyterem', 'nadasd-muvhaz', 'Gyártelep 8.', 'hall', 200, true],
    ['nadasd-suto', 'Molnárkalácssütő műhely', 'nadasd-muvhaz', 'Gyártelep 8.', 'club_room', 35, true],
    ['nadasd-konyvtarterem', 'Köves-völgyi könyvtárterem', 'nadasd-konyvtar', 'Alkotmány köz 2.', 'library', 45, false],
    ['nadasd-gyarkert', 'Gyárkert', null, 'Gyártelep', 'park', 900, true]
  ],
  'Arló': [
    ['arlo-terem', 'Tóvidéki nagyterem', 'arlo-faluhaz', 'Rákóczi sor 12.', 'hall', 180, true],
    ['arlo-tostrand', 'Arlói tóparti színpad', 'arlo-faluhaz', 'Tóparti út 3.', 'outdoor', 1000, true, { lat: 48.17, lon: 20.245 }],
    ['arlo-stegsor', 'Szohonyi stégsor', 'arlo-horgasz', 'Tóparti út 1.', 'outdoor', 150, false, { lat: 48.169, lon: 20.243 }],
    ['arlo-tornaterem', 'Széchy úti tornaterem', 'arlo-iskola', 'Széchy út 5.', 'sports_hall', 150, true],
    ['arlo-templom', 'Arlói templomkert', null, 'Templom köz', 'outdoor', 250, true]
  ],
  'Farkaslyuk': [
    ['farkaslyuk-kaszino', 'Bányakaszinó díszterme', 'farkaslyuk-haz', 'Akna sor 1.', 'hall', 140, true],
    ['farkaslyuk-tanodaterem', 'Lépcső tanodaterem', 'farkaslyuk-tanoda', 'Gyürky út 40.', 'community_room', 45, false],
    ['farkaslyuk-park', 'Aknatorony tér', null, 'Akna sor', 'square', 500, true]
  ],
  'Járdánháza': [
    ['jardanhaza-terem', 'Pipishegyi nagyterem', 'jardanhaza-haz', 'IV. Béla út 31.', 'hall', 130, true],
    ['jardanhaza-szertar', 'Tűzoltószertár udvara', 'jardanhaza-tuzolto', 'Szertár köz 3.', 'outdoor', 250, true],
    ['jardanhaza-palya', 'Járdánházi sportpálya', null, 'Sport köz 1.', 'outdoor', 500, true]
  ],
  'Hangony': [
    ['hangony-terem', 'Dobóczky nagyterem', 'hangony-haz', 'Rákóczi út 102.', 'hall', 120, true],
    ['hangony-fonohaz', 'Fonóház', 'hangony-fono', 'Rákóczi út 110.', 'community_room', 35, false],
    ['hangony-ret', 'Hangonyi patakparti rét', null, 'Patak sor', 'outdoor', 700, true]
  ],
  'Borsodszentgyörgy': [
    ['szentgyorgy-terem', 'Sárkányölő nagyterem', 'szentgyorgy-haz', 'Ady köz 8.', 'hall', 110, true],
    ['szentgyorgy-udvar', 'Kemencés udvar', 'szentgyorgy-haz', 'Ady köz 8.', 'outdoor', 300, true],
    ['szentgyorgy-templom', 'Borsodszentgyörgyi templom', null, 'Templom köz 2.', 'church', 180, false]
  ],
  'Bánréve': [
    ['banreve-terem', 'Határmenti nagyterem', 'banreve-haz', 'Állomás út 6.', 'hall', 150, true],
    ['banreve-resti', 'Vasutasklub', 'banreve-vasutas', 'Állomás út 22.', 'club_room', 40, true],
    ['banreve-sajopart', 'Bánrévei Sajó-part', null, 'Híd köz', 'outdoor', 400, false]
  ],
  'Sáta': [
    ['sata-terem', 'Dédes-aljai nagyterem', 'sata-haz', 'Kossuth köz 14.', 'hall', 100, true],
    ['sata-forras', 'Sátai turistapihenő', 'sata-turista', 'Erdőalja', 'outdoor', 300, false, { lat: 48.184, lon: 20.399 }],
    ['sata-templom', 'Sátai templom', null, 'Kossuth köz 30.', 'church', 160, true]
  ],
  'Serényfalva': [
    ['serenyfalva-terem', 'Kúria nagyterem', 'serenyfalva-haz', 'Kastélyalja 2.', 'hall', 90, true],
    ['serenyfalva-muhely', 'Cigányzenész próbaterem', 'serenyfalva-zene', 'Petőfi köz 17.', 'club_room', 40, false],
    ['serenyfalva-park', 'Kúriakert', 'serenyfalva-haz', 'Kastélyalja 2.', 'park', 500, true]
  ],
  'Domaháza': [
    ['domahaza-terem', 'Barkó táncterem', 'domahaza-haz', 'Petőfi köz 3.', 'hall', 120, true],
    ['domahaza-viselet', 'Viseletes szoba', 'domahaza-haz', 'Petőfi köz 3.', 'museum', 25, false],
    ['domahaza-szerelem', 'Domaházi szabadtéri színpad', null, 'Béke köz', 'outdoor', 700, true]
  ],
  'Borsodbóta': [
    ['bota-terem', 'Bóta-völgyi nagyterem', 'bota-haz', 'Ady köz 20.', 'hall', 90, true],
    ['bota-kemence', 'Bótai kemencés tér', 'bota-haz', 'Ady köz 20.', 'outdoor', 300, true]
  ],
  'Csernely': [
    ['csernely-terem', 'Csernely-pataki nagyterem', 'csernely-haz', 'Kossuth köz 40.', 'hall', 90, true],
    ['csernely-boksa', 'Mészégető tisztás', 'csernely-meszegeto', 'Külterület 4.', 'outdoor', 150, false, { lat: 48.135, lon: 20.33 }]
  ],
  'Csokvaomány': [
    ['csokva-terem', 'Két Harang nagyterem', 'csokva-haz', 'Széchenyi köz 5.', 'hall', 90, true],
    ['csokva-domb', 'Csokvai templomdomb', null, 'Templomdomb', 'outdoor', 250, false]
  ],
  'Sajóvelezd': [
    ['velezd-terem', 'Velezdi nagyterem', 'velezd-haz', 'Dózsa köz 9.', 'hall', 80, true],
    ['velezd-szinpad', 'Velezdi szabadtéri színpad', 'velezd-haz', 'Dózsa köz 9.', 'outdoor', 350, true]
  ],
  'Királd': [
    ['kirald-terem', 'Szénosztályozó nagyterem', 'kirald-haz', 'Bányász út 3.', 'hall', 110, true],
    ['kirald-torna', 'Királdi tornaterem', 'kirald-haz', 'Bányász út 3.', 'sports_hall', 120, false]
  ],
  'Nekézseny': [
    ['nekezseny-terem', 'Szénahordó-völgyi nagyterem', 'nekezseny-haz', 'Kossuth köz 28.', 'hall', 80, true],
    ['nekezseny-templomkert', 'Nekézsenyi templomkert', null, 'Templom köz 1.', 'outdoor', 250, true]
  ],
  'Kelemér': [
    ['kelemer-terem', 'Mohos nagyterem', 'kelemer-haz', 'Tompa köz 11.', 'hall', 70, true],
    ['kelemer-kert', 'Mohos-kert', 'kelemer-haz', 'Tompa köz 11.', 'outdoor', 250, true],
    ['kelemer-lap', 'Láptanösvény fogadótere', 'kelemer-haz', 'Mohos dűlő', 'outdoor', 120, false, { lat: 48.333, lon: 20.418 }]
  ],
  'Hét': [['het-terem', 'Hétszínvirág terem', 'het-haz', 'Petőfi köz 19.', 'hall', 70, true], ['het-ter', 'Heti falutér', null, 'Petőfi köz', 'square', 250, true]],
  'Sajónémeti': [['nemeti-terem', 'Tájoló nagyterem', 'nemeti-haz', 'Kossuth köz 33.', 'hall', 70, true], ['nemeti-part', 'Németi Sajó-part', null, 'Gát sor', 'outdoor', 250, false]],
  'Sajópüspöki': [['puspoki-tornac', 'Tornácos ház udvara', 'puspoki-haz', 'Petőfi köz 44.', 'outdoor', 180, true], ['puspoki-terem', 'Tornácos ház nagyszobája', 'puspoki-haz', 'Petőfi köz 44.', 'community_room', 50, false]],
  'Kissikátor': [['sikator-terem', 'Sikátori nagyterem', 'sikator-haz', 'Dobó köz 6.', 'hall', 60, true], ['sikator-dombolda', 'Sikátori szánkódomb', null, 'Dombalja', 'outdoor', 150, false]],
  'Uppony': [
    ['uppony-terem', 'Szoros közösségi terem', 'uppony-haz', 'Kassai köz 2.', 'community_room', 50, true],
    ['uppony-szoros', 'Upponyi sziklaszoros tisztása', 'uppony-maszo', 'Szoros út', 'outdoor', 300, false, { lat: 48.22, lon: 20.432 }]
  ],
  'Lénárddaróc': [['daroc-szoba', 'Daróci klubszoba', 'daroc-haz', 'Szabadság köz 10.', 'community_room', 40, true], ['daroc-ter', 'Daróci falutér', null, 'Szabadság köz', 'square', 200, true]],
  'Dubicsány': [['dubicsany-szin', 'Szilvás szín', 'dubicsany-haz', 'Fő út 51.', 'outdoor', 120, true], ['dubicsany-szoba', 'Szilvás klubszoba', 'dubicsany-haz', 'Fő út 51.', 'community_room', 40, false]],
  'Sajómercse': [['mercse-terem', 'Mercsei kisterem', 'mercse-haz', 'Petőfi köz 1.', 'community_room', 45, true], ['mercse-ter', 'Mercsei harangláb tere', null, 'Petőfi köz', 'square', 150, true]],
  'Bükkmogyorósd': [['mogyorosd-szoba', 'Mogyorós nagyszoba', 'mogyorosd-haz', 'Petőfi köz 15.', 'community_room', 35, false], ['mogyorosd-ret', 'Mogyorósdi rét', null, 'Rétalja', 'outdoor', 200, false]],
  'Gömörszőlős': [['szolos-pajta', 'Napraforgó pajta', 'szolos-porta', 'Kassai köz 9.', 'farm', 60, false], ['szolos-biokert', 'Porta biokertje', 'szolos-porta', 'Kassai köz 9.', 'outdoor', 100, false]]
};
