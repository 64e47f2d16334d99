// Addresses of organisations and venues: made of name and settlement, and when these change the old address leads to the new one.
import { slugOf, fold } from '#lib/core/hungarian.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';

type AddressTable = 'organisation' | 'venue';

export interface AddressWanted {
  readonly id: string;
  readonly name: string;
  readonly settlement: string | null;
  /** The address that it has. */
  readonly before: string | null;
}

/** One address for each, in order. One that still fits is kept, with the number that made it unique. */
export async function giveAddresses(
  tx: Database,
  table: AddressTable,
  wanted: readonly AddressWanted[]
): Promise<string[]> {
  const wishes = wanted.map(({ name, settlement }) => slugOf(nameWithPlace(name, settlement)));
  const changing = wanted.flatMap(({ before }, index) => (fits(before, wishes[index] ?? '') ? [] : [index]));
  const returning = changing.flatMap((index) => (wanted[index]?.before ? [wanted[index].id] : []));
  if (returning.length > 0)
    await tx
      .deleteFrom('old_slug')
      .where('kind', '=', table)
      .where('object_id', 'in', returning)
      .where(
        'slug',
        'in',
        changing.map((index) => wishes[index] ?? '')
      )
      .execute();
  const fresh = await freeSlugs(
    tx,
    table,
    changing.map((index) => wishes[index] ?? '')
  );
  const given = wanted.map(({ before }) => before ?? '');
  changing.forEach((index, position) => (given[index] = fresh[position] ?? ''));
  const moved = changing.flatMap((index) => {
    const { id, before } = wanted[index] ?? { id: '', before: null };
    return before ? [{ kind: table, slug: before, object_id: id }] : [];
  });
  if (moved.length > 0)
    await tx
      .insertInto('old_slug')
      .values(moved)
      .onConflict((conflict) =>
        conflict.columns(['kind', 'slug']).doUpdateSet((eb) => ({ object_id: eb.ref('excluded.object_id') }))
      )
      .execute();
  return given;
}

/** The address that took the place of `old`; null when there never was such a one. */
export async function findNewAddress(db: Database, table: AddressTable, old: string): Promise<string | null> {
  const moved = await db
    .selectFrom('old_slug')
    .select('object_id')
    .where('kind', '=', table)
    .where('slug', '=', old)
    .executeTakeFirst();
  if (!moved) return null;
  const object = await db
    .selectFrom(table)
    .select('slug')
    .where('id', '=', moved.object_id as never)
    .executeTakeFirst();
  return object?.slug ?? null;
}

/** «Óvoda» is in five hundred settlements: its name alone would be no address. */
function nameWithPlace(name: string, settlement: string | null): string {
  return !settlement || fold(name).includes(fold(settlement)) ? name : `${name} ${settlement}`;
}

function fits(slug: string | null, wish: string): boolean {
  return slug !== null && slug.startsWith(wish) && /^(-\d+)?$/.test(slug.slice(wish.length));
}
