// Takes the touring packages of the sample region away, with their requests and tours.
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';

const what = 'touring.sample.packages' as const;

export async function countSampleTouring(db: Database): Promise<readonly SampleCount[]> {
  const { count } = await db
    .selectFrom('package')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('source', '=', fromSample)
    .executeTakeFirstOrThrow();
  return [{ what, count: Number(count) }];
}

/** Events and bookings of their tours go with the calendar's and the bookings' own. */
export async function removeSampleTouring(tx: Database): Promise<readonly SampleCount[]> {
  const gone = await tx.deleteFrom('package').where('source', '=', fromSample).returning('id').execute();
  return [{ what, count: gone.length }];
}
