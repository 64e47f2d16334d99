// Takes the services of the sample region away.
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { unreferenced } from '#lib/platform/db/references.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';

const what = 'services.sample.services' as const;

export async function countSampleServices(db: Database): Promise<readonly SampleCount[]> {
  return [{ what, count: (await idsOf(db)).length }];
}

export async function removeSampleServices(tx: Database): Promise<readonly SampleCount[]> {
  const free = await unreferenced(tx, 'service', await idsOf(tx));
  if (free.length > 0)
    await tx
      .deleteFrom('service')
      .where('id', 'in', free as never[])
      .execute();
  return [{ what, count: free.length }];
}

async function idsOf(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('service').select('id').where('source', '=', fromSample).execute();
  return rows.map(({ id }) => id);
}
