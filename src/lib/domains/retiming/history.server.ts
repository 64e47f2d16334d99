// How what happens in a re-timing reads in its history.
import { isColleague } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, factIn, fieldChanges } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { momentInWords } from '#lib/domains/calendar/history-fields.ts';
import { canSeeRetiming } from './policy.ts';
import { findRetiming, listMoves } from './queries.server.ts';

export const retimingHistory: HistoryObject = {
  kind: 'retiming',
  path: 'retiming',
  async find(db, actor, address) {
    const found = isColleague(actor) ? await findRetiming(db, address) : null;
    if (!found) return null;
    const organisers = (await listMoves(db, found.id)).flatMap(({ event }) =>
      event.organisers.map(({ id }) => id)
    );
    if (!canSeeRetiming(actor, found, organisers)) return null;
    return { id: found.id, name: found.territory, href: `/retiming/${found.id}` };
  }
};

function closedSentence(verb: string, details: Activity['details'], words: Words): string | null {
  const because = verb === 'retiming.event_changed' ? factIn(details, 'because') : null;
  return (
    because && words.lookUp(`retiming.history.closed.${because}`, { title: factIn(details, 'title') ?? '' })
  );
}

export async function tellOfRetimings(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields = {
    starts: {
      label: words.t('retiming.fact.time'),
      say: (value: Parameters<typeof asItStands>[0]) => momentInWords(asItStands(value), words)
    }
  };
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => [
      id,
      {
        sentence:
          closedSentence(verb, details, words) ??
          words.lookUp(`retiming.history.${verb.slice('retiming.'.length)}`, {
            title: factIn(details, 'title') ?? ''
          }) ??
          words.t('history.something'),
        changes: fieldChanges(details, fields)
      }
    ])
  );
}
