// How what happens to offers and needs reads in their histories.
import type { Activity } from '#lib/platform/activity.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { fieldChanges } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { namesIn, offeringFieldWords } from './history-words.server.ts';
import { pathOf } from './model.ts';
import { mayAnswerFor } from './policy.ts';
import { findOfferingBySlug } from './queries.server.ts';
import { restoreOffering } from './restore.server.ts';

export const offeringHistory: HistoryObject = {
  kind: 'offering',
  path: 'exchange',
  restore: restoreOffering,
  async find(db, actor, address) {
    const found = isColleague(actor) ? await findOfferingBySlug(db, address) : null;
    if (!found || !mayAnswerFor(actor, found)) return null;
    return { id: found.id, name: found.title, href: pathOf(found) };
  }
};

export async function tellOfOfferings(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const names = await namesIn(
    db,
    activities.map(({ details }) => details)
  );
  const fields = offeringFieldWords(words, (id) => names.get(id) ?? null);
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => [
      id,
      {
        sentence: words.lookUp(`exchange.history.${verb}`) ?? words.t('history.something'),
        changes: verb === 'offering.updated' ? fieldChanges(details, fields) : []
      }
    ])
  );
}
