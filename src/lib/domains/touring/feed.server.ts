// A tour for calendar programs: the stops that are agreed, which stand in the public calendar anyway.
import { writeCalendar } from '#lib/core/icalendar-write.ts';
import { defaultZone, localOf } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { FullTour, TourStop } from './tours.server.ts';

export function tourCalendar(
  tour: FullTour,
  stops: readonly TourStop[],
  { words, origin, now }: { words: Words; origin: string; now: Date }
): string {
  const page = `${origin}${words.href(`/touring/packages/${tour.pack.slug}`)}`;
  return writeCalendar({
    name: tour.name,
    url: page,
    now,
    events: stops.flatMap((stop) =>
      stop.state === 'accepted' && stop.startsAt
        ? [
            {
              uid: `${stop.id}@tour.kalaka`,
              sequence: 0,
              summary: `${tour.pack.title} (${stop.settlement.name})`,
              description: null,
              location: [stop.venue.name, stop.venue.street, stop.settlement.name].filter(Boolean).join(', '),
              series: {
                start: localOf(stop.startsAt, defaultZone),
                minutes: tour.pack.minutes,
                ...{ zone: defaultZone, allDay: false, rule: null, exdates: [], rdates: [], overrides: [] }
              },
              url: stop.event ? `${origin}${words.href(`/events/${stop.event.slug}`)}` : page,
              status: 'CONFIRMED' as const,
              lastModified: tour.updatedAt
            }
          ]
        : []
    )
  });
}
