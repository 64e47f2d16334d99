// Counts what the sample region's circles decided and took on, and takes it away.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';
import { fromSample } from '#lib/domains/registry/model.ts';

export async function countSampleMinutes(db: Database): Promise<readonly SampleCount[]> {
  const ofSample = (table: 'decision' | 'task') =>
    db
      .selectFrom(table)
      .innerJoin('circle', 'circle.id', `${table}.circle_id`)
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('circle.source', '=', fromSample)
      .executeTakeFirstOrThrow();
  return [
    { what: 'minutes.sample.decisions', count: Number((await ofSample('decision')).count) },
    { what: 'minutes.sample.tasks', count: Number((await ofSample('task')).count) }
  ];
}

/** The rest goes with the meetings. */
export async function removeSampleMinutes(tx: Database): Promise<readonly SampleCount[]> {
  const counts = await countSampleMinutes(tx);
  const circles = tx.selectFrom('circle').select('id').where('source', '=', fromSample);
  await tx.deleteFrom('task').where('circle_id', 'in', circles).execute();
  const gone = await tx.deleteFrom('decision').where('circle_id', 'in', circles).returning('id').execute();
  await removeFromSearch(
    tx,
    'decision',
    gone.map(({ id }) => id)
  );
  return counts;
}
