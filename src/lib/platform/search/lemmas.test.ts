import { expect, test } from 'vitest';
import { judgeLemmas, texts, textsAreThere } from '#tests/search/lemmas.ts';
import { hungarianStemmer } from '#tests/search/stemmer.ts';

test.skipIf(!textsAreThere)(
  `finds inflected words in real texts far better than Snowball does (needs ${texts})`,
  { timeout: 120_000 },
  () => {
    const figures = judgeLemmas(hungarianStemmer());
    expect(figures.queries).toBeGreaterThan(200);
    expect(figures.stems).toBeGreaterThan(0.93);
    expect(figures.stems - figures.snowball).toBeGreaterThan(0.2);
    expect(figures.snowball).toBeGreaterThan(figures.exact);
  }
);
