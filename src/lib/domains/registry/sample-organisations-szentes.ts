// Invented organisations of the Szentes micro-region.
import type { BySettlement, OrganisationRow } from './sample-shape.ts';

// prettier-ignore
export const szentesOrganisations: BySettlement<OrganisationRow> = {
  'Szentes': [
    ['szentes-muvhaz', 'Kurca-parti Közművelődési Központ', 'public', 'community_house', 'Kurca sétány 8.', 'Nagyterem, kamaraszínház, klubszobák; a város legtöbb bemutatója itt születik.', { email: 'programok@kurcapart.example', phone: '06-00-463-0101', website: 'https://kurcapart.example' }],
    ['szentes-konyvtar', 'Platán Városi Könyvtár', 'public', 'library', 'Platán sor 1.', 'Könyvtár, zenetár, digitális sarok; a járás kistelepüléseit könyvesbusszal látja el.', { email: 'kerdez@platankonyvtar.example', phone: '06-00-463-0102', website: 'https://platankonyvtar.example' }],
    ['szentes-muzeum', 'Tisza-zugi Tárház', 'public', 'museum', 'Ligetalja 2.', 'Régészeti és néprajzi gyűjtemény, kertészeti kiállítás, múzeumi foglalkozások.', { email: 'tarlat@tiszazugitarhaz.example', website: 'https://tiszazugitarhaz.example' }],
    ['szentes-gimnazium', 'Ligeti Drámagimnázium', 'public', 'school', 'Liget sor 12.', 'Középiskola, amelynek színpadára évente húsz vizsgaelőadás kerül.', { email: 'szinpad@ligetidrama.example', phone: '06-00-463-0104' }],
    ['szentes-zeneiskola', 'Harmónia Zeneiskola', 'public', 'school', 'Nagyörvény köz 6.', 'Vonós- és fúvószenekar, jazztanszak, tanári hangversenyek.', { email: 'iroda@harmonia-szentes.example' }],
    ['szentes-reformatus', 'Kistemplomi Református Gyülekezet', 'church', 'parish', 'Kálvin köz 5.', 'Gyülekezeti ház, énekkar és rendszeres segélykonyha.', { email: 'gyulekezet@kistemplom.example' }],
    ['szentes-plebania', 'Rózsafüzér Plébánia', 'church', 'parish', 'Templom sor 3.', 'Katolikus közösség orgonaestekkel és cserkészcsapattal.', { email: 'plebania@rozsafuzer.example' }],
    ['szentes-evangelikus', 'Tiszamenti Evangélikus Közösség', 'church', 'parish', 'Luther köz 1.', 'Kis templom kiváló akusztikával, nyári kamarazenével.', { email: 'iroda@tiszamentikozosseg.example' }],
    ['szentes-galeria', 'Vízház Galéria', 'civic', 'association', 'Ady köz 44.', 'Kortárs kiállítások egy felhagyott víztorony lábánál.', { email: 'galeria@vizhaz.example', website: 'https://vizhaz.example' }],
    ['szentes-tanc', 'Felsőpárti Néptáncegylet', 'civic', 'folk_group', 'Kurca sétány 8.', 'Alföldi táncok, citerazenekar, gyermek néptánctábor.', { email: 'bokazo@felsoparti.example' }],
    ['szentes-szinjatszo', 'Kályhameleg Társulat', 'civic', 'cultural_group', 'Sima köz 14.', 'Felnőtt színjátszók lakásszínházi múlttal.', { email: 'tarsulat@kalyhameleg.example' }],
    ['szentes-kertesz', 'Paprikás Kertészek Szövetsége', 'business', 'association', 'Üvegház út 20.', 'Zöldségtermesztők szakmai köre: fajtabemutató, kóstoló, talajvizsgálat.', { email: 'fajta@paprikaskertesz.example', phone: '06-00-463-0112' }],
    ['szentes-sport', 'Tiszavirág Szabadidősport Kör', 'civic', 'sports_club', 'Sportliget 3.', 'Vízilabdázók, futók és tollaslabdázók közös egyesülete.', { email: 'edzes@tiszaviragsport.example' }],
    ['szentes-gyogyvar', 'Hőforrás Egészségpont', 'public', 'health_service', 'Csongrádi út 40.', 'Gyógytorna, vérnyomásnap, előadások; a gyógyvíz ismerői.', { email: 'egeszseg@hoforraspont.example', phone: '06-00-463-0114' }],
    ['szentes-nyugdijas', 'Kurcavirág Nyugdíjasklub', 'civic', 'senior_club', 'Kurca sétány 8.', 'Kertbarát, dalos és kiránduló szakkörökkel, száz tag fölött.', { email: 'klub@kurcavirag.example' }],
    ['szentes-ifi', 'Padlás Ifjúsági Ház', 'public', 'youth_club', 'Vásárhelyi út 12.', 'Zenekari próbaterem, társasjáték-kölcsönző, szünidei műhelyek.', { email: 'feljaro@padlashaz.example', website: 'https://padlashaz.example' }],
    ['szentes-csalad', 'Fészek Családi Kör', 'civic', 'association', 'Rózsafa köz 9.', 'Hordozós reggelek, babajátszó, apák napja.', { email: 'szulok@feszekcsaladikor.example' }],
    ['szentes-tv', 'Ligetrádió', 'business', 'media', 'Kurca sétány 2.', 'Helyi rádió programajánlóval, élő beszélgetésekkel.', { email: 'mikrofon@ligetradio.example', website: 'https://ligetradio.example' }],
    ['szentes-kozalapitvany', 'Tisza–Kurca Közösségi Alapítvány', 'civic', 'foundation', 'Nagyörvény köz 21.', 'Mikrotámogatás a környék kezdeményezéseinek, nyilvános döntéssel.', { email: 'palyazat@tiszakurca.example', website: 'https://tiszakurca.example' }]
  ],
  'Szegvár': [
    ['szegvar-muvhaz', 'Szélmalom Művelődési Ház', 'public', 'community_house', 'Kórógy sor 12.', 'Nagyközségi rendezvényház, könyvtár és szélmalmi bemutatóhely.', { email: 'haz@szelmalomhaz.example', phone: '06-00-463-0201', website: 'https://szelmalomhaz.example' }],
    ['szegvar-plebania', 'Szent Anna Plébánia', 'church', 'parish', 'Templom sor 1.', 'Egyházközség hagyományos búcsúval és jótékony sütivásárral.', { email: 'plebania@szentanna-szegvar.example' }],
    ['szegvar-csipke', 'Kórógyi Hímzőkör', 'informal', 'cultural_group', 'Kórógy sor 12.', 'Szegvári rózsás hímzések, kendők, fiókok mélyéről előkerült minták.'],
    ['szegvar-gazda', 'Szegvári Gazdakör', 'civic', 'association', 'Gazda köz 3.', 'Téli gazdaestek és nyári terménykiállítás.', { email: 'gazdakor@szegvarigazdak.example' }],
    ['szegvar-iskola', 'Forgó Úti Iskola', 'public', 'school', 'Forgó út 2.', 'Általános iskola citerazenekarral és kézilabdásokkal.', { email: 'iskola@forgout.example' }]
  ],
  'Nagymágocs': [
    ['magocs-muvhaz', 'Kastélykerti Művelődési Ház', 'public', 'community_house', 'Szentesi út 30.', 'Műkedvelő színpad, könyvtár és a parkban rendezett nyári esték.', { email: 'haz@kastelykerti.example', phone: '06-00-463-0301' }],
    ['magocs-park', 'Arborétum Baráti Kör', 'civic', 'association', 'Kastélykert 1.', 'A park öreg fáit ismertetik, gondozzák, ünneplik.', { email: 'fak@arboretumbarat.example' }],
    ['magocs-plebania', 'Ótemplomi Katolikus Közösség', 'church', 'parish', 'Fő köz 12.', 'Kis létszámú, vendégszerető egyházközség.']
  ],
  'Fábiánsebestyén': [
    ['fabian-haz', 'Gőzkút Faluház', 'public', 'village_house', 'Szabadság tér 4.', 'Faluház és könyvtár, melynek folyosóján a nagy kitörés fényképei láthatók.', { email: 'faluhaz@gozkut.example' }],
    ['fabian-sport', 'Fábiáni Labdarúgók Köre', 'civic', 'sports_club', 'Sport köz 1.', 'Kispályás csapatok nemtől és kortól függetlenül.'],
    ['fabian-citera', 'Fábiáni Citerások', 'civic', 'folk_group', 'Szabadság tér 4.', 'Citerakör, amelyben a hatvan éven felüliek és a kisdiákok egy padban ülnek.']
  ],
  'Derekegyház': [
    ['derek-haz', 'Fűzfasori Faluház', 'public', 'village_house', 'Kossuth köz 3.', 'Közösségi ház, helytörténeti szoba, kemencés udvar.', { email: 'faluhaz@fuzfasor.example' }],
    ['derek-nyugdijas', 'Őszi Napsugár Klub', 'informal', 'senior_club', 'Kossuth köz 3.', 'Nyugdíjasok csoportja: kártya, dal, őszi kirándulás.']
  ],
  'Árpádhalom': [['arpad-haz', 'Halomalji Faluház', 'public', 'village_house', 'Petőfi köz 24.', 'Kis falu kis háza: klub, könyv, kis konyha.', { email: 'faluhaz@halomalji.example' }]],
  'Eperjes': [['eperjes-haz', 'Szederfa Faluház', 'public', 'village_house', 'Kossuth köz 11.', 'Falugondnokság, könyvtárszoba és közösségi mosoda.', { email: 'faluhaz@szederfa.example' }]],
  'Nagytőke': [['toke-haz', 'Tőkei Faluház', 'public', 'village_house', 'Béke köz 6.', 'Könyves szekrény, filmvetítő, kerékpáros kút az udvaron.', { email: 'faluhaz@tokeihaz.example' }]]
};
