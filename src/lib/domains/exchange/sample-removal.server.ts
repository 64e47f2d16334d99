// Takes the offers and needs of the sample region away.
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';

const what = 'exchange.count.offerings' as const;

export async function countSampleOfferings(db: Database): Promise<readonly SampleCount[]> {
  const { count } = await db
    .selectFrom('offering')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('source', '=', fromSample)
    .executeTakeFirstOrThrow();
  return [{ what, count: Number(count) }];
}

export async function removeSampleOfferings(tx: Database): Promise<readonly SampleCount[]> {
  const gone = await tx.deleteFrom('offering').where('source', '=', fromSample).returning('id').execute();
  return [{ what, count: gone.length }];
}
