// Mailed links speak of records by id inside their subject: those not used yet go on working after a merge.
import { sql } from 'kysely';
import type { Database } from '#lib/platform/db/database.server.ts';

/** Ids of the links that can still be used and name this record. */
export async function findLinkSubjects(tx: Database, record: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('capability_link')
    .select('id')
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`subject::text like ${`%${record}%`}`)
    .execute();
  return rows.map(({ id }) => id);
}

/** @returns the same ids */
export async function moveLinkSubjects(
  tx: Database,
  links: readonly string[],
  { from, into }: { from: string; into: string }
): Promise<readonly string[]> {
  if (links.length > 0)
    await sql`update capability_link set subject = replace(subject::text, ${from}, ${into})::jsonb
      where id = any(${[...links]}::uuid[])`.execute(tx);
  return links;
}
