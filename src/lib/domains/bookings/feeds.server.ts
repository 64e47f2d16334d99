// A venue's calendar for other programs: what takes place there by its title, what is booked only as such.
import { writeCalendar, type CalendarEvent } from '#lib/core/icalendar-write.ts';
import { dayMs, defaultZone, localOf, minutesBetween } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { listUses } from './uses.server.ts';

const pastDays = 30;
const aheadDays = 365;

export async function venueCalendar(
  db: Database,
  venue: FullVenue,
  { words, origin, now }: { words: Words; origin: string; now: Date }
): Promise<string> {
  const uses = await listUses(
    db,
    venue.id,
    new Date(now.getTime() - pastDays * dayMs),
    new Date(now.getTime() + aheadDays * dayMs)
  );
  const page = `${origin}${words.href(`/venues/${venue.slug}/availability`)}`;
  return writeCalendar({
    name: words.t('bookings.feed.title', { venue: venue.name }),
    url: page,
    now,
    events: uses.map((use): CalendarEvent => {
      const start = localOf(use.start, defaultZone);
      return {
        uid: `${use.booking ?? use.slug}-${start.replace(/[-:]/g, '')}@venue.kalaka`,
        sequence: 0,
        summary:
          use.title ?? words.t(use.state === 'confirmed' ? 'bookings.use.booked' : 'bookings.use.asked'),
        series: {
          start,
          minutes: minutesBetween(use.start, use.end),
          zone: defaultZone,
          allDay: use.allDay,
          rule: null,
          exdates: [],
          rdates: [],
          overrides: []
        },
        location: `${venue.name}, ${venue.settlement.name}`,
        url: use.slug ? `${origin}${words.href(`/events/${use.slug}`)}` : page,
        status: use.state === 'requested' ? 'TENTATIVE' : 'CONFIRMED',
        lastModified: null
      };
    })
  });
}
