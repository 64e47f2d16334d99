// What meetings add to other pages: of a circle, of the organisations and venues that host it, of settlements.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionGiver } from '#lib/platform/domain.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { findMeetingOfEvent } from './calendar.server.ts';
import { hoursOf, meetingWhere } from './meeting-words.ts';
import { canCall, canSeeInside, canSeeMeeting } from './policy.ts';
import { findMeetings, listComing, type FullMeeting } from './queries.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** The next meetings of a circle, and the way to all of them. */
export const nextMeetings: SectionGiver = async (db, { id, slug, actor, words, now }) => {
  const offices = await circleOffices(db, id);
  if (!offices) return null;
  const publicOnly = !canSeeInside(actor, offices);
  const coming = await listComing(db, id, now, { limit: 3, cancelled: false, publicOnly });
  const runs = canCall(actor, offices);
  const list = words.href(`/circles/${slug}/meetings`);
  return {
    order: 10,
    title: words.t('meetings.list.title'),
    rows: coming.map((meeting) => rowOf(meeting, words)),
    empty: words.t(runs ? 'meetings.list.noneRuns' : 'meetings.list.noneOthers'),
    more: { href: list, label: words.t('meetings.section.all') },
    ...(runs
      ? {
          actions: [
            { href: words.href(`/circles/${slug}/meetings/new`), label: words.t('meetings.list.new') },
            { href: words.href(`/circles/${slug}/rule`), label: words.t('meetings.rule.link') },
            { href: words.href(`/circles/${slug}/dates`), label: words.t('meetings.dates.link') }
          ]
        }
      : {})
  };
};

function rowOf(meeting: FullMeeting, words: Words): PageSection['rows'][number] {
  return {
    title: meeting.title,
    href: words.href(`/circles/${meeting.circle.slug}/meetings/${meeting.number}`),
    day: meeting.starts.slice(0, 10),
    note: [hoursOf(meeting), meetingWhere(meeting)].filter(Boolean).join(', ')
  };
}

type Where = 'settlement' | 'venue' | 'organisation';

/** Public meetings to come that are there, or that this organisation hosts. */
function meetingsAt(where: Where): SectionGiver {
  return async (db, { id, words, now }) => {
    const coming = await listPublicAt(db, where, id, now);
    if (coming.length === 0) return null;
    return {
      order: 65,
      title: words.t('meetings.section.here'),
      rows: coming.map((meeting) => ({
        ...rowOf(meeting, words),
        title: `${meeting.title} (${meeting.circle.name})`
      }))
    };
  };
}

export const meetingsInSettlement = meetingsAt('settlement');
export const meetingsInVenue = meetingsAt('venue');
export const meetingsOfHost = meetingsAt('organisation');

/** On the page of the event that stands for a meeting: where it is called and moved. */
export const meetingOfEvent: SectionGiver = async (db, { id, actor, words }) => {
  const meeting = await findMeetingOfEvent(db, id);
  const offices = meeting && (await circleOffices(db, meeting.circle.id));
  if (!meeting || !offices || !canSeeMeeting(actor, offices, meeting)) return null;
  return {
    order: 5,
    title: words.t('meetings.section.ofEvent'),
    text: [words.t('meetings.section.ofEventText', { circle: meeting.circle.name })],
    rows: [rowOf(meeting, words)],
    more: { href: words.href(`/circles/${meeting.circle.slug}`), label: meeting.circle.name }
  };
};

async function listPublicAt(db: Database, where: Where, id: string, now: Date): Promise<FullMeeting[]> {
  let found = db
    .selectFrom('meeting')
    .innerJoin('circle', 'circle.id', 'meeting.circle_id')
    .select('meeting.id')
    .where('circle.public_page', '=', true)
    .where('meeting.public', '=', true)
    .where('meeting.state', 'in', ['planned', 'invited'])
    .where('meeting.ends_at', '>', now);
  if (where === 'venue') found = found.where('meeting.venue_id', '=', id as Id<'venue'>);
  else if (where === 'organisation')
    found = found
      .innerJoin('circle_member', 'circle_member.id', 'meeting.host_member_id')
      .where('circle_member.organisation_id', '=', id as Id<'organisation'>);
  else
    found = found
      .leftJoin('venue', 'venue.id', 'meeting.venue_id')
      .where((eb) =>
        eb.or([
          eb('meeting.settlement_id', '=', id as Id<'settlement'>),
          eb('venue.settlement_id', '=', id as Id<'settlement'>)
        ])
      );
  const rows = await found.orderBy('meeting.starts_at').orderBy('meeting.id').limit(5).execute();
  const meetings = await findMeetings(
    db,
    rows.map((row) => row.id)
  );
  return rows.flatMap((row) => meetings.get(row.id) ?? []);
}
