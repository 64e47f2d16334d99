// How advice that was given unasked, and what became of it, reads in a history.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Told } from '#lib/platform/domain.ts';
import { factIn } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Id } from '#lib/core/ids.ts';
import { findEvents } from '#lib/domains/calendar/queries.server.ts';
import { pairsIn } from './news.server.ts';

export async function tellOfPlanning(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const pairs = activities.flatMap(({ details }) => pairsIn(details));
  const events = await findEvents(
    db,
    pairs.flatMap(({ event, other }) => [event as Id<'event'>, other as Id<'event'>])
  );
  const titleOf = (id: string): string => events.get(id as Id<'event'>)?.title ?? '–';
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const named = pairsIn(details).map(({ event, other }) =>
        words.t('planning.history.pair', { own: titleOf(event), other: titleOf(other) })
      );
      const sentence = words.lookUp(`planning.history.${verb.replace('.', '_')}`, {
        count: named.length,
        pairs: words.list(named),
        other: factIn(details, 'other') ?? '–'
      });
      return [id, { sentence: sentence ?? words.t('history.something'), changes: [] }];
    })
  );
}
