// Two venues that are booked at the same moment cannot become one: somebody decides first which booking stays.
import { sql } from 'kysely';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MergeHindrance } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';

const mostTold = 20;

export async function bookedAtBoth(
  db: Database,
  { kind, into, from }: { readonly kind: string; readonly into: string; readonly from: string },
  words: Words
): Promise<MergeHindrance[]> {
  if (kind !== 'venue') return [];
  const { rows } = await sql<{ id: string; starts_at: Date; purpose: string; other: string }>`
    select distinct on (mine.booking_id) mine.booking_id as id, mine.starts_at, booking.purpose, rival.purpose as other
    from booking_occurrence mine
      join booking_occurrence theirs on theirs.venue_id = ${into}::uuid
        and tstzrange(theirs.starts_at, theirs.ends_at) && tstzrange(mine.starts_at, mine.ends_at)
      join booking on booking.id = mine.booking_id
      join booking rival on rival.id = theirs.booking_id
    where mine.venue_id = ${from}::uuid
      and mine.state in ('requested', 'confirmed') and theirs.state in ('requested', 'confirmed')
    order by mine.booking_id, mine.starts_at limit ${mostTold}`.execute(db);
  return rows.map(({ id, starts_at, purpose, other }) => ({
    sentence: words.t('bookings.mergeHindered', {
      day: words.date(starts_at, 'full'),
      time: words.time(starts_at),
      purpose,
      other
    }),
    href: `/bookings/${id}`
  }));
}
