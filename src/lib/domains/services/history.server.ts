// How what happens to services and unmet needs reads in their histories.
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { changedPairs, factIn, fieldChanges } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { serviceFieldWords } from './history-words.server.ts';
import { canSeeServiceHistory } from './policy.ts';
import { restoreService } from './restore.server.ts';
import { findServiceBySlug } from './queries.server.ts';

export const serviceHistory: HistoryObject = {
  kind: 'service',
  path: 'services',
  restore: restoreService,
  async find(db, actor, address) {
    const found = isColleague(actor) ? await findServiceBySlug(db, address) : null;
    if (!found || !canSeeServiceHistory(actor, found)) return null;
    return { id: found.id, name: found.name, href: `/services/${found.slug}` };
  }
};

export async function tellOfServices(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const pairs = activities.flatMap(({ details }) => changedPairs(details).get('organisation') ?? []);
  const organisations = await findOrganisationsByIds(
    db,
    pairs.filter((id) => typeof id === 'string')
  );
  const fields = serviceFieldWords(words, (id) => organisations.get(id)?.name ?? null);
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const file = factIn(details, 'source');
      const sentence =
        (file ? words.lookUp(`services.history.file.${verb}`, { file }) : null) ??
        words.lookUp(`services.history.${verb}`);
      return [
        id,
        { sentence: sentence ?? words.t('history.something'), changes: fieldChanges(details, fields) }
      ];
    })
  );
}
