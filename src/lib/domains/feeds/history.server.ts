// How what happens to a feed reads in its history.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, factIn, fieldChanges, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { canKeepFeed } from './policy.ts';
import { findFeed } from './queries.server.ts';

export const feedHistory: HistoryObject = {
  kind: 'feed',
  path: 'calendar-feeds',
  async find(db, actor, address) {
    const feed = await findFeed(db, address);
    if (!feed || !canKeepFeed(actor, feed)) return null;
    return { id: feed.id, name: feed.name, href: `/calendar-feeds/${feed.id}` };
  }
};

export async function tellOfFeeds(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields: Readonly<Record<string, FieldWords>> = {
    name: { label: words.t('feeds.form.name'), say: asItStands },
    address: { label: words.t('feeds.form.address'), say: asItStands },
    every: {
      label: words.t('feeds.form.every'),
      say: (value) => words.lookUp(`feeds.every.${asItStands(value)}`)
    },
    status: {
      label: words.t('feeds.form.status'),
      say: (value) => words.lookUp(`calendar.status.${asItStands(value)}`)
    }
  };
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => [
      id,
      { sentence: sentenceOf(verb, details, words), changes: fieldChanges(withoutEvents(details), fields) }
    ])
  );
}

function sentenceOf(verb: string, details: Activity['details'], words: Words): string {
  const number = (name: string): number => Number(factIn(details, name) ?? 0);
  const facts = {
    name: factIn(details, 'name') ?? '',
    ...{ created: number('created'), changed: number('changed'), moved: number('moved') },
    ...{ cancelled: number('cancelled'), withdrawn: number('withdrawn') }
  };
  return words.lookUp(`feeds.history.${verb}`, facts) ?? words.t('history.something');
}

/** Which events it concerned is told in their own histories; a list of two of them would read as a change. */
function withoutEvents(details: Activity['details']): Activity['details'] {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return details;
  return Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'events'));
}
