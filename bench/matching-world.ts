// Offers and needs over the settlements of Hungary, seeded: forty categories, words as rare as in life (Zipf), open and short spans.
import type { Need, Offer } from '#lib/core/matching.ts';
import { randomFrom } from '#lib/core/random.ts';

export function matchingWorld(
  count: number,
  settlements: readonly { readonly population: number }[],
  seed: number
): { offers: Offer[]; needs: Need[] } {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const upTo: number[] = [];
  let people = 0;
  for (const { population } of settlements) upTo.push((people += Math.min(population, 20_000)));
  const anyPlace = (): number => {
    const target = random() * people;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! <= target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const categoryOf = () => `category ${Math.floor(40 * random() ** 1.3)}`;
  const stems = () => Array.from({ length: 2 + below(8) }, () => `stem ${Math.floor(6000 ** random())}`);
  const given = (kind: string, n: number) => {
    const from = random() < 0.3 ? null : below(330);
    return {
      id: `${kind}${String(n).padStart(6, '0')}`,
      organisation: `o${below(Math.ceil(count / 3))}`,
      category: categoryOf(),
      place: random() < 0.02 ? null : anyPlace(),
      from,
      to: from === null || random() < 0.3 ? null : from + 1 + below(120),
      stems: stems()
    };
  };
  return {
    offers: Array.from({ length: count }, (_, n) => ({
      ...given('k', n),
      condition: (['free', 'cost', 'return'] as const)[below(3)]!
    })),
    needs: Array.from({ length: count }, (_, n) => given('i', n))
  };
}
