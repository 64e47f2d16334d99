// What the communities of the sample region need rooms for, and what its houses lend.
import type { EquipmentKind } from '#lib/domains/registry/venue-facts.ts';

/** By kind of the organisation that asks; the last list is for all others. */
export const samplePurposes: Readonly<Record<string, readonly string[]>> = {
  folk_group: ['Néptáncpróba', 'Felkészülés a megyei találkozóra', 'Viseletvarró délután'],
  cultural_group: ['Énekpróba', 'Színjátszó próba', 'Főpróba a bemutató előtt'],
  senior_club: ['Nyugdíjas klubdélután', 'Névnapi köszöntés', 'Idősek tornája'],
  association: ['Egyesületi közgyűlés', 'Évzáró vacsora', 'Jótékonysági est'],
  foundation: ['Alapítványi est', 'Kuratóriumi ülés'],
  sports_club: ['Teremedzés', 'Évzáró bajnokavató', 'Sakkverseny'],
  school: ['Szülői értekezlet', 'Karácsonyi műsor próbája', 'Pályaválasztási este'],
  kindergarten: ['Ovis farsang', 'Bábelőadás'],
  parish: ['Adventi hittanos délután', 'Gyülekezeti szeretetvendégség'],
  youth_club: ['Társasjátékest', 'Zenekari próba', 'Filmklub'],
  volunteer_fire_brigade: ['Tűzoltók évértékelője', 'Elsősegély-tanfolyam'],
  family_support: ['Baba-mama klub', 'Ruhabörze'],
  other: ['Megbeszélés', 'Közösségi délután', 'Ismeretterjesztő este']
};

/** Key of the organisation of the sample, kind, name, pieces, price, note. */
export const sampleThings: readonly (readonly [
  owner: string,
  kind: EquipmentKind,
  name: string,
  quantity: number,
  more?: { readonly price?: string; readonly note?: string; readonly keptAt?: string }
])[] = [
  ['ozd-muvhaz', 'projector', 'Vetítő és hordozható vászon', 2, { keptAt: 'raktár' }],
  [
    'ozd-muvhaz',
    'sound',
    'Hordozható hangosítás két mikrofonnal',
    1,
    { note: 'Kezelő nélkül is kiadjuk, betanítással.' }
  ],
  ['ozd-muvhaz', 'seating', 'Összecsukható szék', 180, { note: 'Kisteherautó kell hozzá.' }],
  [
    'ozd-muvhaz',
    'stage',
    'Mobil színpad (6 × 4 m)',
    1,
    { price: '20 000 Ft naponta', note: 'Négy ember két óra alatt állítja fel.' }
  ],
  ['putnok-muvhaz', 'tent', 'Rendezvénysátor (6 × 12 m)', 2, { price: '15 000 Ft naponta' }],
  ['putnok-muvhaz', 'tables', 'Sörpad garnitúra', 30],
  ['nadasd-muvhaz', 'kitchen', 'Molnárkalácssütő vas', 8],
  ['kunszent-muvhaz', 'display', 'Paraván kiállításhoz', 24, { keptAt: 'Kamaraterem raktára' }],
  ['kunszent-muvhaz', 'lighting', 'Reflektor állvánnyal', 12],
  [
    'kunszent-muvhaz',
    'vehicle',
    'Kilencszemélyes kisbusz',
    1,
    { price: 'üzemanyag-térítés', note: 'B kategóriás jogosítvány elég, hétvégén korán foglalják.' }
  ],
  ['szabad-muvhaz', 'seating', 'Műanyag szék', 80],
  ['vecse-muvhaz', 'games', 'Óriás társasjátékok ládája', 3, { note: 'Sakk, amőba, dominó, mind kültérre.' }],
  [
    'szentes-muvhaz',
    'sound',
    'Szabadtéri hangosítás',
    1,
    { price: '30 000 Ft naponta', note: 'A hangosító munkatársunkkal együtt adjuk.' }
  ],
  ['szentes-muvhaz', 'projector', 'Vetítő', 3],
  ['szentes-muvhaz', 'seating', 'Kárpitozott szék', 250],
  ['szentes-muvhaz', 'stage', 'Színpadelem (2 × 1 m)', 24],
  ['szegvar-muvhaz', 'kitchen', 'Bogrács állvánnyal', 10, { keptAt: 'udvari tároló' }],
  ['szegvar-muvhaz', 'tent', 'Pavilonsátor (3 × 3 m)', 6],
  ['szegvar-muvhaz', 'tables', 'Összecsukható asztal', 25],
  ['szegvar-muvhaz', 'seating', 'Összecsukható szék', 120],
  ['magocs-muvhaz', 'vehicle', 'Utánfutó', 1],
  ['magocs-muvhaz', 'display', 'Kiállítófal', 16]
];
