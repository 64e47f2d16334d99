// How what happens to meetings reads in the histories of a meeting and of its circle.
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import {
  asItStands,
  changedPairs,
  factIn,
  fieldChanges,
  textsIn,
  type FieldWords
} from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { ruleInWords } from '#lib/domains/calendar/rule-words.ts';
import { circleOffices, findMembers } from '#lib/domains/circles/queries.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import { replies } from './model.ts';
import { canSeeInside } from './policy.ts';
import { findMeetingById } from './queries.server.ts';

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
  }
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
  const idsOf = (field: string): string[] =>
    activities.flatMap(({ details }) => textsIn([...(changedPairs(details).get(field) ?? [])]));
  const venues = await findVenuesByIds(db, idsOf('venue'));
  const settlements = await listSettlementsById(db, idsOf('settlement') as Id<'settlement'>[]);
  const fields = fieldWords(words, {
    venue: (id) => venues.get(id)?.name ?? null,
    settlement: (id) => settlements.get(id)?.name ?? null
  });
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

function fieldWords(
  words: Words,
  names: { venue: (id: string) => string | null; settlement: (id: string) => string | null }
): Readonly<Record<string, FieldWords>> {
  const moment = (local: JsonValue): string | null =>
    typeof local === 'string' ? `${words.date(local.slice(0, 10), 'full')}, ${local.slice(11)}` : null;
  const label = (field: 'title' | 'starts' | 'minutes' | 'venue' | 'settlement' | 'place'): string =>
    words.t(`meetings.history.field.${field}`);
  return {
    title: { label: label('title'), say: asItStands },
    starts: { label: label('starts'), say: moment },
    minutes: { label: label('minutes'), say: (value) => words.number(Number(value)) },
    venue: { label: label('venue'), say: (value) => names.venue(String(value)) },
    settlement: { label: label('settlement'), say: (value) => names.settlement(String(value)) },
    place: { label: label('place'), say: asItStands },
    host: { label: words.t('meetings.fact.host'), say: asItStands },
    remote: { label: words.t('meetings.fact.remote'), say: asItStands },
    quorum: { label: words.t('meetings.fact.quorum'), say: (value) => words.number(Number(value)) },
    public: {
      label: words.t('meetings.history.field.public'),
      say: (value) => words.t(`meetings.history.${value === true ? 'yes' : 'no'}`)
    },
    rule: { label: words.t('meetings.history.field.rule'), say: (value) => ruleInWords(String(value), words) }
  };
}
