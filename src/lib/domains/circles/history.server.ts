// How what happens to a circle reads in its history.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, changedPairs, factIn, fieldChanges } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { memberSaid } from './circle-words.ts';
import { circleFieldWords } from './history-words.server.ts';
import { seesInside } from './policy.ts';
import { findMembers, findSeenCircle } from './queries.server.ts';
import { restoreCircle } from './restore.server.ts';

export const circleHistory: HistoryObject = {
  kind: 'circle',
  path: 'circles',
  async find(db, actor, address) {
    const found = await findSeenCircle(db, actor, address);
    if (!found || !seesInside(actor, found.offices)) return null;
    const { id, name, slug } = found.circle;
    return { id, name, href: `/circles/${slug}` };
  },
  restore: restoreCircle
};

export async function tellOfCircles(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const members = await findMembers(
    db,
    activities.flatMap(({ details }) => factIn(details, 'member') ?? [])
  );
  const fields = await circleFieldWords(
    db,
    activities.map(({ details }) => details),
    words
  );
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const member = members.get(factIn(details, 'member') ?? '');
      const values = {
        who: (member && memberSaid(member)) || words.t('circles.history.somebody'),
        version: Number(factIn(details, 'version') ?? 0),
        count: Number(factIn(details, 'count') ?? 0)
      };
      const office = verb === 'circle.member_changed' ? changedPairs(details).get('office') : undefined;
      const say = (value: JsonValue): string =>
        words.lookUp(`circles.office.${asItStands(value)}`) ?? asItStands(value);
      return [
        id,
        {
          sentence: words.lookUp(`circles.history.${verb}`, values) ?? words.t('history.something'),
          changes: office
            ? [{ label: words.t('circles.member.office'), before: say(office[0]), after: say(office[1]) }]
            : verb === 'circle.changed'
              ? fieldChanges(details, fields)
              : []
        }
      ];
    })
  );
}
