// What the calendar adds to pages: to a settlement's what goes on here and what is coming, to an event's, for its organisers, where
// else its performers appear.
import type { Point } from '#lib/core/geo.ts';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { noFilter, queryOf } from './filter.ts';
import { listOccurrences, listOccurrencesOf, listRunning } from './occurrences.server.ts';
import { findMetPerformers } from './performer-meetings.server.ts';
import { meetingText } from './performer-words.ts';
import { canEditEvent } from './policy.ts';
import { findEventBySlug, type FullEvent } from './queries.server.ts';

export async function whatIsOnHere(
  db: Database,
  { slug, actor, words, now }: SectionContext
): Promise<PageSection> {
  const today = dayOf(now, defaultZone);
  const filter = { ...noFilter, near: slug, within: 0 };
  const [running, coming] = await Promise.all([
    listRunning(db, actor, filter, { day: today, limit: 3 }),
    listOccurrences(db, actor, filter, { today, size: 8 })
  ]);
  return {
    order: 10,
    title: words.t('calendar.settlement.title'),
    empty: words.t('calendar.settlement.empty'),
    rows: [
      ...running.map((row) => ({
        title: row.title,
        href: words.href(`/events/${row.slug}`),
        // The day on which an exhibition opened is past: what counts is until when it can be seen.
        note: [untilText(words, row.endsAt), row.venue].filter(Boolean).join(' · ')
      })),
      ...coming.rows.map((row) => ({
        title: row.title,
        href: words.href(`/events/${row.slug}`),
        day: dayOf(row.startsAt, defaultZone),
        note: [row.allDay ? null : words.time(row.startsAt), row.venue].filter(Boolean).join(' · ')
      }))
    ],
    more: { href: words.href(`/events${queryOf(filter)}`), label: words.t('calendar.settlement.more') }
  };
}

/** So many coming occurrences of a series are looked at. */
const comparedOccurrences = 40;

export async function performersElsewhere(
  db: Database,
  { slug, actor, words, now }: SectionContext
): Promise<PageSection | null> {
  const event = isColleague(actor) ? await findEventBySlug(db, slug) : null;
  if (!event || !canEditEvent(actor, event)) return null;
  if (event.performers.length === 0 || event.status === 'cancelled' || event.background) return null;
  const coming = await listOccurrencesOf(db, event.id, now, comparedOccurrences);
  const met = await findMetPerformers(db, actor, {
    ...{ self: event.id, performers: event.performers, at: pointOf(event) },
    occurrences: coming.map(({ startsAt: start, endsAt: end }) => ({ start, end }))
  });
  if (met.length === 0) return null;
  return {
    order: 58,
    title: words.t('calendar.performers.meet.title'),
    rows: met.map((meeting) => ({
      title: meeting.other.title,
      href: words.href(`/events/${meeting.other.slug}`),
      day: dayOf(meeting.other.startsAt, defaultZone),
      note: [meeting.other.settlement, meetingText(words, meeting)].filter(Boolean).join(' · ')
    }))
  };
}

function pointOf({ lat, lon, venue, settlement }: FullEvent): Point | null {
  for (const one of [venue, { lat, lon }, settlement])
    if (one && one.lat !== null && one.lon !== null) return { lat: one.lat, lon: one.lon };
  return null;
}

function untilText(words: Words, endsAt: Date): string {
  const lastDay = dayOf(new Date(endsAt.getTime() - 1), defaultZone);
  return words.t('calendar.settlement.running', { day: words.date(lastDay, 'medium') });
}
