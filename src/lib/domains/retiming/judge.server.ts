// Whether a move still helps, in the calendar as it is today, and if the others that are being asked about come true.
import { clashesOf, type ClashEvent } from '#lib/core/clash.ts';
import { dayMs, epochMinutes, instantOf } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { gatherOccurrences } from '#lib/domains/calendar/clashes.server.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { boxAround } from '#lib/domains/places/distance.ts';
import { findBusy, isInTheWay } from './busy.server.ts';
import { minScore, timesOf } from './model.ts';

export interface Moved {
  /** As it is now: where only one occurrence of a series moves, that by itself. */
  readonly event: FullEvent;
  readonly occurrence: string | null;
  /** Local, in the event's zone. */
  readonly to: string;
}

export interface Judgement {
  /** How many events it clashes with where it is, and there. */
  readonly before: number;
  readonly after: number;
  /** Whether it clashes less there, as things stand or once the others have moved. */
  readonly better: boolean;
}

const reachKm = 25;

/** What a move is about, as keys of maps name it. */
export function keyOf({
  event,
  occurrence
}: {
  readonly event: { readonly id: string };
  readonly occurrence: string | null;
}): string {
  return occurrence === null ? event.id : `${event.id} ${occurrence}`;
}

/** By what each is about. @param open what else is being asked about */
export async function judgeMoves(
  db: Database,
  moves: readonly Moved[],
  open: readonly Moved[]
): Promise<ReadonlyMap<string, Judgement>> {
  const placed = moves.flatMap((move) => {
    const at = pointOf(move.event);
    return at ? [{ ...move, at }] : [];
  });
  if (placed.length === 0) return new Map();
  const boxes = placed.map(({ at }) => boxAround(at, reachKm));
  const instants = placed.flatMap(({ event, to }) =>
    [event.starts, to].map((local) => instantOf(local, event.zone).getTime())
  );
  const { events, places } = await gatherOccurrences(db, system, {
    from: new Date(Math.min(...instants) - 2 * dayMs),
    to: new Date(Math.max(...instants) + 3 * dayMs),
    box: {
      south: Math.min(...boxes.map(({ south }) => south)),
      north: Math.max(...boxes.map(({ north }) => north)),
      west: Math.min(...boxes.map(({ west }) => west)),
      east: Math.max(...boxes.map(({ east }) => east))
    }
  });
  const agreed = new Map(open.map((one) => [keyOf(one), startOf(one.event, one.to)]));
  const later = events.map((event) => movedTo(event, agreed.get(event.id) ?? agreed.get(event.event)));
  return new Map(
    placed.flatMap(({ event, occurrence, to }): [string, Judgement][] => {
      const key = keyOf({ event, occurrence });
      const own = events.find((one) => (occurrence === null ? one.event : one.id) === key);
      if (!own) return [];
      const there = movedTo(own, startOf(event, to));
      const [here, thereNow, hereThen, thereThen] = [
        loadOf(own, events, places),
        loadOf(there, events, places),
        loadOf(own, later, places),
        loadOf(there, later, places)
      ];
      const helpsThen = thereThen.score < hereThen.score;
      const helpsNow = thereNow.score < here.score;
      const after = helpsNow && !helpsThen ? thereNow : thereThen;
      return [[key, { before: here.count, after: after.count, better: helpsNow || helpsThen }]];
    })
  );
}

/** Whether its venue is taken at that time by somebody else. */
export async function isTaken(db: Database, { event, to }: Pick<Moved, 'event' | 'to'>): Promise<boolean> {
  if (!event.venue) return false;
  const { startsAt, endsAt } = timesOf(event, to);
  const end = new Date(Math.max(endsAt.getTime(), startsAt.getTime() + 60_000));
  const busy = await findBusy(db, [event.venue.id], { from: startsAt, to: end });
  const organisers = event.organisers.map(({ id }) => id);
  const span = { event: event.id, organisers, start: epochMinutes(startsAt), end: epochMinutes(end) };
  return busy.some((taken) => isInTheWay(taken, span));
}

function loadOf(
  event: ClashEvent,
  events: readonly ClashEvent[],
  places: Parameters<typeof clashesOf>[2]
): { score: number; count: number } {
  const others = events.filter((one) => one.event !== event.event);
  const clashes = clashesOf(event, others, places, { minScore });
  return { score: clashes.reduce((sum, { score }) => sum + score, 0), count: clashes.length };
}

function movedTo(event: ClashEvent, start: number | undefined): ClashEvent {
  return start === undefined ? event : { ...event, start, end: start + event.end - event.start };
}

function startOf(event: FullEvent, local: string): number {
  return epochMinutes(instantOf(local, event.zone));
}

function pointOf({ venue, lat, lon, settlement }: FullEvent): { lat: number; lon: number } | null {
  for (const at of [venue, { lat, lon }, settlement])
    if (at?.lat != null && at.lon != null) return { lat: at.lat, lon: at.lon };
  return null;
}
