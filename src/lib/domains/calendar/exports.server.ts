// What leaves the list of events as a file: a row for each occurrence, with the columns that the importer knows again.
import { dayOf, defaultZone, localOf } from '#lib/core/time.ts';
import { anonymous } from '#lib/platform/actor.ts';
import type { ExportColumn, Exporter } from '#lib/platform/exports/exporter.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { EventField } from './import-fields.ts';
import { namedFilter } from './listing.server.ts';
import { listOccurrences, type ListedOccurrence } from './occurrences.server.ts';
import { performerLines } from './performers.ts';
import { findEvents, type FullEvent } from './queries.server.ts';

interface Row {
  readonly occurrence: ListedOccurrence;
  readonly event: FullEvent;
  readonly href: string;
}

const portion = 500;

export const eventExporter: Exporter<Row> = {
  key: 'events',
  label: 'calendar.nav.events',
  columns: [
    column('title', ({ event }) => event.title),
    column('date', ({ occurrence }) => dayOf(occurrence.startsAt, defaultZone)),
    column('start', ({ occurrence }) => (occurrence.allDay ? null : timeOf(occurrence.startsAt))),
    column('end_date', ({ occurrence }) => lastDay(occurrence)),
    column('end', ({ occurrence }) => (occurrence.allDay ? null : timeOf(occurrence.endsAt))),
    column('all_day', ({ occurrence }, words) => words.t(occurrence.allDay ? 'exports.yes' : 'exports.no')),
    column('settlement', ({ event }) => event.settlement?.name ?? null),
    column('place', ({ event }) => event.venue?.name ?? event.place),
    column('organiser', ({ event }) => event.organisers.map(({ name }) => name).join('; ')),
    column('performers', ({ event }) => performerLines(event.performers).replaceAll('\n', '; ')),
    column('audiences', ({ event }, words) =>
      event.audiences.map((audience) => words.t(`calendar.audience.${audience}`)).join('; ')
    ),
    column('themes', ({ event }, words) =>
      event.themes.map((theme) => words.t(`calendar.theme.${theme}`)).join('; ')
    ),
    column('status', ({ event }, words) => words.t(`calendar.status.${event.status}`)),
    column('summary', ({ event }) => event.summary),
    column('price', ({ event }) => event.price),
    column('website', ({ event }) => event.website),
    { label: 'exports.column.page', of: ({ href }) => href }
  ],
  /** As a resident sees the list, but without its end: from the day it asks for on, or from the first event there is. */
  async *rows({ db, words, origin, filter: asked }) {
    const { filter } = await namedFilter(db, anonymous, asked);
    const from = filter.from ?? '1900-01-01';
    for (let page = 1; ; page++) {
      const { rows, hasNext } = await listOccurrences(
        db,
        anonymous,
        { ...filter, from },
        { today: from, page, size: portion }
      );
      const events = await findEvents(
        db,
        rows.map(({ event }) => event)
      );
      yield rows.flatMap((occurrence) => {
        const event = events.get(occurrence.event);
        return event ? [{ occurrence, event, href: `${origin}${words.href(`/events/${event.slug}`)}` }] : [];
      });
      if (!hasNext) return;
    }
  },
  feature({ event, occurrence, href }) {
    const own = event.venue?.lat != null ? event.venue : event.lat !== null ? event : null;
    const { lat = null, lon = null } = own ?? event.settlement ?? {};
    if (lat === null || lon === null) return null;
    return {
      id: `${event.id}-${occurrence.recurrenceId}`,
      point: { lat, lon },
      properties: {
        title: event.title,
        starts: occurrence.startsAt.toISOString(),
        ends: occurrence.endsAt.toISOString(),
        settlement: event.settlement?.name ?? null,
        url: href,
        point: own ? 'own' : 'settlement'
      }
    };
  }
};

function column(key: EventField, of: (row: Row, words: Words) => string | null): ExportColumn<Row> {
  return { label: `calendar.import.field.${key}`, of: (row, words) => of(row, words) || null };
}

function timeOf(instant: Date): string {
  return localOf(instant, defaultZone).slice(11, 16);
}

/** Only where it is another one than the first. */
function lastDay({ startsAt, endsAt }: ListedOccurrence): string | null {
  const last = dayOf(new Date(Math.max(startsAt.getTime(), endsAt.getTime() - 1)), defaultZone);
  return last === dayOf(startsAt, defaultZone) ? null : last;
}
