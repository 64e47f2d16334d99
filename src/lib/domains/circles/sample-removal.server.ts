// Takes the circles of the sample region away, with all that was said in them.
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';

export async function countSampleCircles(db: Database): Promise<readonly SampleCount[]> {
  const { count } = await db
    .selectFrom('circle')
    .where('source', '=', fromSample)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return [{ what: 'circles.sample.circles', count: Number(count) }];
}

export async function removeSampleCircles(tx: Database): Promise<readonly SampleCount[]> {
  const gone = await tx.deleteFrom('circle').where('source', '=', fromSample).returning('id').execute();
  await removeFromSearch(
    tx,
    'circle',
    gone.map(({ id }) => id)
  );
  return [{ what: 'circles.sample.circles', count: gone.length }];
}
