import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hungarianStemmer } from '#tests/search/stemmer.ts';

const stemmer = hungarianStemmer();

describe('the stemmer finds the word that a form comes from', () => {
  test.each([
    // harmony of vowels
    ['könyvtárban', 'könyvtár'],
    ['kertben', 'kert'],
    ['iskolához', 'iskola'],
    ['gyerekhez', 'gyerek'],
    ['körhöz', 'kör'],
    // -val and -vel become like the consonant before them
    ['kézzel', 'kéz'],
    ['barátommal', 'barát'],
    ['könyvekkel', 'könyv'],
    ['méhésszel', 'méhész'],
    ['kórussal', 'kórus'],
    // somebody's, and many of them
    ['programjaink', 'program'],
    ['gyerekeitek', 'gyerek'],
    ['kirándulásaitokat', 'kirándulás'],
    ['szervezeteinkkel', 'szervezet'],
    ['autóinak', 'autó'],
    // stems that change
    ['bokrokkal', 'bokor'],
    ['lovak', 'ló'],
    ['tavakban', 'tó'],
    ['falvakban', 'falu'],
    ['tornyok', 'torony'],
    ['utakon', 'út'],
    ['nyarak', 'nyár'],
    ['forgalmakat', 'forgalom'],
    ['könyvtárakba', 'könyvtár'],
    // verbs
    ['játszottak', 'játszik'],
    ['jöttek', 'jön'],
    ['mennénk', 'megy'],
    ['dolgoznak', 'dolgozik'],
    ['támogatjuk', 'támogat'],
    ['olvassátok', 'olvas'],
    // degrees
    ['szebb', 'szép'],
    ['legszebb', 'szép'],
    ['nagyobbak', 'nagy'],
    // names
    ['Szegeden', 'szeged'],
    ['Ózdra', 'ózd'],
    // without accents
    ['konyvtarban', 'könyvtár'],
    ['szuretre', 'szüret'],
    // compounds that no dictionary has
    ['gyerekfoglalkozásokra', 'gyerekfoglalkozás'],
    ['olvasókörökben', 'olvasókör'],
    ['nyugdíjasklubban', 'nyugdíjasklub']
  ])('%s: %s', (form, stem) => {
    expect(stemmer.stems(form).stems).toContain(stem);
  });

  test.each([
    ['faluház', ['falu', 'ház']],
    ['kerámiaműhely', ['kerámia', 'műhely']],
    ['borkóstoló', ['bor', 'kóstoló']],
    ['táncházba', ['tánc', 'ház']]
  ])('%s is put together of %j', (word, parts) => {
    expect(stemmer.stems(word).parts).toEqual(parts);
  });

  test.each([
    ['szegedi', 'szeged'],
    ['megtanultuk', 'tanul'],
    ['művelődés', 'művelődik']
  ])('%s is derived from %s', (word, root) => {
    const { stems, roots } = stemmer.stems(word);
    expect([...stems, ...roots]).toContain(root);
  });

  test('a word as it stands comes before what it would be with accents', () => {
    expect(stemmer.stems('kor').stems).toEqual(['kor']);
    expect(stemmer.stems('kor').loose).toEqual(expect.arrayContaining(['kör']));
    expect(stemmer.stems('kör').stems[0]).toBe('kör');
    expect(stemmer.stems('kör').stems).not.toContain('kor');
  });

  test('what no dictionary knows is stemmed by rule', () => {
    expect(stemmer.stems('xyzqákban')).toMatchObject({ by: 'rule' });
    expect(stemmer.stems('zsuzsmákkal').stems[0]?.length).toBeLessThan('zsuzsmákkal'.length);
  });
});

describe('whatever is typed', () => {
  const letters = [...'aábcdeéfghiíjklmnoóöőprstuúüűvyz'];

  test('there is a stem, and it never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { stems } = stemmer.stems(text);
        expect(stems.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000, seed: 7 }
    );
  });

  test('a word that a form comes from comes from itself', () => {
    const forms = [
      'könyvtárban',
      'bokrokkal',
      'falvakban',
      'kézzel',
      'programjaink',
      'tornyok',
      'szervezetekkel'
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.nat({ max: 12 }),
        fc.constantFrom(...letters),
        (form, at, letter) => {
          const mutated = form.slice(0, at) + letter + form.slice(at + 1);
          for (const stem of stemmer.stems(mutated).stems)
            if (stemmer.stems(mutated).by === 'word' && stemmer.stems(stem).by === 'word')
              expect(stemmer.stems(stem).stems).toContain(stem);
        }
      ),
      { numRuns: 2000, seed: 7 }
    );
  });

  test(
    '100,000 mutated words are stemmed, and a word of any length as its first letters',
    { timeout: 120_000 },
    () => {
      const words = [
        'könyvtárainkban',
        'legszentségtelenebbek',
        'gyermekfoglalkozásokra',
        'megnézhetnénk',
        'Szegváron'
      ];
      let seed = 11;
      const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
      let found = 0;
      for (let i = 0; i < 100_000; i++) {
        const word = words[i % words.length] ?? '';
        const at = random(word.length);
        const changed = letters[random(letters.length)] ?? '';
        found += stemmer.stems(word.slice(0, at) + changed + word.slice(at + random(3))).stems.length;
      }
      expect(found).toBeGreaterThanOrEqual(100_000);
      const long = 'könyvtár'.repeat(20_000);
      expect(stemmer.stems(long)).toEqual(stemmer.stems(long.slice(0, 40)));
    }
  );
});
