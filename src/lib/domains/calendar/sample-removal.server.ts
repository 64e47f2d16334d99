// Takes the events of the sample region away; occurrences and organisers go with them.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';

const what = 'calendar.sample.events' as const;

export async function countSampleEvents(db: Database): Promise<readonly SampleCount[]> {
  const { count } = await db
    .selectFrom('event')
    .where('source', '=', 'sample')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return [{ what, count: Number(count) }];
}

export async function removeSampleEvents(tx: Database): Promise<readonly SampleCount[]> {
  const gone = await tx.deleteFrom('event').where('source', '=', 'sample').returning('id').execute();
  return [{ what, count: gone.length }];
}
