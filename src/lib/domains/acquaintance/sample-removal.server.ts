// Takes the visits of the sample region away.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { fromSample } from '#lib/domains/registry/model.ts';

export async function countSampleVisits(db: Database): Promise<readonly SampleCount[]> {
  const { count } = await db
    .selectFrom('acquaintance_visit')
    .where('source', '=', fromSample)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return [{ what: 'acquaintance.sample.visits', count: Number(count) }];
}

export async function removeSampleVisits(tx: Database): Promise<readonly SampleCount[]> {
  const gone = await tx
    .deleteFrom('acquaintance_visit')
    .where('source', '=', fromSample)
    .returning('id')
    .execute();
  return [{ what: 'acquaintance.sample.visits', count: gone.length }];
}
