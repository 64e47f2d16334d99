// To whom a word about events and circles goes: the addresses as they are now.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';

export interface Reader {
  readonly id: Id<'following'>;
  readonly email: string;
  readonly locale: Locale;
  readonly token: string;
}

/** Of one event or circle, all who follow it; by id, those. */
export async function listReaders(
  db: Database,
  of:
    | { readonly event: Id<'event'> }
    | { readonly circle: Id<'circle'> }
    | { readonly ids: readonly Id<'following'>[] }
): Promise<Reader[]> {
  if ('ids' in of && of.ids.length === 0) return [];
  const rows = await db
    .selectFrom('following')
    .leftJoin('person', 'person.id', 'following.person_id')
    .select((eb) => [
      'following.id',
      eb.fn.coalesce('person.email', 'following.email').as('email'),
      eb.fn.coalesce('person.locale', 'following.locale').as('locale'),
      'following.token'
    ])
    .where('following.state', '=', 'confirmed')
    .where((eb) =>
      'event' in of
        ? eb('following.event_id', '=', of.event)
        : 'circle' in of
          ? eb('following.circle_id', '=', of.circle)
          : eb('following.id', 'in', of.ids)
    )
    .execute();
  return rows.flatMap(({ email, ...row }) => (email ? [{ ...row, email }] : []));
}
