// How what happens to agendas, minutes and tasks reads in a history, and which of them has one.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, fieldChanges, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { canReadInside } from './policy.ts';
import { findTask } from './task-queries.server.ts';

export const taskHistory: HistoryObject = {
  kind: 'task',
  path: 'tasks',
  async find(db, actor, address) {
    const task = await findTask(db, address);
    const offices = task && (await circleOffices(db, task.circle.id));
    if (!task || !offices || !canReadInside(actor, offices)) return null;
    return { id: task.id, name: task.text, href: `/circles/${task.circle.slug}/tasks` };
  }
};

export async function tellOfMinutes(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields: Readonly<Record<string, FieldWords>> = {
    due: { label: words.t('minutes.table.due'), say: asItStands }
  };
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => [
      id,
      {
        sentence: words.lookUp(`minutes.history.${verb}`) ?? words.t('history.something'),
        changes: verb === 'task.changed' ? fieldChanges(details, fields) : []
      }
    ])
  );
}
