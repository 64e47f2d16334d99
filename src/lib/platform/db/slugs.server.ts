// Finds addresses that are not taken: the wished one, else the same with a number behind it.
import { sql } from 'kysely';
import { paths } from '../../../generated/paths.ts';
import { isReservedSegment } from '#lib/platform/words/paths.ts';
import type { Database } from './database.server.ts';

/**
 * One free slug for each wish, in order; two equal wishes get different ones. Taken are the slugs in use in the table, those
 * that an object had before (they redirect) and the words that addresses use for themselves.
 */
export async function freeSlugs(
  tx: Database,
  table: 'event' | 'organisation' | 'venue' | 'settlement' | 'micro_region',
  wishes: readonly string[]
): Promise<string[]> {
  const bases = [...new Set(wishes)];
  const taken = new Set<string>();
  for (let from = 0; from < bases.length; from += 1000) {
    const part = bases.slice(from, from + 1000);
    const same = await tx.selectFrom(table).select('slug').where('slug', 'in', part).execute();
    const old = await tx
      .selectFrom('old_slug')
      .select('slug')
      .where('kind', '=', table)
      .where('slug', 'in', part)
      .execute();
    // Only for bases that are taken is it worth looking through the table for their numbered ones.
    const numbered = same.length
      ? await tx
          .selectFrom(table)
          .select('slug')
          .where(
            sql<string>`regexp_replace(slug, '-[0-9]+$', '')`,
            'in',
            same.map(({ slug }) => slug)
          )
          .execute()
      : [];
    for (const { slug } of [...same, ...old, ...numbered]) taken.add(slug);
  }
  const next = new Map<string, number>();
  return wishes.map((wish) => {
    let slug = wish;
    let number = next.get(wish) ?? 2;
    while (taken.has(slug) || isReservedSegment(slug, paths)) slug = `${wish}-${number++}`;
    next.set(wish, number);
    taken.add(slug);
    return slug;
  });
}
