// How what happens to meetings reads in the histories of a meeting and of its circle.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { factIn, fieldChanges } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { circleOffices, findMembers } from '#lib/domains/circles/queries.server.ts';
import { meetingFieldWords } from './history-words.server.ts';
import { replies } from './model.ts';
import { canSeeInside } from './policy.ts';
import { findMeetingById } from './queries.server.ts';
import { restoreMeeting } from './restore.server.ts';

export const meetingHistory: HistoryObject = {
  kind: 'meeting',
  path: 'meetings',
  async find(db, actor, address) {
    const meeting = await findMeetingById(db, address);
    const offices = meeting && (await circleOffices(db, meeting.circle.id));
    if (!meeting || !offices || !canSeeInside(actor, offices)) return null;
    return {
      id: meeting.id,
      name: meeting.title,
      href: `/circles/${meeting.circle.slug}/meetings/${meeting.number}`
    };
  },
  restore: restoreMeeting
};

export async function tellOfMeetings(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const members = await findMembers(
    db,
    activities.flatMap(({ details }) => factIn(details, 'member') ?? [])
  );
  const fields = await meetingFieldWords(
    db,
    activities.map(({ details }) => details),
    words
  );
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const member = members.get(factIn(details, 'member') ?? '');
      const { reply: answered, ...rest } = details as Record<string, JsonValue>;
      const reply = replies.find((each) => Array.isArray(answered) && answered[1] === each);
      const sentence = words.lookUp(`meetings.history.${verb.replace('meeting.', '')}`, {
        who: member?.name ?? member?.organisation?.name ?? words.t('meetings.history.somebody'),
        title: factIn(details, 'title') ?? '–',
        count: Number(factIn(details, 'invited') ?? factIn(details, 'meetings') ?? 0),
        venue: factIn(details, 'venue') ?? '–',
        reason: factIn(details, 'reason') ?? 'none',
        reply: reply ?? 'other',
        how: factIn(details, 'how') ?? 'other'
      });
      return [
        id,
        { sentence: sentence ?? words.t('history.something'), changes: fieldChanges(rest, fields) }
      ];
    })
  );
}
