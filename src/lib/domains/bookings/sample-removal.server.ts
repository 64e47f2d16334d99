// Takes the bookings and the things of the sample region away.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { fromSample } from '#lib/domains/registry/model.ts';

const what = { booking: 'bookings.sample.bookings', equipment: 'bookings.sample.things' } as const;

export async function countSampleBookings(db: Database): Promise<readonly SampleCount[]> {
  const counts: SampleCount[] = [];
  for (const table of ['booking', 'equipment'] as const) {
    const { count } = await db
      .selectFrom(table)
      .where('source', '=', fromSample)
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    counts.push({ what: what[table], count: Number(count) });
  }
  return counts;
}

/** A thing that somebody has asked for since stays. */
export async function removeSampleBookings(tx: Database): Promise<readonly SampleCount[]> {
  const bookings = await tx.deleteFrom('booking').where('source', '=', fromSample).returning('id').execute();
  const things = await tx
    .deleteFrom('equipment')
    .where('source', '=', fromSample)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('booking_equipment')
            .select('equipment_id')
            .whereRef('booking_equipment.equipment_id', '=', 'equipment.id')
        )
      )
    )
    .returning('id')
    .execute();
  return [
    { what: what.booking, count: bookings.length },
    { what: what.equipment, count: things.length }
  ];
}
