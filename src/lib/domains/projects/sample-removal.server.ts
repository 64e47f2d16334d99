// Takes the joint projects and the supporters of the sample region away; the events of the projects are the calendar's.
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';

const tables = [
  { table: 'project', what: 'projects.sample.projects' },
  { table: 'supporter', what: 'projects.sample.supporters' }
] as const;

export async function countSampleProjects(db: Database): Promise<readonly SampleCount[]> {
  const counts: SampleCount[] = [];
  for (const { table, what } of tables) {
    const { count } = await db
      .selectFrom(table)
      .where('source', '=', fromSample)
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    counts.push({ what, count: Number(count) });
  }
  return counts;
}

export async function removeSampleProjects(tx: Database): Promise<readonly SampleCount[]> {
  const counts: SampleCount[] = [];
  for (const { table, what } of tables) {
    const gone = await tx.deleteFrom(table).where('source', '=', fromSample).returning('id').execute();
    await removeFromSearch(
      tx,
      table,
      gone.map(({ id }) => id)
    );
    counts.push({ what, count: gone.length });
  }
  return counts;
}
