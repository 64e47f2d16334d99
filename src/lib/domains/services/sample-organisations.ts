// Invented offices and care services of the sample region, with the rooms in which they receive people.

export interface SampleOffice {
  readonly key: string;
  readonly role: 'office' | 'family' | 'nurse' | 'doctor' | 'care' | 'jobs';
  readonly name: string;
  readonly kind: 'municipality' | 'family_support' | 'health_service' | 'social_service' | 'foundation';
  readonly sector: 'public' | 'civic';
  readonly settlement: string;
  readonly street: string;
  readonly summary: string;
  readonly phone: string;
  readonly email: string;
}

type Row = readonly [
  key: string,
  role: SampleOffice['role'],
  name: string,
  settlement: string,
  street: string,
  phone: string,
  email: string
];

const kinds = {
  office: ['municipality', 'public', 'Ügyfélszolgálat lakcím-, adó-, anyakönyvi és szociális ügyekben.'],
  family: ['family_support', 'public', 'Családok, gyerekek és bajba jutott emberek segítője.'],
  nurse: ['health_service', 'public', 'Védőnők várandósoknak, csecsemőknek és óvodásoknak.'],
  doctor: ['health_service', 'public', 'Háziorvosok közös rendelője, éjjel és hétvégén ügyelettel.'],
  care: ['social_service', 'public', 'Idős és beteg emberek gondozása otthonukban és nappali klubban.'],
  jobs: ['foundation', 'civic', 'Álláskeresők klubja, képzések, önéletrajzírás.']
} as const;

// prettier-ignore
const rows: readonly Row[] = [
  ['ozd-hivatal', 'office', 'Hangony-völgyi Közös Hivatal', 'Ózd', 'Városalja tér 2.', '06-00-481-0201', 'ugyfel@hangonyvolgyihivatal.example'],
  ['ozd-vedonok', 'nurse', 'Gólyafészek Védőnői Szolgálat', 'Ózd', 'Zrínyi köz 7.', '06-00-481-0202', 'vedonok@golyafeszek.example'],
  ['ozd-ugyelet', 'doctor', 'Bükkalja Orvosi Rendelő', 'Ózd', 'Béke köz 3.', '06-00-481-0205', 'rendelo@bukkaljarendelo.example'],
  ['ozd-gondozo', 'care', 'Őszikék Gondozási Központ', 'Ózd', 'Újtelep 20.', '06-00-481-0203', 'gondozas@oszikek.example'],
  ['ozd-allas', 'jobs', 'Kapaszkodó Állásműhely Alapítvány', 'Ózd', 'Vasvár út 12.', '06-00-481-0204', 'klub@kapaszkodo.example'],
  ['kunszent-hivatal', 'office', 'Felső-Kunsági Közös Hivatal', 'Kunszentmiklós', 'Kálvin köz 14.', '06-00-476-0201', 'ugyfel@felsokunsagihivatal.example'],
  ['kunszent-csalad', 'family', 'Bakér-menti Család- és Gyermekjóléti Szolgálat', 'Kunszentmiklós', 'Petőfi köz 12.', '06-00-476-0202', 'csalad@bakermente.example'],
  ['kunszent-vedonok', 'nurse', 'Búbánat-völgyi Védőnői Szolgálat', 'Kunszentmiklós', 'Petőfi köz 14.', '06-00-476-0203', 'vedonok@bubanat.example'],
  ['kunszent-ugyelet', 'doctor', 'Homokhát Orvosi Rendelő', 'Kunszentmiklós', 'Petőfi köz 20.', '06-00-476-0206', 'rendelo@homokhatrendelo.example'],
  ['kunszent-gondozo', 'care', 'Délibáb Gondozási Központ', 'Szabadszállás', 'Dózsa köz 6.', '06-00-476-0204', 'gondozas@delibab.example'],
  ['vecse-allas', 'jobs', 'Rév Álláspont Alapítvány', 'Dunavecse', 'Fő út 22.', '06-00-476-0205', 'klub@revallas.example'],
  ['szentes-hivatal', 'office', 'Kurca-menti Közös Hivatal', 'Szentes', 'Kossuth köz 6.', '06-00-463-0301', 'ugyfel@kurcamenti.example'],
  ['szentes-jolet', 'family', 'Tisza-zugi Család- és Gyermekjóléti Központ', 'Szentes', 'Rózsafa köz 2.', '06-00-463-0302', 'csalad@tiszazugijolet.example'],
  ['szentes-vedonok', 'nurse', 'Gyermekláncfű Védőnői Szolgálat', 'Szentes', 'Csongrádi út 42.', '06-00-463-0303', 'vedonok@gyermeklancfu.example'],
  ['szentes-ugyelet', 'doctor', 'Kurca-part Orvosi Rendelő', 'Szentes', 'Rózsafa köz 8.', '06-00-463-0306', 'rendelo@kurcapartrendelo.example'],
  ['szentes-gondozo', 'care', 'Platánlomb Gondozási Központ', 'Szentes', 'Platán sor 9.', '06-00-463-0304', 'gondozas@platanlomb.example'],
  ['szentes-allas', 'jobs', 'Kapunyitó Állásklub Alapítvány', 'Szentes', 'Ady köz 10.', '06-00-463-0305', 'klub@kapunyito.example']
];

export const sampleOffices: readonly SampleOffice[] = rows.map(
  ([key, role, name, settlement, street, phone, email]) => {
    const [kind, sector, summary] = kinds[role];
    return { key, role, name, kind, sector, settlement, street, summary, phone, email };
  }
);
