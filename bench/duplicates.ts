// Finding records that may mean one house: among 100,000 made-up ones of 3,155 settlements, and among the real public buildings of
// five counties.
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { randomFrom } from '#lib/core/random.ts';
import { findPairs, judge, maybe, readPlace, surely, type Place } from '#lib/core/same-place.ts';

const size = 100_000;
const settlements = 3_155;
const buildings = '../shared/data/institutions/buildings_five_counties.csv';

export async function benchDuplicates(): Promise<string> {
  return `# Duplicates
${madeUp()}
${existsSync(buildings) ? real() : 'The list of real buildings is not there.'}
`;
}

const general = [
  'Óvoda',
  'Általános Iskola',
  'Művelődési Ház',
  'Könyvtár',
  'Polgármesteri Hivatal',
  'Idősek Klubja',
  'Faluház'
];
const people = [
  'Berkes Ilona',
  'Tóth Gedeon',
  'Gábor Dezső',
  'Sárga Rigó',
  'Harangvirág',
  'Nefelejcs',
  'Kerekdomb',
  'Vízimalom'
];
const streets = [
  'Petőfi Sándor utca',
  'Kossuth Lajos utca',
  'Fő út',
  'Rákóczi út',
  'Béke tér',
  'Ady Endre utca',
  'Dózsa György út'
];

/** Every twentieth is another one again, abbreviated. A fifth lives in the one largest settlement. */
function madeUp(): string {
  const random = randomFrom(4);
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(random() * list.length)] ?? otherwise;
  const places: Place[] = [];
  const planted = new Set<string>();
  while (places.length < size) {
    const id = String(places.length).padStart(6, '0');
    const again = places.length % 20 === 19 ? places[Math.floor(random() * places.length)] : undefined;
    if (again) {
      planted.add(`${again.id} ${id}`);
      places.push({ ...again, id, name: shorter(again.name), street: again.street && shorter(again.street) });
      continue;
    }
    const settlement = String(random() < 0.2 ? 0 : Math.floor(random() * settlements));
    places.push({
      id,
      name: random() < 0.5 ? pick(general, '') : `${pick(people, '')} ${pick(general, '')}`,
      settlement: { id: settlement, name: `Falu${settlement}` },
      street: `${pick(streets, '')} ${1 + Math.floor(random() * 120)}.`,
      point: null
    });
  }
  const started = performance.now();
  const pairs = findPairs(places);
  const seconds = (performance.now() - started) / 1000;
  const found = new Set(pairs.map(({ first, second }) => `${first} ${second}`));
  const reached = [...planted].filter((pair) => found.has(pair)).length;
  const judged = 20_000;
  const began = performance.now();
  const [one, other] = [readPlace(places[0] as Place), readPlace(places[19] as Place)];
  for (let i = 0; i < judged; i++) judge(one, other);
  const each = ((performance.now() - began) * 1000) / judged;
  return `${size.toLocaleString('en')} made-up records in ${settlements.toLocaleString('en')} settlements, a fifth of them in one:
${seconds.toFixed(1)} s on one core for all pairs (${pairs.length.toLocaleString('en')} suspected); of ${planted.size.toLocaleString('en')} planted abbreviated copies ${((100 * reached) / planted.size).toFixed(1)} % found. One judgement of two records that are read: ${each.toFixed(1)} µs.
`;
}

function shorter(text: string): string {
  return text
    .replace('Általános Iskola', 'Ált. Isk.')
    .replace('Művelődési', 'Műv.')
    .replace(/^(\p{Lu}\p{L}+) (\p{Lu})\p{Ll}+(?= )/u, '$1 $2.')
    .replace('utca', 'u.');
}

function real(): string {
  const rows: Record<string, string>[] = parse(readFileSync(buildings), { bom: true, columns: true });
  const places = rows.map((row, index): Place => ({
    id: String(index).padStart(5, '0'),
    name: row['building'] ?? '',
    settlement: { id: row['ksh_code'] ?? '', name: row['settlement'] ?? '' },
    street: row['street'] || null,
    point: null
  }));
  const pairs = findPairs(places, 0.4);
  const count = (from: number, to: number): number =>
    pairs.filter(({ score }) => score >= from && score < to).length;
  return `${rows.length.toLocaleString('en')} real public buildings of five counties, without points:

| score | pairs | what becomes of them |
|---|--:|---|
| ${surely} and more | ${count(surely, 2)} | taken for one |
| ${maybe} to ${surely} | ${count(maybe, surely)} | people are asked |
| 0.5 to ${maybe} | ${count(0.5, maybe)} | nobody is asked |
| 0.4 to 0.5 | ${count(0.4, 0.5)} | nobody is asked |

Read by eye in November 2026, the 50 likeliest pairs: of the 13 taken for one all 13 are one house under one name; of the 4 asked about 3 are
one house (with or without its library, its other entrance, its building no. 1) and 1 is a second building of the same kindergarten; of
the 33 below none is one record twice: other addresses of one institution, or numbered rooms and wings of one house.
`;
}
