// Invented venues of the Szentes micro-region, with the real riversides and parks people gather at.
import type { BySettlement, VenueRow } from './sample-shape.ts';

// prettier-ignore
export const szentesVenues: BySettlement<VenueRow> = {
  'Szentes': [
    ['szentes-nagyterem', 'Kurca-parti nagyterem', 'szentes-muvhaz', 'Kurca sétány 8.', 'hall', 380, true, { note: 'Teljes színházi fénypark, két öltöző.' }],
    ['szentes-kamara', 'Kurca-parti kamaraszínház', 'szentes-muvhaz', 'Kurca sétány 8.', 'hall', 110, true],
    ['szentes-klub', 'Kurca-parti klubszoba', 'szentes-muvhaz', 'Kurca sétány 8.', 'club_room', 40, true],
    ['szentes-muhely', 'Kurca-parti kézművesterem', 'szentes-muvhaz', 'Kurca sétány 8.', 'community_room', 30, true],
    ['szentes-olvaso', 'Platán olvasóterem', 'szentes-konyvtar', 'Platán sor 1.', 'library', 100, true],
    ['szentes-zenetar', 'Platán zenetár', 'szentes-konyvtar', 'Platán sor 1.', 'library', 40, true],
    ['szentes-gyermek', 'Platán gyermekkönyvtár', 'szentes-konyvtar', 'Platán sor 1.', 'library', 45, true],
    ['szentes-tarlatterem', 'Tárház kiállítóterme', 'szentes-muzeum', 'Ligetalja 2.', 'museum', 120, true],
    ['szentes-pedagogia', 'Tárház foglalkoztató', 'szentes-muzeum', 'Ligetalja 2.', 'museum', 35, true],
    ['szentes-drama', 'Drámagimnázium vizsgaszínpada', 'szentes-gimnazium', 'Liget sor 12.', 'school', 150, true],
    ['szentes-gimnaziumcsarnok', 'Ligeti tornacsarnok', 'szentes-gimnazium', 'Liget sor 12.', 'sports_hall', 400, true],
    ['szentes-hangverseny', 'Harmónia hangversenyterem', 'szentes-zeneiskola', 'Nagyörvény köz 6.', 'hall', 160, true],
    ['szentes-kistemplom', 'Kistemplom', 'szentes-reformatus', 'Kálvin köz 5.', 'church', 260, true],
    ['szentes-gyulekezet', 'Kistemplomi gyülekezeti ház', 'szentes-reformatus', 'Kálvin köz 7.', 'community_room', 70, true],
    ['szentes-rozsafuzer', 'Rózsafüzér Királynéja templom', 'szentes-plebania', 'Templom sor 3.', 'church', 400, true],
    ['szentes-evtemplom', 'Tiszamenti evangélikus templom', 'szentes-evangelikus', 'Luther köz 1.', 'church', 180, false],
    ['szentes-vizhaz', 'Vízház Galéria', 'szentes-galeria', 'Ady köz 44.', 'gallery', 70, false],
    ['szentes-kalyha', 'Kályhameleg stúdió', 'szentes-szinjatszo', 'Sima köz 14.', 'hall', 60, false],
    ['szentes-uveghaz', 'Bemutató üvegház', 'szentes-kertesz', 'Üvegház út 20.', 'farm', 120, true, { lat: 46.64, lon: 20.279 }],
    ['szentes-sportliget', 'Sportligeti pálya', 'szentes-sport', 'Sportliget 3.', 'outdoor', 1000, true],
    ['szentes-sportcsarnok', 'Tiszavirág sportcsarnok', 'szentes-sport', 'Sportliget 3.', 'sports_hall', 600, true],
    ['szentes-egeszseg', 'Hőforrás előadóterem', 'szentes-gyogyvar', 'Csongrádi út 40.', 'community_room', 60, true],
    ['szentes-padlas', 'Padlás klubtér', 'szentes-ifi', 'Vásárhelyi út 12.', 'club_room', 90, false],
    ['szentes-proba', 'Padlás zenekari próbaterem', 'szentes-ifi', 'Vásárhelyi út 12.', 'other', 15, false],
    ['szentes-babater', 'Fészek játszószoba', 'szentes-csalad', 'Rózsafa köz 9.', 'community_room', 25, true],
    ['szentes-studio', 'Ligetrádió stúdió', 'szentes-tv', 'Kurca sétány 2.', 'other', 25, false],
    ['szentes-foter', 'Szentesi főtér', null, 'Fő tér', 'square', 3000, true],
    ['szentes-ligetpark', 'Kurca-ligeti nagyrét', null, 'Ligetalja', 'park', 2000, true],
    ['szentes-piac', 'Szentesi piactér', null, 'Piac köz', 'square', 800, true],
    ['szentes-tiszapart', 'Szentesi Tisza-part', null, 'Révház út', 'outdoor', 800, false, { lat: 46.651, lon: 20.19 }],
    ['szentes-lapisto', 'Lapistói tanyaklub', null, 'Lapistó 14.', 'community_room', 45, true, { lat: 46.602, lon: 20.335 }]
  ],
  'Szegvár': [
    ['szegvar-nagyterem', 'Szélmalom nagyterem', 'szegvar-muvhaz', 'Kórógy sor 12.', 'hall', 200, true],
    ['szegvar-konyvtar', 'Szélmalom könyvtárterem', 'szegvar-muvhaz', 'Kórógy sor 12.', 'library', 50, true],
    ['szegvar-malom', 'Szélmalom udvara', 'szegvar-muvhaz', 'Malom köz 1.', 'outdoor', 900, true],
    ['szegvar-templom', 'Szegvári Szent Anna-templom', 'szegvar-plebania', 'Templom sor 1.', 'church', 350, true],
    ['szegvar-gazdahaz', 'Gazdakör terme', 'szegvar-gazda', 'Gazda köz 3.', 'club_room', 60, true],
    ['szegvar-tornaterem', 'Forgó úti tornaterem', 'szegvar-iskola', 'Forgó út 2.', 'sports_hall', 180, true],
    ['szegvar-ter', 'Malomalji liget', null, 'Liget', 'park', 900, true]
  ],
  'Nagymágocs': [
    ['magocs-terem', 'Kastélykerti nagyterem', 'magocs-muvhaz', 'Szentesi út 30.', 'hall', 180, true],
    ['magocs-konyvtar', 'Kastélykerti könyvtár', 'magocs-muvhaz', 'Szentesi út 30.', 'library', 40, true],
    ['magocs-park', 'Kastélypark', 'magocs-park', 'Kastélykert 1.', 'park', 1500, true],
    ['magocs-templom', 'Ótemplom', 'magocs-plebania', 'Fő köz 12.', 'church', 180, true],
    ['magocs-kert', 'Ótemplom kertje', 'magocs-plebania', 'Fő köz 12.', 'outdoor', 300, true],
    ['magocs-palya', 'Nagymágocsi sportpálya', null, 'Sport köz 2.', 'outdoor', 400, true]
  ],
  'Fábiánsebestyén': [
    ['fabian-terem', 'Gőzkút nagyterem', 'fabian-haz', 'Szabadság tér 4.', 'hall', 140, true],
    ['fabian-konyvtar', 'Gőzkút könyvtárszoba', 'fabian-haz', 'Szabadság tér 4.', 'library', 30, true],
    ['fabian-palya', 'Fábiáni pálya', 'fabian-sport', 'Sport köz 1.', 'outdoor', 400, true],
    ['fabian-ter', 'Szabadság téri liget', null, 'Szabadság tér', 'park', 700, true]
  ],
  'Derekegyház': [
    ['derek-terem', 'Fűzfasori nagyterem', 'derek-haz', 'Kossuth köz 3.', 'hall', 110, true],
    ['derek-kemence', 'Fűzfasori kemencés udvar', 'derek-haz', 'Kossuth köz 3.', 'outdoor', 300, true],
    ['derek-templom', 'Derekegyházi templom', null, 'Fő köz 5.', 'church', 150, true]
  ],
  'Árpádhalom': [['arpad-terem', 'Halomalji klubterem', 'arpad-haz', 'Petőfi köz 24.', 'community_room', 50, true], ['arpad-ter', 'Árpádhalmi parkos tér', null, 'Petőfi köz', 'park', 300, true]],
  'Eperjes': [['eperjes-terem', 'Szederfa nagyszoba', 'eperjes-haz', 'Kossuth köz 11.', 'community_room', 50, true], ['eperjes-ter', 'Eperjesi falutér', null, 'Kossuth köz', 'square', 250, true]],
  'Nagytőke': [['toke-terem', 'Tőkei klubterem', 'toke-haz', 'Béke köz 6.', 'community_room', 45, true], ['toke-udvar', 'Kerékpáros kút udvara', 'toke-haz', 'Béke köz 6.', 'outdoor', 200, true]]
};
