import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { householdWords } from './hungarian-words.ts';
import { settlementIn, settlementIndex, type NamedSettlement } from './hungarian-settlements.ts';

const few: NamedSettlement[] = [
  ['Csongrád', '6640'],
  ['Szegvár', '6635'],
  ['Szentes', '6600'],
  ['Szeged', '6720'],
  ['Ózd', '3600'],
  ['Bánréve', '3654'],
  ['Arló', '3663'],
  ['Hét', '3655'],
  ['Tass', '6098'],
  ['Sáta', '3659'],
  ['Aba', '8127'],
  ['Pécs', '7621'],
  ['Tata', '2890'],
  ['Gyula', '5700'],
  ['Heves', '3360'],
  ['Szár', '2066'],
  ['Újbarok', '2066'],
  ['Komló', '7300'],
  ['Kömlő', '3372'],
  ['Vác', '2600'],
  ['Kunszentmiklós', '6090'],
  ['Balaton', '3347'],
  ['Siófok', '8600'],
  ['Kék', '4515'],
  ['Budapest IX. kerület', '1091'],
  ['Budapest 08. ker.', '1085']
].map(([name = '', code = '']) => ({ name, postalCodes: [code] }));
const index = settlementIndex(few);
const named = (text: string): string | null => {
  const found = settlementIn(text, index);
  return found === null ? null : (few[found]?.name ?? null);
};

describe('a text names', () => {
  test.each([
    ['Művelődési Ház, 6640 Csongrád, Fő tér 1', 'Csongrád'],
    ['H-6640 Csongrad, Fo ter 1', 'Csongrád'],
    ['Faluház, 6635', 'Szegvár'],
    ['Szegváron', 'Szegvár'],
    ['Csongrád - Nagyboldogasszony templom', 'Csongrád'],
    ['Csongrád-Bokros, iskola', 'Csongrád'],
    ['Ózd Városi Könyvtár', 'Ózd'],
    ['OZD', 'Ózd'],
    ['találkozó Ózdon, a téren', 'Ózd'],
    ['Irány Ózdra', 'Ózd'],
    ['Bánrévén a focipálya', 'Bánréve'],
    ['Arlóban', 'Arló'],
    ['Pécsett', 'Pécs'],
    ['Tatán', 'Tata'],
    ['Tassról indulunk', 'Tass'],
    ['Hét', 'Hét'],
    ['Hét, Kossuth utca 2.', 'Hét'],
    ['Hét község', 'Hét'],
    ['Kunszentmiklóson', 'Kunszentmiklós'],
    ['Szentesi Városi Könyvtár', 'Szentes'],
    ['szentesi könyvtár', 'Szentes'],
    ['szentesen', 'Szentes'],
    ['szentes, sportcsarnok', 'Szentes'],
    ['Szegedi út 3, Szentes', 'Szentes'],
    ['Balaton Étterem, Siófok', 'Siófok'],
    ['Művelődési Központ Gyula', 'Gyula'],
    ['Kék Bár, Szeged', 'Szeged'],
    ['Szár, 2066', 'Szár'],
    ['2066 Újbarok, Fő utca 1.', 'Újbarok'],
    ['6640 Szentes, Fő tér', 'Szentes'],
    ['Könyvtár, Szentes (2027)', 'Szentes'],
    ['Kömlőn', 'Kömlő'],
    ['Budapest, IX. kerület, Ráday u. 1.', 'Budapest IX. kerület'],
    ['Budapest 8. ker. Gutenberg tér', 'Budapest 08. ker.'],
    ['1085 Budapest, Gutenberg tér 2.', 'Budapest 08. ker.'],
    ['Pécs, Szegedi út 4.', 'Pécs']
  ])('%j: %s', (text, name) => expect(named(text)).toBe(name));

  test.each([
    '',
    'Hétvégi piac',
    'jövő hétre',
    'Hétfőn, a hét első napján',
    'Tassonyi Kör',
    'Szabad szombat',
    'Sátán kutyája étterem',
    'Abafala',
    'Szentesi Művek',
    'Váci Mihály terem',
    'Kék Bár',
    'Szeged utca 4.',
    'Szegedi út',
    'Heves megye',
    'Csongrád-Csanád',
    'Erkel Gyula',
    '2066',
    'hrsz. 6640',
    '6640/2 hrsz.',
    'pecsenye',
    'online'
  ])('nothing in %j', (text) => expect(named(text)).toBeNull());

  test('never throws nor answers outside the list, whatever the text', () => {
    const bits = fc.constantFrom(
      '6640',
      'Hét',
      'Szegváron',
      ' - ',
      ', ',
      'Budapest',
      'IX.',
      'kerület',
      ' ',
      '-',
      'i',
      'út',
      '🎉',
      '\n'
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(bits).map((parts) => parts.join(''))
        ),
        (text) => {
          const found = settlementIn(text, index);
          expect(found === null || few[found] !== undefined).toBe(true);
        }
      ),
      { numRuns: 3000, seed: 7 }
    );
  });
});

const real = '../shared/data/settlements/settlements.csv';

describe.skipIf(!existsSync(real))('with every settlement of the country (needs ../shared/data)', () => {
  const all: NamedSettlement[] = existsSync(real)
    ? readFileSync(real, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
        .map((cells) => ({ name: cells[1] ?? '', postalCodes: (cells[10] ?? '').split('|') }))
    : [];
  const everywhere = settlementIndex(all);
  const misses = (write: (place: NamedSettlement) => string, among = all): string[] =>
    among.flatMap((place) => {
      const found = settlementIn(write(place), everywhere);
      return found !== null && all[found] === place ? [] : [write(place)];
    });
  const towns = all.filter(({ name }) => !name.startsWith('Budapest'));

  test('finds each by its name alone, and in an address', () => {
    expect(misses(({ name }) => name)).toEqual([]);
    expect(misses(({ name }) => `Faluház, ${name}, Kossuth Lajos utca 12.`)).toEqual([]);
    expect(misses(({ name, postalCodes }) => `Faluház, ${postalCodes[0]} ${name}, Fő tér 1.`)).toEqual([]);
  });

  test('finds each without accents after its postal code', () => {
    const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
    expect(misses(({ name, postalCodes }) => `${postalCodes[0]} ${plain(name)}`, towns)).toEqual([]);
  });

  test('finds each with an ending, unless its name is an ordinary word too', () => {
    const inside = (name: string): string => {
      const stem = name.replace(/a$/, 'á').replace(/e$/, 'é');
      const last =
        name
          .toLowerCase()
          .match(/[aáeéiíoóöőuúüű]/g)
          ?.at(-1) ?? '';
      return `${stem}${'aáoóuúi'.includes(last) ? 'ban' : 'ben'}`;
    };
    const meant = towns.filter(({ name }) => !householdWords.has(name.toLocaleLowerCase('hu')));
    expect(misses(({ name }) => `Ma este ${inside(name)} lesz a bál`, meant)).toEqual([]);
  });

  test('finds none in ordinary words', () => {
    const sentences = [
      'Az őszi szüreti bál a művelődési ház nagytermében lesz, minden kedves vendéget várunk a hét végén',
      'Nyúl és kacsa simogató, kézműves sátor, gyerekeknek ingyenes, a téren',
      'Petőfi Sándor Művelődési Ház színházterme',
      'Kossuth tér, szabadtéri színpad',
      'Rákóczi Szövetség, Arany János utca 7.'
    ];
    expect(sentences.filter((text) => settlementIn(text, everywhere) !== null)).toEqual([]);
  });
});
