// Draws together what would overlap on a map: one mark for several, where the largest of them is.

export interface Weighed {
  /** Decides among equals, so that the same things always give the same marks. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** How many things it stands for. */
  readonly count: number;
}

export interface Cluster<Item> {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  /** The first is the one at whose place the mark stands. */
  readonly items: readonly Item[];
}

/**
 * No two marks are nearer to each other than `apart`. Greedy, the weightiest first: the mark stays where most things are, instead
 * of in the field between two villages. Linear in the number of items but for the sort.
 */
export function clustersOf<Item extends Weighed>(items: readonly Item[], apart: number): Cluster<Item>[] {
  const sorted = [...items].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const clusters: { x: number; y: number; count: number; items: Item[] }[] = [];
  const cells = new Map<string, typeof clusters>();
  const cell = (x: number, y: number): string => `${Math.floor(x / apart)} ${Math.floor(y / apart)}`;
  for (const item of sorted) {
    const found = nearest(item);
    if (found) {
      found.count += item.count;
      found.items.push(item);
      continue;
    }
    const cluster = { x: item.x, y: item.y, count: item.count, items: [item] };
    clusters.push(cluster);
    const key = cell(item.x, item.y);
    cells.set(key, [...(cells.get(key) ?? []), cluster]);
  }
  return clusters;

  function nearest({ x, y }: Item) {
    let best: (typeof clusters)[number] | null = null;
    let least = apart ** 2;
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const cluster of cells.get(cell(x + dx * apart, y + dy * apart)) ?? []) {
          const away = (cluster.x - x) ** 2 + (cluster.y - y) ** 2;
          if (away < least) [best, least] = [cluster, away];
        }
    return best;
  }
}
