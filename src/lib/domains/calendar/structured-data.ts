// Events as data for other programs: schema.org JSON-LD and the JSON of the API.
import type { Event as SchemaEvent, WebSite, WithContext } from 'schema-dts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { FullEvent } from './queries.server.ts';
import { isGroupName } from '#lib/core/performer-name.ts';
import type { Performer } from './model.ts';
import type { ListedOccurrence } from './occurrences.server.ts';

/** schema.org/Event for one occurrence of an event. @param pageAddress absolute, of the event's page, as are the others */
export function eventJsonLd(
  event: FullEvent,
  occurrence: { startsAt: Date; endsAt: Date },
  {
    pageAddress,
    picture,
    organiserAddress
  }: { pageAddress: string; picture?: string; organiserAddress: (slug: string) => string }
): WithContext<SchemaEvent> {
  const point = event.venue?.lat != null ? event.venue : event.lat !== null ? event : event.settlement;
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    url: pageAddress,
    ...(picture ? { image: picture } : {}),
    startDate: event.allDay ? dayOf(occurrence.startsAt, event.zone) : occurrence.startsAt.toISOString(),
    ...(endsLater(occurrence)
      ? {
          // The last day itself: half-open intervals end on the day after it.
          endDate: event.allDay
            ? dayOf(new Date(occurrence.endsAt.getTime() - 1), event.zone)
            : occurrence.endsAt.toISOString()
        }
      : {}),
    eventStatus: `https://schema.org/${event.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    ...(event.summary ? { description: event.summary } : {}),
    location: {
      '@type': 'Place',
      name: event.venue?.name ?? event.place ?? event.settlement?.name ?? event.title,
      address: {
        '@type': 'PostalAddress',
        addressCountry: 'HU',
        ...(event.settlement ? { addressLocality: event.settlement.name } : {}),
        ...(event.venue?.street ? { streetAddress: event.venue.street } : {})
      },
      ...(point?.lat != null && point.lon !== null
        ? { geo: { '@type': 'GeoCoordinates', latitude: point.lat, longitude: point.lon } }
        : {})
    },
    organizer:
      event.organisers.length === 0 && event.organiserName
        ? [{ '@type': 'Organization', name: event.organiserName }]
        : event.organisers.map(({ name, slug }) => ({
            '@type': 'Organization',
            name,
            url: organiserAddress(slug)
          })),
    ...(event.performers.length > 0
      ? {
          performer: event.performers.map(({ name, slug }) => ({
            '@type': slug !== null || isGroupName(name) ? ('PerformingGroup' as const) : ('Person' as const),
            name,
            ...(slug === null ? {} : { url: organiserAddress(slug) })
          }))
        }
      : {})
  };
}

/** schema.org/WebSite for the front page. @param address absolute, of the front page in this language */
export function websiteJsonLd({
  name,
  address,
  language,
  operator
}: {
  name: string;
  address: string;
  language: string;
  operator: string | null;
}): WithContext<WebSite> {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name,
    url: address,
    inLanguage: language,
    ...(operator ? { publisher: { '@type': 'Organization', name: operator } } : {})
  };
}

/** One occurrence as `/api/events` gives it. Instants are UTC (RFC 3339); the end is null where nobody knows it. */
export function occurrenceJson(
  row: ListedOccurrence,
  { organisers, performers }: { organisers: readonly string[]; performers: readonly Performer[] },
  pageAddress: string
): object {
  return {
    id: row.event,
    recurrenceId: row.recurrenceId,
    title: row.title,
    summary: row.summary,
    start: row.startsAt.toISOString(),
    end: endsLater(row) ? row.endsAt.toISOString() : null,
    allDay: row.allDay,
    timeZone: defaultZone,
    status: row.status,
    settlement: row.settlement,
    venue: row.venue,
    organisers: organisers.length === 0 && row.organiserName ? [row.organiserName] : organisers,
    performers: performers.map(({ name, role }) => ({ name, role })),
    audiences: row.audiences,
    themes: row.themes,
    url: pageAddress
  };
}

/** An end that is the start stands for one that nobody knows. */
function endsLater({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): boolean {
  return endsAt > startsAt;
}
