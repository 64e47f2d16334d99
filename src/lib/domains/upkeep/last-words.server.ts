// Reads when each record was last said to be true: by a confirmation, or by a person who changed it.
import { sql } from 'kysely';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { RecordKey } from './model.ts';
import { lastWord } from './freshness.ts';

export interface LastWords {
  readonly confirmedAt: Date | null;
  /** In whose name, where it was an organisation's. */
  readonly confirmedFor: { readonly id: string; readonly name: string } | null;
  /** By a person, by hand: what a file brought is nobody's word. */
  readonly editedAt: Date | null;
  /** The later of the two. */
  readonly at: Date | null;
}

/** By id, for each of the keys. */
export async function findLastWords(
  db: Database,
  keys: readonly RecordKey[]
): Promise<ReadonlyMap<string, LastWords>> {
  const ids = [...new Set(keys.map(({ id }) => id))];
  if (ids.length === 0) return new Map();
  const confirmed = await db
    .selectFrom('record_confirmation')
    .leftJoin('organisation', 'organisation.id', 'record_confirmation.organisation_id')
    .select(['record_confirmation.kind', 'record_id', 'confirmed_at', 'organisation.id', 'organisation.name'])
    .where('record_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const edited = await db
    .selectFrom('activity')
    .select(({ fn }) => ['object_id', 'object_kind', fn.max('at').as('at')])
    .where('object_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('done_as', '<>', 'system')
    .where(sql<boolean>`verb in (object_kind || '.created', object_kind || '.updated')`)
    .where(sql<boolean>`not details ? 'source'`)
    .groupBy(['object_id', 'object_kind'])
    .execute();
  const confirmations = new Map(confirmed.map((row) => [`${row.kind} ${row.record_id}`, row]));
  const edits = new Map(edited.map((row) => [`${row.object_kind} ${row.object_id}`, row.at]));
  return new Map(
    keys.map(({ kind, id }): [string, LastWords] => {
      const found = confirmations.get(`${kind} ${id}`);
      const editedAt = edits.get(`${kind} ${id}`) ?? null;
      const confirmedAt = found?.confirmed_at ?? null;
      return [
        id,
        {
          confirmedAt,
          confirmedFor: found?.id && found.name ? { id: found.id, name: found.name } : null,
          editedAt,
          at: lastWord(confirmedAt, editedAt)
        }
      ];
    })
  );
}
