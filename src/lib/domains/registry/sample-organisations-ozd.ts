// Invented organisations of the Ózd micro-region.
import type { BySettlement, OrganisationRow } from './sample-shape.ts';

// prettier-ignore
export const ozdOrganisations: BySettlement<OrganisationRow> = {
  'Ózd': [
    ['ozd-muvhaz', 'Hangony-parti Művelődési Ház', 'public', 'community_house', 'Hangony sétány 4.', 'A város nagyterme, táncterme és alkotóműhelyei egy fedél alatt, heti húsz csoporttal.', { email: 'szervezes@hangonyparti.example', phone: '06-00-481-0101', website: 'https://hangonyparti.example' }],
    ['ozd-konyvtar', 'Kohász Városi Könyvtár', 'public', 'library', 'Olvasó út 2.', 'Felnőtt- és gyermekkönyvtár, helyismereti gyűjtemény és csendes tanulószoba.', { email: 'tajekoztato@kohaszkonyvtar.example', phone: '06-00-481-0102', website: 'https://kohaszkonyvtar.example' }],
    ['ozd-muzeum', 'Vasgyári Emlékek Tára', 'public', 'museum', 'Gyári út 11.', 'A vas és az itt dolgozó családok emlékei, tárgyai, hangja. Csoportoknak vezetett sétát is indít.', { email: 'latogatas@vasgyariemlekek.example', website: 'https://vasgyariemlekek.example' }],
    ['ozd-mozi', 'Béke téri Filmszínház', 'business', 'business', 'Béke tér 3.', 'Kéttermes városi mozi, kedd esténként filmklubbal.', { email: 'penztar@beketerimozi.example', phone: '06-00-481-0104', website: 'https://beketerimozi.example' }],
    ['ozd-plebania', 'Szent Flórián Plébánia', 'church', 'parish', 'Templom köz 1.', 'Katolikus közösség, karitászcsoporttal és ifjúsági énekkarral.', { email: 'iroda@szentflorian-ozd.example', phone: '06-00-481-0105' }],
    ['ozd-reformatus', 'Bolyki Völgyi Református Gyülekezet', 'church', 'parish', 'Bolyki út 58.', 'Kis gyülekezet nagy orgonával; nyáron hangversenyek, télen bibliakör.', { email: 'lelkesz@bolykivolgy.example' }],
    ['ozd-gimnazium', 'Rima Gimnázium és Szakgimnázium', 'public', 'school', 'Diák utca 7.', 'Középiskola diákszínpaddal és röplabdacsapattal; tanulói közösségi szolgálatra is jelentkeznek.', { email: 'titkarsag@rimagimnazium.example', phone: '06-00-481-0107' }],
    ['ozd-zeneiskola', 'Acélhang Zeneiskola', 'public', 'school', 'Petrence utca 9.', 'Hangszeres oktatás és fúvószenekar, a növendékek havonta lépnek közönség elé.', { email: 'iroda@acelhang.example' }],
    ['ozd-ovoda', 'Pitypang Óvoda', 'public', 'kindergarten', 'Újtelep 14.', 'Hatcsoportos óvoda nagy kerttel és nyitott délutánokkal.', { email: 'pitypang@ujtelepiovoda.example' }],
    ['ozd-barati', 'Kolóniák Baráti Köre', 'civic', 'association', 'Kisamerika sor 3.', 'A gyári lakótelepek múltját és kertjeit őrző egyesület; sétákat és emlékesteket tart.', { email: 'kor@koloniak.example', website: 'https://koloniak.example' }],
    ['ozd-banyasz', 'Somsályi Bányász Hagyományőrzők', 'civic', 'cultural_group', 'Somsály, Altáró út 2.', 'Egykori bányászok és unokáik; énekkar, egyenruha, bányásznap.', { email: 'jo-szerencset@somsaly.example', phone: '06-00-481-0111' }],
    ['ozd-tanc', 'Vasvirág Néptáncegyüttes', 'civic', 'folk_group', 'Hangony sétány 4.', 'Gömöri és barkó táncokat tanuló együttes, öt korosztállyal.', { email: 'probak@vasvirag.example', website: 'https://vasvirag.example' }],
    ['ozd-szinpad', 'Munkásszálló Színpad', 'civic', 'cultural_group', 'Brassói út 21.', 'Amatőr társulat: évente két bemutató és egy vidéki körút.', { email: 'tarsulat@munkasszallo.example' }],
    ['ozd-sport', 'Ózd-vidéki Szabadidősport Egyesület', 'civic', 'sports_club', 'Stadion út 1.', 'Futóversenyek, túrák és teremtornák mindenkinek, aki mozogni szeretne.', { email: 'rajt@szabadidosport-ozd.example', phone: '06-00-481-0114' }],
    ['ozd-nyugdijas', 'Őszirózsa Nyugdíjasklub', 'informal', 'senior_club', 'Olvasó út 2.', 'Hetente összejövő baráti kör; kirándulnak, főznek, felolvasnak egymásnak.'],
    ['ozd-roma', 'Ózd-vidéki Roma Közösségek Tanácsa', 'public', 'minority_government', 'Velence-telep 6.', 'Tanoda, zenekar és roma kulturális napok; a környező falvak közösségeivel együtt dolgozik.', { email: 'tanacs@romakozossegek-ozd.example', phone: '06-00-481-0116' }],
    ['ozd-ifi', 'Kapocs Ifjúsági Pont', 'civic', 'youth_club', 'Vasvár út 30.', 'Nyitott tér tizenéveseknek: társasjáték, hangpróba, diákmunka-tanácsok.', { email: 'szia@kapocspont.example', website: 'https://kapocspont.example' }],
    ['ozd-csalad', 'Hangony-völgyi Családsegítő Szolgálat', 'public', 'family_support', 'Zrínyi köz 5.', 'Baba-mama klub, adósságtanácsadás, jogi félóra minden szerdán.', { email: 'ugyelet@hangonyvolgyi-csaladsegito.example', phone: '06-00-481-0118' }],
    ['ozd-hirmondo', 'Völgyi Hírmondó', 'business', 'media', 'Béke tér 6.', 'Kétheti programújság és helyi hírportál a tizenhét környékbeli faluból is.', { email: 'szerkeszto@volgyihirmondo.example', website: 'https://volgyihirmondo.example' }]
  ],
  'Putnok': [
    ['putnok-muvhaz', 'Serényi Úti Közösségi Ház', 'public', 'community_house', 'Serényi út 15.', 'Színházterem, tánctermek és a gömöri kézművesek műhelye.', { email: 'haz@serenyiut.example', phone: '06-00-481-0201', website: 'https://serenyiut.example' }],
    ['putnok-konyvtar', 'Sajó-menti Városi Könyvtár', 'public', 'library', 'Kossuth köz 4.', 'Olvasókör, mesekuckó és könyvhordás az időseknek.', { email: 'kolcsonzo@sajomentikonyvtar.example' }],
    ['putnok-muzeum', 'Gömöri Hímzésgyűjtemény', 'civic', 'museum', 'Várkert 2.', 'Magángyűjteményből lett kis múzeum: hímzések, kékfestők, faragott ládák.', { email: 'jegy@gomorihimzes.example', website: 'https://gomorihimzes.example' }],
    ['putnok-plebania', 'Jó Pásztor Plébánia', 'church', 'parish', 'Templom tér 1.', 'Katolikus közösség; kórusa a környék adventi hangversenyeinek gyakori vendége.', { email: 'jopasztor@putnokiplebania.example' }],
    ['putnok-tanc', 'Gömörország Táncműhely', 'civic', 'folk_group', 'Serényi út 15.', 'Élő zenés táncházak és utánpótláscsoport a Sajó mentéről.', { email: 'tanchaz@gomororszag.example' }],
    ['putnok-sport', 'Sajópart Sportkör', 'civic', 'sports_club', 'Töltés utca 8.', 'Labdarúgás, tömegsport és a vízi túrázók szakosztálya.', { email: 'sportkor@sajopart.example', phone: '06-00-481-0206' }],
    ['putnok-hagyma', 'Putnoki Kertbarátok Társasága', 'civic', 'association', 'Kertalja út 19.', 'Kiskertművelők: magcsere, metszés, őszi terménykiállítás.']
  ],
  'Borsodnádasd': [
    ['nadasd-muvhaz', 'Lemezgyári Közösségi Ház', 'public', 'community_house', 'Gyártelep 8.', 'A gyár egykori ebédlője ma színházterem és molnárkalácssütő műhely.', { email: 'kozossegihaz@lemezgyari.example', phone: '06-00-481-0301' }],
    ['nadasd-konyvtar', 'Köves-völgyi Könyvtár', 'public', 'library', 'Alkotmány köz 2.', 'Városi könyvtár helytörténeti fotótárral.', { email: 'konyvtar@kovesvolgy.example' }],
    ['nadasd-kalacs', 'Molnárkalács Asszonykör', 'informal', 'cultural_group', 'Fő út 66.', 'Ostyasütő vasaikkal a fél vármegyét bejárták; receptet szívesen adnak.', { phone: '06-00-481-0303' }],
    ['nadasd-zene', 'Bányász-Kohász Fúvósegylet', 'civic', 'cultural_group', 'Gyártelep 8.', 'Negyven fúvós, három nemzedék; nélkülük nincs bányásznap.', { email: 'egylet@fuvosegylet.example' }]
  ],
  'Arló': [
    ['arlo-faluhaz', 'Tóvidéki Művelődési Ház', 'public', 'community_house', 'Rákóczi sor 12.', 'A nagyközség rendezvényháza, nyáron a tóparti színpad gazdája.', { email: 'muvhaz@tovidek.example', phone: '06-00-481-0401' }],
    ['arlo-horgasz', 'Szohonyi Horgászegylet', 'civic', 'association', 'Tóparti út 1.', 'Az Arlói-tó horgászai; versenyeket és gyermek horgásztábort szerveznek.', { email: 'kapas@szohonyihorgasz.example' }],
    ['arlo-barko', 'Arlói Barkó Asszonykórus', 'civic', 'folk_group', 'Rákóczi sor 12.', 'Barkó népdalok és lakodalmas énekek őrzői.'],
    ['arlo-iskola', 'Széchy Úti Általános Iskola', 'public', 'school', 'Széchy út 5.', 'Nyolcosztályos iskola erős kézilabdacsapattal.', { email: 'iskola@szechyut.example' }]
  ],
  'Farkaslyuk': [
    ['farkaslyuk-haz', 'Aknász Közösségi Ház', 'public', 'village_house', 'Akna sor 1.', 'A régi bányakaszinó felújított terme, könyvtári szolgáltató hellyel.', { email: 'aknaszhaz@farkaslyuki.example' }],
    ['farkaslyuk-tanoda', 'Lépcső Tanoda', 'civic', 'foundation', 'Gyürky út 40.', 'Délutáni tanulás, uzsonna, dobkör: negyven gyerek második otthona.', { email: 'tanoda@lepcso.example', website: 'https://lepcso.example' }]
  ],
  'Járdánháza': [
    ['jardanhaza-haz', 'Pipishegyi Faluház', 'public', 'village_house', 'IV. Béla út 31.', 'Rendezvényterem, könyvtár és falumúzeum-sarok.', { email: 'faluhaz@pipishegyi.example' }],
    ['jardanhaza-tuzolto', 'Járdánházi Önkéntes Tűzoltók Köre', 'civic', 'volunteer_fire_brigade', 'Szertár köz 3.', 'Önkéntes tűzoltók, akik a falunapi habpartit is szállítják.', { phone: '06-00-481-0502' }]
  ],
  'Hangony': [
    ['hangony-haz', 'Dobóczky Faluház', 'public', 'village_house', 'Rákóczi út 102.', 'Nagyterem, konyha és fonó; a téli hónapokban minden csütörtökön befűtött kemencével.', { email: 'faluhaz@dobocz.example' }],
    ['hangony-fono', 'Hangonyi Fonóasszonyok', 'informal', 'folk_group', 'Rákóczi út 102.', 'Szövés, fonás, ének, ahogy a nagyanyáiktól tanulták.']
  ],
  'Borsodszentgyörgy': [
    ['szentgyorgy-haz', 'Sárkányölő Faluház', 'public', 'village_house', 'Ady köz 8.', 'Közösségi tér és teleház a faluközpontban.', { email: 'faluhaz@sarkanyolo.example' }],
    ['szentgyorgy-ov', 'Szentgyörgyi Asszonyok Klubja', 'informal', 'cultural_group', 'Ady köz 8.', 'Kelt tészták, hímzés és jó szó csütörtök délutánonként.']
  ],
  'Bánréve': [
    ['banreve-haz', 'Határmenti Művelődési Ház', 'public', 'community_house', 'Állomás út 6.', 'Két ország között: közös estek a gömöri oldal közösségeivel.', { email: 'muvhaz@hatarmenti.example', phone: '06-00-481-0601' }],
    ['banreve-vasutas', 'Bánrévei Vasutas Baráti Kör', 'civic', 'association', 'Állomás út 22.', 'Vasúttörténet, terepasztal és nyári sínbuszos kirándulás.']
  ],
  'Sáta': [
    ['sata-haz', 'Dédes-aljai Faluház', 'public', 'village_house', 'Kossuth köz 14.', 'Rendezvényterem és turistapihenő a Bükk kapujában.', { email: 'faluhaz@dedesaljai.example' }],
    ['sata-turista', 'Bükkalja Természetjárók', 'civic', 'association', 'Kossuth köz 14.', 'Havi gyalogtúrák, forrástakarítás, gyermek túravezetőképzés.', { email: 'gyalog@bukkaljaturista.example', website: 'https://bukkaljaturista.example' }]
  ],
  'Serényfalva': [
    ['serenyfalva-haz', 'Kúria Közösségi Ház', 'public', 'village_house', 'Kastélyalja 2.', 'A régi gazdatiszti házban működő művelődési ház és könyvtár.', { email: 'kuria@serenyfalvihaz.example' }],
    ['serenyfalva-zene', 'Gömöri Cigányzenész Iskola', 'civic', 'foundation', 'Petőfi köz 17.', 'Hegedű, cimbalom, bőgő: itt a nagyapa tanítja az unokát.', { email: 'prim@ciganyzenesziskola.example' }]
  ],
  'Domaháza': [
    ['domahaza-haz', 'Barkó Faluház', 'public', 'village_house', 'Petőfi köz 3.', 'Táncterem, viseletes szoba és vendégkonyha.', { email: 'faluhaz@barkohaz.example' }],
    ['domahaza-egyuttes', 'Nagycsalád Hagyományőrző Együttes', 'civic', 'folk_group', 'Petőfi köz 3.', 'Barkó lakodalmasukat messze vidékre hívják; hat évestől nyolcvanig ropják.', { email: 'egyuttes@nagycsalad.example' }]
  ],
  'Borsodbóta': [['bota-haz', 'Bóta-völgyi Faluház', 'public', 'village_house', 'Ady köz 20.', 'Közösségi ház könyvtárszobával és kinti kemencével.', { email: 'faluhaz@botavolgy.example' }]],
  'Csernely': [
    ['csernely-haz', 'Csernely-pataki Faluház', 'public', 'village_house', 'Kossuth köz 40.', 'Faluház és orvosi váró közt egyetlen folyosó: aki beteg, itt olvas is.', { email: 'faluhaz@csernelypataki.example' }],
    ['csernely-meszegeto', 'Csernelyi Mészégetők Szövetkezete', 'business', 'business', 'Külterület 4.', 'Utolsó boksáik egyike; bemutatót tartanak és meszet adnak a környék tornácaira.', { phone: '06-00-481-0702' }]
  ],
  'Csokvaomány': [['csokva-haz', 'Két Harang Faluház', 'public', 'village_house', 'Széchenyi köz 5.', 'Csokva és Omány közös háza, ahol a két falurész találkozik.', { email: 'faluhaz@ketharang.example' }]],
  'Sajóvelezd': [['velezd-haz', 'Velezdi Faluház', 'public', 'village_house', 'Dózsa köz 9.', 'Könyvtári szolgáltató hely, néptáncterem, szabadtéri színpad.', { email: 'faluhaz@sajovelezdi.example' }]],
  'Királd': [['kirald-haz', 'Szénosztályozó Közösségi Ház', 'public', 'village_house', 'Bányász út 3.', 'Bányászemlékek és mai mozgás: tornaterem, klubszoba, kiállítótér.', { email: 'haz@szenosztalyozo.example' }]],
  'Nekézseny': [['nekezseny-haz', 'Szénahordó-völgyi Faluház', 'public', 'village_house', 'Kossuth köz 28.', 'Rendezvényterem és kismozi a templom szomszédságában.', { email: 'faluhaz@szenahordo.example' }]],
  'Kelemér': [
    ['kelemer-haz', 'Mohos Faluház', 'public', 'village_house', 'Tompa köz 11.', 'Teleház, könyvtár és a lápi tanösvény indulópontja.', { email: 'faluhaz@mohos.example' }],
    ['kelemer-versmondok', 'Keleméri Versmondók Köre', 'informal', 'cultural_group', 'Tompa köz 11.', 'Balladák, virágregék, tavasszal versmondó verseny.']
  ],
  'Hét': [['het-haz', 'Hétszínvirág Faluház', 'public', 'village_house', 'Petőfi köz 19.', 'Kis terem, nagy konyha, jó társaság.', { email: 'faluhaz@hetszinvirag.example' }]],
  'Sajónémeti': [['nemeti-haz', 'Tájoló Faluház', 'public', 'village_house', 'Kossuth köz 33.', 'Közösségi tér és kerékpáros pihenő a Sajó-völgyi úton.', { email: 'faluhaz@tajolo-nemeti.example' }]],
  'Sajópüspöki': [['puspoki-haz', 'Tornácos Faluház', 'public', 'village_house', 'Petőfi köz 44.', 'Felújított parasztház, amelyben a falu ünnepel.', { email: 'faluhaz@tornacos.example' }]],
  'Kissikátor': [['sikator-haz', 'Sikátori Faluház', 'public', 'village_house', 'Dobó köz 6.', 'Vetítővászon, kemence, kölcsönözhető hócipő.', { email: 'faluhaz@sikatori.example' }]],
  'Uppony': [
    ['uppony-haz', 'Szoros Vendég- és Faluház', 'public', 'village_house', 'Kassai köz 2.', 'Közösségi ház és turistaszállás a szikláktól egy ugrásra.', { email: 'szallas@upponyiszoros.example', website: 'https://upponyiszoros.example' }],
    ['uppony-maszo', 'Szirti Mászóiskola', 'business', 'business', 'Kassai köz 17.', 'Sziklamászás kezdőknek, biztosítással és türelemmel.', { phone: '06-00-481-0802' }]
  ],
  'Lénárddaróc': [['daroc-haz', 'Daróci Faluház', 'public', 'village_house', 'Szabadság köz 10.', 'Falugondnoki szolgálat és klubszoba, havonta vendéggel.', { email: 'faluhaz@daroci.example' }]],
  'Dubicsány': [['dubicsany-haz', 'Szilvás Faluház', 'public', 'village_house', 'Fő út 51.', 'A szilvalekvár-főzés háza; húsz asszony, két üst.', { email: 'faluhaz@szilvas.example' }]],
  'Sajómercse': [['mercse-haz', 'Mercsei Falugondnokság', 'public', 'social_service', 'Petőfi köz 1.', 'Kisbusz, ebédhordás, ügyintézés, és ha kell, szervezünk bált is.', { phone: '06-00-481-0901' }]],
  'Bükkmogyorósd': [['mogyorosd-haz', 'Mogyorós Faluház', 'public', 'village_house', 'Petőfi köz 15.', 'A falu egyetlen nagyobb szobája; nyáron erdei iskola.', { email: 'faluhaz@mogyoros.example' }]],
  'Gömörszőlős': [['szolos-porta', 'Napraforgó Ökoporta', 'civic', 'foundation', 'Kassai köz 9.', 'Élő falumúzeum: biokert, szalmaház, lekvárfőző napok, önkéntes hetek.', { email: 'porta@napraforgoporta.example', website: 'https://napraforgoporta.example' }]]
};
