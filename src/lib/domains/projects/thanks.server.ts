// Whether a supporter is thanked in public: their word, how it was given and in what words, or none.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';
import type { Supporter } from './model.ts';

/** Whoever calls it has made sure that the supporter wants it. @param word null: no public thanks */
export async function setThanks(
  tx: Database,
  { id }: Pick<Supporter, 'id'>,
  word: {
    readonly how: 'online' | 'spoken' | 'paper';
    readonly amounts: boolean;
    readonly wording: string;
  } | null,
  now: Date
): Promise<void> {
  await tx
    .updateTable('supporter')
    .set({
      thanked_publicly: word !== null,
      shows_amounts: word?.amounts ?? false,
      agreed_at: word ? now : null,
      agreed_how: word?.how ?? null,
      wording: word?.wording ?? null,
      updated_at: now
    })
    .where('id', '=', id as Id<'supporter'>)
    .execute();
  if (!word) await removeFromSearch(tx, 'supporter', [id]);
}
