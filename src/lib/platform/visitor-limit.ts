// How often one visitor may ask for what is heavy to make: so many at once, and so many more as time goes by.

export interface VisitorLimit {
  /** Counts one more of this visitor. @returns 0, or after how many seconds to come again */
  take(visitor: string, now: Date): number;
}

/** Whoever has not come for longer than this is forgotten first. */
const mostVisitors = 10_000;

/**
 * A bucket of `most` that fills up evenly in `minutes`. In the memory of this process: after a restart everybody begins anew.
 * @param visitor a network rather than an address: see networkOf
 */
export function createVisitorLimit({ most, minutes }: { most: number; minutes: number }): VisitorLimit {
  const perMillisecond = most / (minutes * 60_000);
  const visitors = new Map<string, { left: number; at: number }>();
  return {
    take(visitor, now) {
      const at = now.getTime();
      const known = visitors.get(visitor);
      const left = known ? Math.min(most, known.left + Math.max(0, at - known.at) * perMillisecond) : most;
      // Put at the end again, so that the first of the map is the one that has been away longest.
      visitors.delete(visitor);
      visitors.set(visitor, { left: left >= 1 ? left - 1 : left, at });
      const [first] = visitors.keys();
      if (visitors.size > mostVisitors && first !== undefined) visitors.delete(first);
      return left >= 1 ? 0 : Math.ceil((1 - left) / perMillisecond / 1000);
    }
  };
}
