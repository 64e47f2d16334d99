// Which offers could be among the ten best of a need, or the need among theirs: the one loop in which nearly all the time goes.

/** Instead of closeness; no sum with it is near 0. */
export const outOfReach = -1e7;

/** Of the offers in their order; `closeness` of places, where a run of them has it. */
export interface Columns {
  readonly begins: Float64Array;
  readonly ends: Float64Array;
  readonly place: Int32Array;
  readonly closeness: Float64Array;
  readonly unreturned: Float64Array;
  readonly usual: Float64Array;
  readonly frequent: Float64Array;
  readonly leastOf: Float64Array;
  readonly wanted32: Int32Array;
  readonly groups: Int32Array;
}

/** Of the need that is asked about. */
export interface Asked {
  readonly from: number;
  readonly to: number;
  readonly dates: number;
  readonly perDay: number;
  readonly half: number;
  readonly likeUsual: number;
  readonly alike: number;
  readonly mine: number;
  readonly bits: number;
  readonly back: number;
}

/**
 * Without a branch, because nobody can foretell which way it goes: of 110 million pairs a fifth is put down (16 ns a pair with
 * branches, 12 without).
 * @returns how many could come among the ten of either side; they are put into `found`, and after them how many are out of reach
 */
export function promising(
  { begins, ends, place, closeness, unreturned, usual, frequent, leastOf, wanted32, groups }: Columns,
  { from, to, dates, perDay, half, likeUsual, alike, mine, bits, back }: Asked,
  run: {
    readonly begin: number;
    readonly end: number;
    readonly at: number;
    readonly least: number;
    readonly found: Int32Array;
  }
): number {
  const { begin, end, at, least, found } = run;
  let [count, away] = [0, 0];
  for (let k = begin; k < end; k++) {
    const both = Math.min(ends[k] as number, to) - Math.max(begins[k] as number, from);
    const wants = (wanted32[k] as number) & mine;
    const shared = (groups[k] as number) & bits;
    const without = unreturned[k] as number;
    const close = closeness[at + (place[k] as number)] as number;
    if (close === outOfReach) away++;
    const most =
      close +
      Math.min(dates, both * perDay) +
      half +
      without +
      ((wants | (0 - wants)) >>> 31) * (back - without) +
      likeUsual * (usual[k] as number) +
      ((shared | (0 - shared)) >>> 31) * alike * (frequent[k] as number);
    found[count] = k;
    count += 1 + (((most - Math.min(least, leastOf[k] as number)) | 0) >> 31);
  }
  found[count] = away;
  return count;
}
