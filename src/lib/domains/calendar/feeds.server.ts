// A reader's filter as a feed that other programs follow: iCalendar and RSS.
import { writeCalendar } from '#lib/core/icalendar-write.ts';
import { dayMs, dayOf, defaultZone } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { xmlText } from '#lib/platform/xml.ts';
import type { EventFilter } from './filter.ts';
import { findEvents, type FullEvent } from './queries.server.ts';
import { filtered, type ListedOccurrence } from './occurrences.server.ts';
import { whenText, whereText } from './event-words.ts';
import { calendarEventOf } from './calendar-event.ts';

const maxEvents = 500;
const pastDays = 30;
const aheadDays = 365;

export interface FeedContext {
  readonly words: Words;
  /** Absolute beginning of addresses, without a slash at the end. */
  readonly origin: string;
  readonly now: Date;
  readonly title: string;
}

/** The events that have an occurrence from a month ago to a year ahead, as one calendar. */
export async function icsFeed(
  db: Database,
  actor: Actor,
  filter: EventFilter,
  context: FeedContext
): Promise<string> {
  const { now } = context;
  const rows = await (
    await filtered(db, actor, filter)
  )
    .clearSelect()
    .select('event.id')
    .select((eb) => eb.fn.min('occurrence.starts_at').as('first'))
    .where('occurrence.starts_at', '>', new Date(now.getTime() - pastDays * dayMs))
    .where('occurrence.starts_at', '<', new Date(now.getTime() + aheadDays * dayMs))
    .groupBy('event.id')
    .orderBy('first')
    .limit(maxEvents)
    .execute();
  const events = await findEvents(
    db,
    rows.map(({ id }) => id)
  );
  return icsOf(
    rows.flatMap(({ id }) => events.get(id) ?? []),
    context
  );
}

export function icsOf(events: readonly FullEvent[], { words, origin, now, title }: FeedContext): string {
  return writeCalendar({
    name: title,
    events: events.map((event) => calendarEventOf(event, words, origin)),
    now
  });
}

export function rssOf(
  rows: readonly ListedOccurrence[],
  address: string,
  { words, origin, now, title }: FeedContext
): string {
  const items = rows.map((row) => {
    const link = `${origin}${words.href(`/events/${row.slug}`)}`;
    const text = [`${whenText(words, row)}, ${whereText(row)}`, row.summary].filter(Boolean).join('. ');
    return `<item>
<title>${xmlText(`${dayOf(row.startsAt, defaultZone)} ${row.title}`)}</title>
<link>${xmlText(link)}</link>
<guid isPermaLink="false">${xmlText(`${row.event} ${row.recurrenceId}`)}</guid>
<description>${xmlText(text)}</description>
</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${xmlText(title)}</title>
<link>${xmlText(`${origin}${words.href('/events')}`)}</link>
<atom:link href="${xmlText(address)}" rel="self" type="application/rss+xml"/>
<description>${xmlText(title)}</description>
<language>${words.locale}</language>
<lastBuildDate>${now.toUTCString()}</lastBuildDate>
${items.join('\n')}
</channel></rss>
`;
}
