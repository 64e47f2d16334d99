// Takes the micro-regions of the sample away, but for the one for which the house works; settlements are real and stay.
import type { Database } from '#lib/platform/db/database.server.ts';
import { unreferenced } from '#lib/platform/db/references.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { sampleMicroRegions } from './sample.ts';

const what = 'places.sample.regions' as const;

export async function countSampleRegions(db: Database): Promise<readonly SampleCount[]> {
  return [{ what, count: (await sampleRegions(db)).length }];
}

export async function removeSampleRegions(tx: Database): Promise<readonly SampleCount[]> {
  const { region } = await findInstallation(tx);
  const ids = (await sampleRegions(tx)).filter(({ slug }) => slug !== region).map(({ id }) => id);
  const free = await unreferenced(tx, 'micro_region', ids);
  if (free.length > 0) await tx.deleteFrom('micro_region').where('id', 'in', free).execute();
  return [{ what, count: free.length }];
}

async function sampleRegions(db: Database) {
  const slugs = sampleMicroRegions.map(({ slug }) => slug);
  return db.selectFrom('micro_region').select(['id', 'slug']).where('slug', 'in', slugs).execute();
}
