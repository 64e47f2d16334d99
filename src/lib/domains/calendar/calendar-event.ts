// An event of ours as an iCalendar component.
import type { CalendarEvent } from '#lib/core/icalendar-write.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { whereText } from './event-words.ts';
import { performerLine } from './performers.ts';
import type { FullEvent } from './queries.server.ts';

/** @param origin beginning of absolute addresses */
export function calendarEventOf(event: FullEvent, words: Words, origin: string): CalendarEvent {
  const [organiser] = event.organisers;
  const point = event.venue?.lat != null ? event.venue : event.lat !== null ? event : event.settlement;
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.title,
    series: {
      start: event.starts,
      minutes: event.minutes,
      zone: event.zone,
      allDay: event.allDay,
      rule: event.rule,
      exdates: [...event.exdates],
      rdates: [...event.rdates],
      overrides: [...event.overrides]
    },
    description:
      [event.summary, event.description, performed(event, words)].filter(Boolean).join('\n\n') || null,
    location:
      whereText({ settlement: event.settlement?.name ?? null, venue: event.venue?.name ?? event.place }) ||
      null,
    geo: point?.lat != null && point.lon !== null ? { lat: point.lat, lon: point.lon } : null,
    categories: event.themes.map((theme) => words.t(`calendar.theme.${theme}`)),
    url: `${origin}${words.href(`/events/${event.slug}`)}`,
    status: ({ tentative: 'TENTATIVE', confirmed: 'CONFIRMED', cancelled: 'CANCELLED' } as const)[
      event.status
    ],
    organizer: organiser
      ? { name: organiser.name, address: `${origin}${words.href(`/organisations/${organiser.slug}`)}` }
      : event.organiserName
        ? { name: event.organiserName, address: `${origin}${words.href(`/events/${event.slug}`)}` }
        : null,
    lastModified: event.updatedAt
  };
}

/** iCalendar has no property of its own for them that programs would show. */
function performed({ performers }: FullEvent, words: Words): string | null {
  if (performers.length === 0) return null;
  return words.t('calendar.performers.inText', { names: performers.map(performerLine).join('; ') });
}
