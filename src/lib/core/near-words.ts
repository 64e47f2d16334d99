// Which of many words a mistyped one may have meant: those that share most of its letter triples, then by letters changed.
import { didYouMean, fold } from './hungarian.ts';

export interface NearWords {
  /** Likeliest first. */
  near(word: string, limit?: number): string[];
}

const looked = 40;

/** Made once for a list of words; a question takes time in proportion to the words that share a triple with it. */
export function nearWords(words: Iterable<string>): NearWords {
  const list: string[] = [];
  const byTriple = new Map<string, number[]>();
  for (const word of words) {
    const at = list.push(word) - 1;
    for (const triple of triplesOf(fold(word))) {
      const there = byTriple.get(triple);
      if (there) there.push(at);
      else byTriple.set(triple, [at]);
    }
  }
  return {
    near(word, limit = 3) {
      const folded = fold(word).slice(0, 40);
      const shared = new Map<number, number>();
      const triples = triplesOf(folded);
      for (const triple of triples)
        for (const at of byTriple.get(triple) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
      const likely = [...shared]
        .map(([at, count]) => ({
          word: list[at] ?? '',
          count: count / (triples.size + (list[at]?.length ?? 0))
        }))
        .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
        .slice(0, looked);
      return didYouMean(
        word,
        likely.map((one) => one.word),
        limit
      );
    }
  };
}

function triplesOf(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)));
}
