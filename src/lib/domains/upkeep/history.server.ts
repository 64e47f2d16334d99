// How confirmations and answers to letters read in the histories of records.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Told } from '#lib/platform/domain.ts';
import { factIn } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';

export async function tellOfUpkeep(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const how = factIn(details, 'how') ?? (verb === 'upkeep.gone' ? 'gone' : 'form');
      const sentence =
        words.lookUp(`upkeep.history.${verb}.${how}`) ?? words.lookUp(`upkeep.history.${verb}`);
      return [id, { sentence: sentence ?? words.t('history.something'), changes: [] }];
    })
  );
}
