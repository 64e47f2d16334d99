import { describe, expect, test } from 'vitest';
import { readAffixes } from './hungarian-affixes.ts';
import { readDictionary } from './hungarian-dictionary.ts';
import { stemmerOf } from './hungarian-stemmer.ts';

const affixes = readAffixes(`SET UTF-8
COMPOUNDFLAG Y
FORBIDDENWORD w
LEMMA_PRESENT )
PFX M Y 1
PFX M 0 meg .
SFX A Y 3
SFX A 0 ban [^eéöőüű&agrave;]
SFX A a ában a
SFX A 0 i/ABCDEF .
SFX B Y 1
SFX B 0 k [aeoö]
broken line
SFX C 0 [unclosed x[
`);
const dictionary = readDictionary(
  '7\nház/AY\nfalu/AY\nalma/A\nbor/AY\nrossz/w\nbokrok/)\nbokor/A\nkönyvtárak/)önyvtár\nkönyvtár/A',
  affixes
);
const { stems } = stemmerOf(affixes, dictionary, (word) => `rule:${word}`);

describe('an affix file and its word list', () => {
  test('give the words that endings belong to, by condition and by what is replaced', () => {
    expect(stems('házban').stems).toEqual(['ház']);
    expect(stems('almában').stems).toEqual(['alma']);
    expect(stems('almaban')).toMatchObject({ stems: ['alma'], by: 'word' });
    expect(stems('házben').by).toBe('rule');
  });

  test('letters spelt as in a web page do not shut out others', () => {
    expect(stems('borban').stems).toEqual(['bor']);
  });

  test('an ending that makes a word of its own leaves its root beside it', () => {
    expect(stems('házi')).toMatchObject({ stems: ['házi'], roots: ['ház'] });
    expect(stems('háziban')).toMatchObject({ stems: ['házi'], roots: ['ház'] });
  });

  test('irregular stems find their lemma, also where little is left of it', () => {
    expect(stems('bokrok').stems).toEqual(['bokor']);
    expect(stems('könyvtárak').stems).toEqual(['könyvtár']);
  });

  test('compounds come apart; words that are wrong do not count', () => {
    expect(stems('faluházban')).toMatchObject({ stems: ['faluház'], parts: ['falu', 'ház'], by: 'compound' });
    expect(stems('rossz')).toMatchObject({ stems: ['rule:rossz'], by: 'rule' });
  });
});
