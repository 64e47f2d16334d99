import { describe, expect, test } from 'vitest';
import { hungarianStemmer } from '#tests/search/stemmer.ts';
import type { SearchQuestion, StoredDocument } from './document.ts';
import { createEngine } from './engine.ts';

const now = 1_000_000;
const day = 24 * 60;
let last = 0;

function record(title: string, more: Partial<StoredDocument> = {}): StoredDocument {
  return {
    kind: 'event',
    id: String(++last),
    path: `/events/${last}`,
    title,
    summary: null,
    text: null,
    labels: '',
    place: null,
    lat: null,
    lon: null,
    facets: [],
    times: [],
    isPlace: false,
    ...more
  };
}

const szentes = { place: { slug: 'szentes', name: 'Szentes' }, lat: 46.65, lon: 20.26 };
const szegvar = { place: { slug: 'szegvar', name: 'Szegvár' }, lat: 46.59, lon: 20.22 };
const ozd = { place: { slug: 'ozd', name: 'Ózd' }, lat: 48.22, lon: 20.29 };

const szeged = { place: { slug: 'szeged', name: 'Szeged' }, lat: 46.25, lon: 20.15 };
const mezokovesd = { place: { slug: 'mezokovesd', name: 'Mezőkövesd' }, lat: 47.81, lon: 20.57 };

const engine = createEngine(hungarianStemmer());
engine.put([
  record('Szentes', { kind: 'settlement', isPlace: true, ...szentes }),
  record('Szegvár', { kind: 'settlement', isPlace: true, ...szegvar }),
  record('Ózd', { kind: 'settlement', isPlace: true, ...ozd }),
  record('Szeged', { kind: 'settlement', isPlace: true, ...szeged }),
  record('Mezőkövesd', { kind: 'settlement', isPlace: true, ...mezokovesd }),
  record('Szög a zsákban', { labels: 'szeg', ...szegvar }),
  record('Adósságkezelés', { kind: 'service', labels: 'Adósság · Debt advice', ...szentes }),
  record('Tisza Könyvtár', {
    kind: 'organisation',
    labels: 'könyvtár',
    facets: ['sector:public'],
    ...szentes
  }),
  record('Hámor Könyvtár', { kind: 'organisation', labels: 'könyvtár', facets: ['sector:public'], ...ozd }),
  record('Szüreti bál', { times: [[now - 400 * day, now - 399 * day]], ...szentes }),
  record('Szüreti felvonulás és bál', {
    summary: 'A kisbíró dobszóra hirdeti ki az év csínytevéseit.',
    times: [[now + day, now + day + 60]],
    facets: ['audience:families'],
    ...szegvar
  }),
  record('Olvasókör', {
    text: 'Minden kedden. Kortárs magyar regényekről beszélgetünk a könyvtárban.',
    ...szentes
  })
]);

const ask = (text: string, more: Partial<SearchQuestion> = {}) =>
  engine.ask({
    text,
    locale: 'hu',
    kind: null,
    near: null,
    within: 0,
    facet: null,
    now,
    from: 0,
    size: 20,
    ...more
  });
const titles = (text: string, more: Partial<SearchQuestion> = {}): string[] =>
  ask(text, more).hits.map(({ title }) => title.map((piece) => piece.text).join(''));

describe('a question', () => {
  test('is answered whatever endings it has, with accents or without', () => {
    for (const text of ['könyvtár', 'könyvtárak', 'konyvtarban', 'KÖNYVTÁRBA'])
      expect(titles(text).slice(0, 2).sort()).toEqual(['Hámor Könyvtár', 'Tisza Könyvtár']);
  });

  test('that names a place with an ending puts what is there first, what lies near before what is far', () => {
    expect(titles('könyvtár Szentesen')[0]).toBe('Tisza Könyvtár');
    expect(titles('konyvtar ozdon')[0]).toBe('Hámor Könyvtár');
    expect(titles('könyvtár Szegváron').slice(0, 2)).toEqual(['Tisza Könyvtár', expect.any(String)]);
    expect(ask('bál Szegváron').place).toEqual({ slug: 'szegvar', name: 'Szegvár' });
  });

  test('that names a place which has nothing says so, and what is less far comes first', () => {
    // It is nearer to Ózd than to Szentes, and near to neither.
    const answer = ask('könyvtár Mezőkövesden');
    expect([answer.place, answer.complete]).toEqual([{ slug: 'mezokovesd', name: 'Mezőkövesd' }, 0]);
    expect(titles('könyvtár Mezőkövesden').filter((title) => title.endsWith('Könyvtár'))).toEqual([
      'Hámor Könyvtár',
      'Tisza Könyvtár'
    ]);
  });

  test('takes the name of a place for nothing else', () => {
    // «szegeden» might be «on your nail» as well.
    expect(ask('szög Szegeden').place?.name).toBe('Szeged');
    expect(titles('könyvtár Szegeden')).not.toContain('Szög a zsákban');
  });

  test('in which no word says anything is not taken for other words', () => {
    expect(ask('hol van?')).toMatchObject({ total: 0, meant: null });
  });

  test('in English is not corrected into Hungarian, and finds what is called so in one or many', () => {
    for (const text of ['who helps with debts', 'help with my debt'])
      expect(ask(text)).toMatchObject({ meant: null, total: 1 });
    expect(titles('my debts')).toEqual(['Adósságkezelés']);
    expect(ask('old libary', { locale: 'en' }).meant).toBeNull();
    // «konyvtar» on an English page is still Hungarian, also without accents.
    expect(titles('konyvtarak', { locale: 'en' }).slice(0, 2).sort()).toEqual([
      'Hámor Könyvtár',
      'Tisza Könyvtár'
    ]);
  });

  test('that is only a place leads to the place', () => {
    expect(titles('Szegváron')[0]).toBe('Szegvár');
    expect(titles('ózdra')[0]).toBe('Ózd');
  });

  test('is answered by what is still to come before what is over', () => {
    const { hits } = ask('szüreti bál');
    expect(hits.map(({ over }) => over)).toEqual([false, true]);
  });

  test('that is mistyped is understood and says so', () => {
    const answer = ask('felvonuláss');
    expect(answer.meant).toBe('felvonulás');
    expect(answer.hits[0]?.title.map(({ text }) => text).join('')).toBe('Szüreti felvonulás és bál');
  });

  test('that nothing fits has no answer', () => {
    expect(ask('qqqqqqqq')).toMatchObject({ total: 0, hits: [] });
    expect(ask('')).toMatchObject({ total: 0 });
    expect(ask('   !!! ')).toMatchObject({ total: 0 });
  });

  test('says in the snippet which words matched, in the form in which they stand there', () => {
    const [hit] = ask('regény').hits;
    expect(hit?.snippet.filter(({ found }) => found)).toEqual([{ text: 'regényekről', found: true }]);
    expect(ask('szüret').hits[0]?.title[0]).toEqual({ text: 'Szüreti', found: true });
  });
});

describe('narrowing', () => {
  test('by kind, place, distance and facet leaves what fits, and counts the rest by kind', () => {
    expect(ask('bál', { kind: 'organisation' }).total).toBe(0);
    expect(ask('bál', { kind: 'organisation' }).kinds).toMatchObject({ event: 2 });
    expect(titles('bál', { near: 'szegvar' })).toEqual(['Szüreti felvonulás és bál']);
    expect(titles('könyvtár', { near: 'szegvar', within: 20, kind: 'organisation' })).toEqual([
      'Tisza Könyvtár'
    ]);
    expect(titles('bál', { facet: 'audience:families' })).toEqual(['Szüreti felvonulás és bál']);
    expect(ask('bál', { near: 'unknown' }).total).toBe(0);
  });

  test('without words lists all of a kind', () => {
    expect(ask('', { kind: 'organisation' }).total).toBe(2);
  });

  test('pages follow each other without overlap', () => {
    const [first, second] = [0, 1].map((from) => ask('könyvtár', { from, size: 1 }).hits[0]?.id);
    expect(first).not.toBe(second);
  });
});

test('a document that changes is found by its new words only, one that is removed by none', () => {
  const own = createEngine(hungarianStemmer());
  const one = record('Lekvárfőzés');
  own.put([one]);
  own.put([{ ...one, title: 'Sajtkészítés' }]);
  const question = {
    locale: 'hu' as const,
    kind: null,
    near: null,
    within: 0,
    facet: null,
    now,
    from: 0,
    size: 20
  };
  expect(own.ask({ ...question, text: 'lekvárt' }).total).toBe(0);
  expect(own.ask({ ...question, text: 'sajtok' }).total).toBe(1);
  own.remove([one]);
  expect(own.ask({ ...question, text: 'sajtok' }).total).toBe(0);
});
