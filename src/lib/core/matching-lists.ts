// The best so many of each: with ten of them a sorted list is quicker than a heap.

export interface TopLists {
  /** What one has to have at least to come in; 0 while there is room. */
  readonly least: Float64Array;
  readonly put: (own: number, other: number, score: number) => void;
  /** The others and their scores, best first. */
  readonly of: (own: number) => [number, number][];
  readonly total: () => number;
  /** Empties the lists, but keeps what one has to have at least. */
  readonly restart: () => void;
}

/**
 * Score and rank are one number, so that one comparison orders them.
 * @param rank of the others, each another from 0 on: of equal scores the lower one comes first
 */
export function topLists(count: number, top: number, rank: Int32Array): TopLists {
  const least = new Float64Array(count);
  const ranks = Math.max(1, rank.length);
  const keys = new Float64Array(count * top).fill(-1);
  const byRank = new Int32Array(rank.length);
  for (let other = 0; other < rank.length; other++) byRank[rank[other] as number] = other;
  return {
    least,
    put: (own, other, score) => {
      const begin = own * top;
      const key = score * ranks + ranks - 1 - (rank[other] as number);
      let at = begin + top - 1;
      if ((keys[at] as number) >= key) return;
      for (; at > begin; at--) {
        const before = keys[at - 1] as number;
        if (before >= key) break;
        keys[at] = before;
      }
      keys[at] = key;
      const last = keys[begin + top - 1] as number;
      if (last < 0) return;
      const lowest = Math.floor(last / ranks);
      if (lowest > (least[own] as number)) least[own] = lowest;
    },
    of: (own) =>
      Array.from(keys.subarray(own * top, (own + 1) * top)).flatMap((key) =>
        key < 0
          ? []
          : [[byRank[ranks - 1 - (key % ranks)] ?? -1, Math.floor(key / ranks)] as [number, number]]
      ),
    total: () => keys.reduce((sum, key) => sum + Math.max(0, Math.floor(key / ranks)), 0),
    restart: () => {
      keys.fill(-1);
    }
  };
}
