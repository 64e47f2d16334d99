// Where a Hungarian word that is put together of two comes apart.

export type Half = (
  lower: string,
  flags: string
) => { readonly stems: readonly string[]; readonly roots: readonly string[] } | null;

export interface CompoundRules {
  /** Of words that may be part of a compound; '' for any word. */
  readonly flags: string;
  readonly half: Half;
  /** For a word of the dictionary: its second half must be a word as it is, without endings. */
  readonly whole: boolean;
  /** Letters that each half has at least: shorter ones are found in too many words by chance. */
  readonly shortest: number;
}

/**
 * The two words that a compound is made of: of all places where both halves are words, the one whose shorter half is longest.
 * Looks at each place once.
 */
export function splitCompound(
  lower: string,
  { flags, half, whole, shortest }: CompoundRules
): { stems: string[]; parts: string[] } | null {
  let best: { stems: string[]; parts: string[] } | null = null;
  let bestLength = 0;
  for (let at = shortest; at <= lower.length - shortest; at++) {
    const length = Math.min(at, lower.length - at);
    if (length <= bestLength) continue;
    const [first, second] = [lower.slice(0, at), lower.slice(at)];
    const before = half(first, flags);
    if (!before?.stems.includes(first)) continue;
    const behind = half(second, flags);
    if (!behind || (whole && !behind.stems.includes(second))) continue;
    bestLength = length;
    const stems = whole ? [second] : behind.stems;
    best = { stems: stems.map((stem) => first + stem), parts: [first, ...stems] };
  }
  return best;
}
