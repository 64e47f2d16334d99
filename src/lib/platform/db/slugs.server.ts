// Finds addresses that are not taken: the wished one, else the same with the first free number behind it.
import { sql } from 'kysely';
import { paths } from '../../../generated/paths.ts';
import { isReservedSegment } from '#lib/platform/words/paths.ts';
import type { Database } from './database.server.ts';

type Addressed =
  | 'event'
  | 'organisation'
  | 'venue'
  | 'equipment'
  | 'service'
  | 'expert'
  | 'settlement'
  | 'micro_region'
  | 'circle'
  | 'offering'
  | 'package'
  | 'project'
  | 'supporter'
  | 'tour';

/** How many candidates one query asks about. */
const atOnce = 5000;
/** So many numbers are looked at one by one, the first free one taken, before a place behind the crowd is searched for. */
const oneByOne = 8;
const most = oneByOne * 2 ** 20;
const powers = Array.from({ length: 20 }, (_, n) => oneByOne * 2 ** (n + 1));

/**
 * One free slug for each wish, in order; two equal wishes get different ones. Taken are the slugs in use in the table, those
 * that an object had before (they redirect) and the words that addresses use for themselves.
 *
 * Candidates are asked about by name, so that the unique indexes answer, whatever the database's collation: among 100,000 rows of
 * which 12,500 are called alike, one more of them takes 2 to 4 ms (with a regular expression over the table 65 to 80 ms).
 */
export async function freeSlugs(
  tx: Database,
  table: Addressed,
  wishes: readonly string[]
): Promise<string[]> {
  const count = new Map<string, number>();
  for (const wish of wishes) count.set(wish, (count.get(wish) ?? 0) + 1);
  const answers = new Map<string, boolean>();
  const ask = async (candidates: readonly string[]): Promise<void> => {
    for (const candidate of candidates) answers.set(candidate, isReservedSegment(candidate, paths));
    for (const slug of await takenAmong(tx, table, candidates)) answers.set(slug, true);
  };
  const isTaken = (wish: string, number: number): boolean => answers.get(numbered(wish, number)) ?? false;
  const range = (wish: string, from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, n) => numbered(wish, from + n)).filter(
      (slug) => !answers.has(slug)
    );

  await ask([...count.keys()]);
  const crowded = [...count.keys()].filter((wish) => isTaken(wish, 1));
  await ask(crowded.flatMap((wish) => range(wish, 2, oneByOne + 1)));
  const full = crowded.filter((wish) =>
    Array.from({ length: oneByOne }, (_, n) => n + 1).every((number) => isTaken(wish, number))
  );
  const first = await behindTheCrowd(full, ask, isTaken);

  for (;;) {
    const { slugs, unasked } = assign(wishes, first, answers);
    if (unasked.size === 0) return slugs;
    await ask([...unasked].flatMap(([wish, number]) => range(wish, number, number + (count.get(wish) ?? 1))));
  }
}

/** For each wish whose first numbers are all taken: a free number behind a taken one, searched for with few questions. */
async function behindTheCrowd(
  wishes: readonly string[],
  ask: (candidates: readonly string[]) => Promise<void>,
  isTaken: (wish: string, number: number) => boolean
): Promise<Map<string, number>> {
  await ask(wishes.flatMap((wish) => powers.map((number) => numbered(wish, number))));
  const gaps = new Map(
    wishes.map((wish) => {
      const free = powers.find((number) => !isTaken(wish, number));
      return [wish, free ? { taken: free / 2, free } : { taken: most, free: most + 1 }];
    })
  );
  for (;;) {
    const open = [...gaps].filter(([, { taken, free }]) => free - taken > 1);
    if (open.length === 0) return new Map([...gaps].map(([wish, { free }]) => [wish, free]));
    const steps = open.map(([wish, { taken, free }]) => ({ wish, numbers: between(taken, free) }));
    await ask(steps.flatMap(({ wish, numbers }) => numbers.map((number) => numbered(wish, number))));
    for (const { wish, numbers } of steps) {
      const { taken, free } = gaps.get(wish) ?? { taken: 0, free: 1 };
      const at = numbers.findIndex((number) => !isTaken(wish, number));
      const before = at < 0 ? numbers.at(-1) : numbers[at - 1];
      gaps.set(wish, { taken: before ?? taken, free: numbers[at] ?? free });
    }
  }
}

/** Up to 15 numbers evenly spread between two. */
function between(low: number, high: number): number[] {
  const step = Math.max(1, Math.ceil((high - low) / 16));
  const numbers: number[] = [];
  for (let number = low + step; number < high; number += step) numbers.push(number);
  return numbers;
}

/** Numbers from 1, which is the wish itself. */
function numbered(wish: string, number: number): string {
  return number === 1 ? wish : `${wish}-${number}`;
}

async function takenAmong(tx: Database, table: Addressed, candidates: readonly string[]): Promise<string[]> {
  const taken: string[] = [];
  for (let from = 0; from < candidates.length; from += atOnce) {
    const part = candidates.slice(from, from + atOnce);
    const { rows } = await sql<{ slug: string }>`
      select slug from ${sql.table(table)} where slug = any(${part}::text[])
      union all
      select slug from old_slug where kind = ${table} and slug = any(${part}::text[])`.execute(tx);
    for (const { slug } of rows) taken.push(slug);
  }
  return taken;
}

/** @returns a slug for each wish, or, for those that need a number nobody asked about yet, that number */
function assign(
  wishes: readonly string[],
  first: ReadonlyMap<string, number>,
  answers: ReadonlyMap<string, boolean>
): { slugs: string[]; unasked: Map<string, number> } {
  const given = new Set<string>();
  const next = new Map<string, number>();
  const unasked = new Map<string, number>();
  const slugs = wishes.map((wish) => {
    let number = next.get(wish) ?? first.get(wish) ?? 1;
    let slug = numbered(wish, number);
    while (answers.get(slug) || given.has(slug)) slug = numbered(wish, ++number);
    if (!answers.has(slug) && !unasked.has(wish)) unasked.set(wish, number);
    next.set(wish, number + 1);
    given.add(slug);
    return slug;
  });
  return { slugs, unasked };
}
