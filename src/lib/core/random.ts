// A small seeded generator, so that a search gives the same answer to the same question.

/**
 * Numbers in [0, 1), evenly spread: mulberry32 (Tommy Ettinger, 2017), 2^32 long, passes gjrand. Not for secrets.
 * @param seed any whole number
 */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
