// The columns that lists of organisations and venues usually have, by the names that people give them.
import type { ImportField } from '#lib/platform/domain.ts';
import english from './messages.en.json' with { type: 'json' };
import hungarian from './messages.hu.json' with { type: 'json' };
import englishFacts from './venue-facts/messages.en.json' with { type: 'json' };
import hungarianFacts from './venue-facts/messages.hu.json' with { type: 'json' };
import { organisationFields, venueFields, type OrganisationField, type VenueField } from './import-row.ts';

const known: Record<OrganisationField | VenueField, { aliases: readonly string[]; example: string }> = {
  id: {
    aliases: ['azonosító', 'kód', 'sorszám', 'nyilvántartási szám', 'external_id', 'identifier'],
    example: '1024'
  },
  name: {
    aliases: [
      'név',
      'megnevezés',
      'elnevezés',
      'szervezet neve',
      'intézmény neve',
      'helyszín neve',
      'épület',
      'building'
    ],
    example: 'Szélmalom Művelődési Ház'
  },
  settlement: {
    aliases: ['település', 'település neve', 'helység', 'város', 'község', 'city', 'town'],
    example: 'Szegvár'
  },
  ksh_code: { aliases: ['KSH-kód', 'KSH kódja', 'településkód'], example: '32489' },
  postal_code: { aliases: ['irányítószám', 'irsz', 'ir. szám', 'zip', 'postcode'], example: '6635' },
  street: { aliases: ['utca', 'utca, házszám', 'cím', 'közterület', 'address'], example: 'Kórógy sor 12.' },
  sector: { aliases: ['ágazat', 'szektor'], example: 'közintézmény' },
  kind: {
    aliases: ['fajta', 'típus', 'jelleg', 'type', 'category', 'kind_guess'],
    example: 'művelődési ház'
  },
  summary: {
    aliases: ['leírás', 'rövid leírás', 'bemutatkozás', 'description'],
    example: 'Rendezvényház és könyvtár.'
  },
  email: { aliases: ['e-mail', 'e-mail cím', 'email cím', 'mail'], example: 'haz@szelmalomhaz.example' },
  phone: { aliases: ['telefon', 'telefonszám', 'tel', 'mobil', 'telephone'], example: '06-00-463-0201' },
  website: {
    aliases: ['honlap', 'weboldal', 'web', 'url', 'homepage'],
    example: 'https://szelmalomhaz.example'
  },
  person: {
    aliases: ['kapcsolattartó', 'kapcsolattartó neve', 'contact', 'contact person'],
    example: 'Szélmalmi Márton'
  },
  organisation: {
    aliases: ['szervezet', 'fenntartó', 'tulajdonos', 'üzemeltető', 'owner'],
    example: 'Szélmalom Művelődési Ház'
  },
  capacity: { aliases: ['férőhely', 'férőhelyek száma', 'befogadóképesség', 'létszám'], example: '120' },
  accessible: { aliases: ['akadálymentes', 'akadálymentesített', 'wheelchair'], example: 'igen' },
  lat: { aliases: ['szélesség', 'földrajzi szélesség', 'latitude', 'y'], example: '46.586' },
  lon: { aliases: ['hosszúság', 'földrajzi hosszúság', 'lng', 'longitude', 'x'], example: '20.223' },
  note: { aliases: ['megjegyzés', 'jó tudni', 'notes', 'comment'], example: 'Kulcs a könyvtárban.' },
  power: { aliases: ['villany', 'áramellátás', 'elektromos áram', 'electricity'], example: 'van' },
  width: { aliases: ['színpad szélessége', 'szabad hely szélessége', 'stage width'], example: '6,5' },
  depth: { aliases: ['színpad mélysége', 'szabad hely mélysége', 'stage depth'], example: '4' },
  height: { aliases: ['belmagasság', 'színpad magassága', 'ceiling height'], example: '3,2' },
  darkening: { aliases: ['sötétíthető', 'besötétíthető', 'blackout'], example: 'igen' },
  amps: { aliases: ['áramerősség', 'amper', 'ampere'], example: '16' },
  loading: {
    aliases: ['behordás', 'rakodás', 'bejárat', 'loading access'],
    example: 'Földszint, dupla ajtó.'
  },
  price: { aliases: ['díj', 'bérleti díj', 'ár', 'terembér'], example: '2500 Ft óránként' },
  rules: { aliases: ['házirend', 'a használat rendje', 'használati rend'], example: '22 óráig lehet zene.' },
  bookable: { aliases: ['foglalható', 'bérelhető', 'kérhető'], example: 'igen' },
  idle: { aliases: ['kihasználatlan', 'üres', 'üresen áll', 'unused', 'vacant'], example: 'nem' },
  could_become: { aliases: ['mi lehetne belőle', 'hasznosítás', 'hasznosítási javaslat'], example: 'Műhely.' }
};

function fieldsOf<const Field extends OrganisationField | VenueField>(
  keys: readonly Field[]
): (ImportField & { readonly key: Field })[] {
  return keys.map((key) => ({
    key,
    ...known[key],
    aliases: [...known[key].aliases, ...ownLabels(key)],
    required: key === 'name',
    label: `registry.import.field.${key}` as const
  }));
}

/** What our own exports call it. */
function ownLabels(key: string): string[] {
  return [hungarian, hungarianFacts, english, englishFacts].flatMap(
    ({ registry }) => (registry.import.field as Readonly<Record<string, string>>)[key] ?? []
  );
}

export const organisationImportFields = fieldsOf(organisationFields);
export const venueImportFields = fieldsOf(venueFields);
