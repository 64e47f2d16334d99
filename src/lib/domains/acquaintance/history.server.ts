// How what happens to visits reads in their histories: what was done, never what a note said before.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, changedPairs, factIn } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findVisit } from './queries.server.ts';
import { whomOf } from './visit-words.ts';

export const visitHistory: HistoryObject = {
  kind: 'acquaintance_visit',
  path: 'acquaintance',
  async find(db, actor, address) {
    const found = await findVisit(db, actor, address);
    return found && { id: found.id, name: whomOf(found), href: `/acquaintance/${found.id}` };
  }
};

export async function tellOfVisits(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const days = changedPairs(details).get('step_day');
      const fields = words.list(
        (factIn(details, 'fields') ?? '')
          .split(',')
          .filter(Boolean)
          .map((field) => words.lookUp(`acquaintance.form.${field}`) ?? field)
      );
      const sentence =
        fields === ''
          ? words.lookUp(`acquaintance.history.${verb}`)
          : words.t('acquaintance.history.fields', { fields });
      return [
        id,
        {
          sentence: sentence ?? words.t('history.something'),
          changes: days
            ? [
                {
                  label: words.t('acquaintance.form.step_day'),
                  before: words.date(asItStands(days[0])),
                  after: words.date(asItStands(days[1]))
                }
              ]
            : []
        }
      ];
    })
  );
}
