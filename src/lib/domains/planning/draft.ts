// An event that is there already, as a draft of itself.
import type { Point } from '#lib/core/geo.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';

export function draftOf(event: FullEvent): EventDraft {
  return {
    ...event,
    settlement: event.settlement?.id ?? null,
    venue: event.venue?.id ?? null,
    organisers: event.organisers.map(({ id }) => id)
  };
}

/** Where it takes place, as the clash advice wants it: the venue, else its own point, else the settlement. */
export function placeOf({ venue, settlement, lat, lon }: FullEvent): Point | null {
  const known = [venue, { lat, lon }, settlement].find((each) => each?.lat != null && each.lon != null);
  return known?.lat != null && known.lon != null ? { lat: known.lat, lon: known.lon } : null;
}
