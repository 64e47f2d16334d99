// What meetings propose for an agenda: who is host of the next one, and when it is, where nobody has said.
import type { Id } from '#lib/core/ids.ts';
import type { AgendaGiver } from '#lib/platform/domain.ts';
import { findCircleById } from '#lib/domains/circles/queries.server.ts';
import { proposeHosts } from './hosts.server.ts';

const minutes = 5;

/** Those who sit there can say at once; the best one by turns and ways is named, as somebody to begin with. */
export const nextHost: AgendaGiver = async (db, { circle, meeting, words, now }) => {
  const next = (await proposeHosts(db, { circle: circle.id }, now)).find(
    (each) => each.meeting.startsAt > meeting.startsAt
  );
  if (!next || next.meeting.host || next.ask === 'asked') return [];
  const { meeting: coming, member } = next;
  const host = member?.organisation?.name ?? member?.name;
  return [
    {
      key: `next host ${coming.id}`,
      order: 90,
      title: words.t('meetings.gives.nextHost', { day: words.date(coming.starts.slice(0, 10), 'full') }),
      detail: host ? words.t('meetings.gives.nextHostBest', { host }) : null,
      href: `/circles/${coming.circle.slug}/hosts`,
      minutes,
      source: { kind: 'meeting', id: coming.id }
    }
  ];
};

export const nextDate: AgendaGiver = async (db, { circle: { id }, meeting, words }) => {
  const later = await db
    .selectFrom('meeting')
    .select('id')
    .where('circle_id', '=', id as Id<'circle'>)
    .where('starts_at', '>', meeting.startsAt)
    .where('state', 'in', ['planned', 'invited'])
    .limit(1)
    .executeTakeFirst();
  const circle = later ? null : await findCircleById(db, id);
  if (!circle) return [];
  return [
    {
      key: `next date ${meeting.id}`,
      order: 91,
      title: words.t('meetings.gives.nextDate'),
      detail: null,
      href: `/circles/${circle.slug}/dates`,
      minutes,
      source: { kind: 'meeting', id: meeting.id }
    }
  ];
};
