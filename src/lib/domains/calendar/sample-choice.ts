// Seeded choices that depend only on a seed and a name: adding a row to a table leaves all other choices as they were.

/** A number in [0, 1) for a seed and some words; FNV-1a with the finaliser of MurmurHash3. */
export function share(seed: number, ...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of words.join('\u001f')) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 2 ** 32;
}

/** One of a list that is not empty. */
export function oneOf<T>(list: readonly T[], seed: number, ...words: readonly (string | number)[]): T {
  const chosen = list[Math.floor(share(seed, ...words) * list.length)];
  if (chosen === undefined) throw new RangeError(`Nothing to choose from: ${words.join(' ')}`);
  return chosen;
}

/** The list in a chosen order; `name` tells its members apart. */
export function shuffled<T>(
  list: readonly T[],
  name: (each: T) => string,
  seed: number,
  ...words: readonly string[]
): T[] {
  return list
    .map((each) => ({ each, rank: share(seed, ...words, name(each)) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}
