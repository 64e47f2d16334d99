// The organisations that are not of the sample region, newest first: those that a new house has entered itself.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { fromSample } from './model.ts';

export interface OwnOrganisation {
  readonly id: Id<'organisation'>;
  readonly slug: string;
  readonly name: string;
  readonly settlement: Id<'settlement'> | null;
}

export async function listOwnOrganisations(
  db: Database,
  limit: number
): Promise<{ rows: OwnOrganisation[]; total: number }> {
  const own = db.selectFrom('organisation').where('source', '!=', fromSample);
  const { total } = await own.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  const rows = await own
    .select(['id', 'slug', 'name', 'settlement_id as settlement'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return { rows, total: Number(total) };
}
