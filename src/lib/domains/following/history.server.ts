// How it reads in somebody's own history that they follow something: without what it is.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Told } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';

export function tellOfFollowings(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  return Promise.resolve(
    new Map(
      activities.map(({ id, verb }): [string, Told] => [
        id,
        { sentence: words.lookUp(`following.history.${verb}`) ?? words.t('history.something'), changes: [] }
      ])
    )
  );
}
