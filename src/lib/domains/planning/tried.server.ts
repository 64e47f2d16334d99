// What is tried elsewhere on the board: which events and occurrences may be, and where that puts them.
import type { Id } from '#lib/core/ids.ts';
import type { Point } from '#lib/core/geo.ts';
import { addLocalMinutes, daysBetween, instantOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { onceOf, repeats } from '#lib/domains/calendar/occurrence.ts';
import { canEditEvent, canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { findPlaces, placeRefOf, type Place } from './places.server.ts';
import type { WhatIf } from './what-if.ts';

export interface Tried {
  readonly event: Id<'event'>;
  readonly slug: string;
  readonly occurrence: string | null;
  readonly title: string;
  /** Local. */
  readonly from: string;
  readonly to: string;
  /** Null: it stays where it is. */
  readonly place: Place | null;
  readonly before: Span;
  readonly after: Span;
  readonly mine: boolean;
  /** Whom to turn to about another place. */
  readonly organisers: FullEvent['organisers'];
}

export interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Farther from the days shown nothing is tried: what is compared has to be read. */
const farthestDays = 62;

/** Only what has not begun and which this actor may see; to times that have not passed. Of a series one occurrence at a time. */
export async function findTried(
  db: Database,
  actor: Actor,
  { whatIfs, from, now }: { whatIfs: readonly WhatIf[]; from: string; now: Date }
): Promise<Tried[]> {
  if (whatIfs.length === 0) return [];
  const rows = await db
    .selectFrom('event')
    .select('id')
    .where(
      'slug',
      'in',
      whatIfs.map(({ event }) => event)
    )
    .execute();
  const events = await findEvents(
    db,
    rows.map(({ id }) => id)
  );
  const bySlug = new Map([...events.values()].map((event) => [event.slug, event]));
  const places = await findPlaces(
    db,
    whatIfs.flatMap(({ place }) => place ?? [])
  );
  const near = (local: string): boolean => Math.abs(daysBetween(from, local.slice(0, 10))) <= farthestDays;
  return whatIfs.flatMap(({ event: slug, occurrence = null, starts: to, place: ref }): Tried[] => {
    const event = bySlug.get(slug);
    const once = event && triable(actor, event, occurrence);
    if (!once || !near(once.starts) || !near(to)) return [];
    const place = (ref && ref !== placeRefOf(once) && places.get(ref)) || null;
    if (once.starts === to && !place) return [];
    const [before, after] = [spanAt(once, once.starts), spanAt(once, to)];
    if (before.startsAt <= now || after.startsAt <= now) return [];
    const { id, title, organisers } = once;
    const mine = canEditEvent(actor, once);
    return [
      { event: id, slug, occurrence, title, from: once.starts, to, place, before, after, mine, organisers }
    ];
  });
}

function triable(actor: Actor, event: FullEvent, occurrence: string | null): FullEvent | null {
  if (event.background || event.status === 'cancelled' || !canSeeEvent(actor, event)) return null;
  if (occurrence === null) return repeats(event) ? null : event;
  return repeats(event) ? onceOf(event, occurrence) : null;
}

function spanAt({ minutes, zone }: FullEvent, local: string): Span {
  return { startsAt: instantOf(local, zone), endsAt: instantOf(addLocalMinutes(local, minutes), zone) };
}

/** A place as the clash solver knows it; where its coordinates are not known it is tried for its time alone. */
export function pointOf({ lat, lon }: Place): Point | null {
  return lat !== null && lon !== null ? { lat, lon } : null;
}
