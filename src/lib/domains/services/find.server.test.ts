import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexing } from '../../../house.server.ts';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { reindex } from '#lib/platform/search/index.server.ts';
import { stopSearch } from '#lib/platform/search/search.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { domain } from './domain.server.ts';
import { farthestKm, findAnswers, settlementAsked } from './find.server.ts';
import { situations, type Situation, type Term } from './taxonomy.ts';

const database = useDatabase({ readOnly: true });
const context = { now: new Date('2026-11-21T10:00:00Z'), today: '2026-11-21', seed: 1 };

beforeAll(async () => {
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
    await domain.sample?.(tx, context);
  });
  await reindex(database(), indexing, context.now);
});
afterAll(() => stopSearch(database()));

async function asked(
  question: string,
  near: string,
  { terms = [], locale = 'hu' }: { terms?: readonly Term[]; locale?: Locale } = {}
) {
  const { settlement } = await settlementAsked(database(), near);
  if (near && !settlement) throw new Error(`no ${near}`);
  return findAnswers(database(), { question, terms, settlement, locale });
}

async function answers(question: string, near: string, terms: readonly Term[] = []) {
  return (await asked(question, near, { terms })).answers;
}

test('the sample region has more than a hundred and fifty services', async () => {
  const rows = await database().selectFrom('service').select('slug').execute();
  expect(rows.length).toBeGreaterThan(150);
});

/** Everyday questions, with one of whose terms the first answer has to do. */
const everyday: [question: string, near: string, term: Term][] = [
  ['hol kapok segítséget a lakcímkártyához?', 'Szegvár', 'documents'],
  ['meghalt az édesanyám, hol kell a hagyatékot intézni?', 'Szentes', 'inheritance'],
  ['nem tudom fizetni a villanyszámlát, végrehajtó jön', 'Ózd', 'debt_advice'],
  ['ki visz el az orvoshoz a faluból?', 'Hangony', 'village_bus'],
  ['idős anyámnak kellene ebédet hozni', 'Derekegyház', 'meals'],
  ['most született a kisbabánk', 'Putnok', 'health_visitor'],
  ['elbocsátottak a gyárból, munkát keresek', 'Borsodnádasd', 'job_search'],
  ['szeretnék kártyaklubot indítani', 'Kunszentmiklós', 'starting_club'],
  ['hol tudok nyomtatni?', 'Szabadszállás', 'computers'],
  ['ki segit az okostelefon hasznalataban', 'Dunavecse', 'digital_help'],
  ['ver a férjem, hova menjek?', 'Arló', 'violence'],
  ['tüzifát szeretnék kérni', 'Ózd', 'firewood'],
  ['gyerekruhát kaphatok valahol?', 'Szentes', 'food_aid'],
  ['korrepetálás a fiamnak', 'Ózd', 'tutoring'],
  ['könyvtár nyitva', 'Szentes', 'library'],
  ['lejárt a lakcímkártyám', 'Szegvár', 'documents'],
  ['nem tudom fizetni a villanyszámlát', 'Szegvár', 'debt_advice'],
  ['anyukám már nem tud egyedül főzni, ki segít', 'Szegvár', 'meals']
];

describe('an everyday question', () => {
  test.each(everyday)('«%s» in %s', async (question, near, term) => {
    const found = await answers(question, near);
    expect(found.slice(0, 3).flatMap(({ service }) => service.terms)).toContain(term);
  });
});

/** Ten things that anybody may need, and what has to come first: from the page of services, the second click opens it. */
const ten: [question: string, near: string, first: string][] = [
  ['elveszett a lakcímkártyám', 'Szentes', 'Lakcímügyek és okmánytanácsadás'],
  ['hol kell bejelenteni az újszülöttet?', 'Ózd', 'Anyakönyvi ügyek'],
  ['ki gondozza az idős édesanyámat otthon?', 'Szentes', 'Házi segítségnyújtás'],
  ['eladósodtam, nem tudom fizetni a hitelt', 'Ózd', 'Adósságkezelési tanácsadás'],
  ['hol tarthatnánk születésnapot?', 'Szegvár', 'Terem családi és közösségi alkalomra'],
  ['elvesztettem a munkámat', 'Szentes', 'Munkaügyi és járadéktanácsadás'],
  ['melyik orvos van ügyeletben?', 'Kunszentmiklós', 'Háziorvosi ügyelet éjjel és hétvégén'],
  ['klub nyugdíjasoknak', 'Szentes', 'Nyugdíjasok heti találkozója'],
  ['meddig van nyitva a könyvtár?', 'Ózd', 'Könyvkölcsönzés, olvasóterem'],
  ['iskolai beiratkozás', 'Szentes', 'Beiratkozás az iskolába']
];

describe('ten everyday questions', () => {
  test.each(ten)('«%s» in %s is answered first by «%s»', async (question, near, first) => {
    const [answer] = await answers(question, near);
    expect(answer?.service.name).toBe(first);
    // To be gone to or rung: not at the other end of the country.
    expect(answer?.km ?? Infinity).toBeLessThan(farthestKm);
  });

  test.each([
    ['I lost my address card', 'Szentes', 'documents'],
    ['where do I register a newborn baby', 'Ózd', 'registry_office'],
    ['care for my old mother at home', 'Szentes', 'home_care'],
    ['who helps with debts', 'Ózd', 'debt_advice'],
    ['a place for a birthday party', 'Szegvár', 'room_hire'],
    ['I lost my job', 'Szentes', 'job_search'],
    ['doctor on duty', 'Kunszentmiklós', 'doctor'],
    ['club for pensioners', 'Szentes', 'senior_club'],
    ['library opening hours', 'Ózd', 'library'],
    ['school enrolment', 'Szentes', 'school']
  ] as [string, string, Term][])('«%s» in %s is answered in English, too', async (question, near, term) => {
    const { answers: found } = await asked(question, near, { locale: 'en' });
    expect(found[0]?.service.terms).toContain(term);
  });
});

test('a settlement in the question is where it is asked for', async () => {
  const { settlement, answers: found } = await asked('védőnő Szegváron', '');
  expect(settlement?.name).toBe('Szegvár');
  expect(found[0]?.service.terms).toContain('health_visitor');
  // What was chosen counts for more than what is written.
  expect((await asked('védőnő Szegváron', 'Ózd')).settlement?.name).toBe('Ózd');
});

test('the nearest comes first, and nobody is sent farther than they would go', async () => {
  const found = await answers('könyvkölcsönzés', 'Szegvár');
  const kms = found.map(({ km }) => km ?? Infinity);
  expect(found.length).toBeGreaterThan(0);
  expect(kms.map(Math.round)).toEqual(kms.map(Math.round).sort((a, b) => a - b));
  expect(found.filter(({ place, km }) => place && (km ?? 0) > farthestKm)).toEqual([]);
});

test('whoever comes to homes comes to those that are near', async () => {
  const found = await answers('könyvtár nyitvatartása', 'Szegvár');
  expect(found.map(({ km }) => km ?? Infinity).filter((km) => km > farthestKm)).toEqual([]);
  expect(found[0]?.service.terms).toContain('library');
});

test('what serves other settlements only is no answer', async () => {
  const found = await answers('házi segítségnyújtás', 'Szegvár');
  expect([...new Set(found.map(({ service }) => service.organisation.name))]).toEqual([
    'Platánlomb Gondozási Központ'
  ]);
});

test('nonsense has no answer', async () => {
  expect(await answers('xyzzy kvarkgluon', 'Szentes')).toEqual([]);
  expect(await answers('hol van?', 'Szentes')).toEqual([]);
});

test.each([
  'ki nyírja a tevémet?',
  'varrógép javítás',
  'kutyasétáltatás',
  'biciklit szeretnék venni',
  'vízvezeték szerelő',
  'fodrász'
])('what nobody offers is answered by nobody: «%s»', async (question) => {
  expect(await answers(question, 'Szentes')).toEqual([]);
});

test.each(Object.keys(situations) as Situation[])(
  'the turn of life «%s» leads to somebody in Szentes',
  async (situation) => {
    const found = await answers('', 'Szentes', situations[situation]);
    expect(found.length).toBeGreaterThan(2);
  }
);
