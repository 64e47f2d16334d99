// What stands in the way of a booking, and what could be had instead: other times, other rooms, the series without some days.
import { addDays, defaultZone, localOf, startOfDay } from '#lib/core/time.ts';
import type { FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { freeTimes, freeTimesReach } from './model.ts';
import { findFreeVenues, findTaken, listUses, type FreeVenue, type Use } from './uses.server.ts';
import { spansOf, type BookingDraft } from './write.server.ts';

/** What stands in the way, and what could be had instead. */
export interface InTheWay {
  readonly taken: readonly Use[];
  /** Local starts at which the venue is free; each is offered as a press. */
  readonly times: readonly string[];
  readonly venues: readonly FreeVenue[];
  /** Of a series: the days that could be left out, when the others are free. */
  readonly without: readonly string[];
}

const shownTaken = 5;
const mostLeftOut = 10;

/** @param released what is the booking's own and would be given back: it stands in nobody's way */
export async function lookAround(
  db: Database,
  {
    draft,
    venue,
    now,
    released = () => false
  }: { draft: BookingDraft; venue: FullVenue; now: Date; released?: (use: Use) => boolean }
): Promise<InTheWay> {
  const spans = spansOf(draft);
  const taken = (await findTaken(db, venue.id, spans, draft.organisation)).filter((use) => !released(use));
  const venues = await findFreeVenues(db, {
    settlement: venue.settlement.id,
    besides: venue.id,
    people: draft.people,
    spans
  });
  if (draft.rule !== null) {
    const blocked = spans.filter((span) => taken.some((use) => span.start < use.end && use.start < span.end));
    const without = blocked.map(({ start }) => localOf(start, defaultZone).slice(0, 10));
    const worthIt = without.length <= mostLeftOut && without.length < spans.length;
    return { taken: taken.slice(0, shownTaken), times: [], venues, without: worthIt ? without : [] };
  }
  const day = draft.starts.slice(0, 10);
  const busy = await listUses(
    db,
    venue.id,
    startOfDay(day, defaultZone),
    startOfDay(addDays(day, freeTimesReach), defaultZone)
  );
  const times = draft.allDay
    ? []
    : freeTimes({
        starts: draft.starts,
        minutes: draft.minutes,
        busy: busy.filter((use) => use.blocks && !released(use)),
        zone: defaultZone,
        now
      });
  return { taken: taken.slice(0, shownTaken), times, venues, without: [] };
}
