// Makes of a tour and its candidates the solver's question: when each hall is free, what else is on then, what a show is worth.
import { sql } from 'kysely';
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import type { KeptStop, Span, TourQuestion, TourStop as Candidate, Window } from '#lib/core/itinerary.ts';
import { addDays, daysBetween, defaultZone, epochMinutes, instantOf, weekdayOf } from '#lib/core/time.ts';
import type { Audience } from '#lib/domains/calendar/model.ts';
import { unknownLength } from '#lib/domains/bookings/uses.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { isAmong } from './model.ts';
import type { FullTour, TourStop } from './tours.server.ts';

/** For the thread: travel is computed there from the points, home first. */
export type Asked = Omit<TourQuestion, 'travel' | 'clock'> & { readonly points: readonly Point[] };

export interface Instance {
  readonly question: Asked;
  /** Whether something for the same people takes place near a stop between two epoch minutes. */
  readonly clashes: (stop: string, from: number, to: number) => boolean;
  readonly repair: boolean;
}

/** The company is on the road and at work between these hours. */
const [dayBegins, dayEnds] = ['06:00', '23:30'];
/** Of the people of a village without a better guess. */
const likelyShare = 0.06;
const nearKm = 10;
/** How much of a show's worth each event at the same time takes: in the same settlement, and nearby; together at most half. */
const [lossHere, lossNear, mostLoss] = [0.25, 0.1, 0.5];
/** Starts before and after these hours are weighed by themselves. */
const parts = ['12:00', '16:00'];

export async function askAbout(
  db: Database,
  tour: FullTour,
  all: readonly TourStop[],
  now: Date
): Promise<Instance | null> {
  const { pack, settings } = tour;
  const home = pack.home.point;
  const stops = all.filter(
    ({ state, point, venue }) => point && !venue.closed && state !== 'declined' && state !== 'dropped'
  );
  if (!home || stops.length === 0) return null;
  const today = addDays(now.toISOString().slice(0, 10), 1);
  const first = tour.firstDay > today ? tour.firstDay : today;
  const days = Array.from({ length: Math.max(0, daysBetween(first, tour.lastDay) + 1) }, (_, n) =>
    addDays(first, n)
  );
  if (days.length === 0) return null;
  const open = days.filter(
    (day) =>
      isAmong(day, pack.available) && (pack.weekdays.length === 0 || pack.weekdays.includes(weekdayOf(day)))
  );
  const span = {
    from: instantOf(`${first}T00:00`, defaultZone),
    to: instantOf(`${tour.lastDay}T23:59`, defaultZone)
  };
  const taken = await takenTimes(db, stops, span);
  const rivals = await rivalsAround(db, stops, { ...span, audiences: pack.audiences });
  const repair = tour.state === 'asked';
  const kept: KeptStop[] = repair
    ? stops.flatMap(({ id, state, startsAt, suggested }) =>
        state === 'suggested' && suggested
          ? [{ id, start: minutesOf(suggested) }]
          : startsAt && (state === 'accepted' || state === 'asked')
            ? [{ id, start: epochMinutes(startsAt) }]
            : []
      )
    : [];
  const candidates = stops.map((stop, index): Candidate => {
    const heads = stop.people ?? Math.round((stop.settlement.population ?? 500) * likelyShare);
    const value =
      settings.fee + settings.perVisit + settings.perHead * Math.min(heads, stop.venue.capacity ?? heads);
    return {
      id: stop.id,
      place: index + 1,
      value,
      offer: stop.offer,
      windows: open
        .filter((day) => isAmong(day, stop.days) || stop.keptDay === day)
        .flatMap((day) => windowsOn(day, stop, { tour, value, rivals: rivals.get(stop.id) ?? [] })),
      booked: taken.get(stop.id) ?? [],
      show: pack.minutes,
      setUp: pack.setup,
      takeDown: pack.teardown,
      must: stop.kept
    };
  });
  return {
    repair,
    question: {
      stops: candidates,
      home: 0,
      points: [home, ...stops.map(({ point }) => point ?? home)],
      days: days.map((day): Span => ({
        from: minutesOf(`${day}T${dayBegins}`),
        to: minutesOf(`${day}T${dayEnds}`)
      })),
      ...(settings.maxStops === null ? {} : { maxStops: settings.maxStops }),
      ...(settings.restAfter === null ? {} : { restAfter: settings.restAfter }),
      showsPerDay: settings.twoADay ? 2 : 1,
      overnight: settings.perNight !== null,
      costs: { perKm: settings.perKm, perNight: settings.perNight ?? 0, perShow: settings.fee },
      ...(kept.length > 0 ? { kept } : {})
    },
    clashes: (id, from, to) => (rivals.get(id) ?? []).some((rival) => rival.from < to && rival.to > from)
  };
}

/** The windows of a day, each with what a show then loses to others; of a stop that was fixed, that time alone. */
function windowsOn(
  day: string,
  stop: TourStop,
  { tour, value, rivals }: { tour: FullTour; value: number; rivals: readonly Rival[] }
): Window[] {
  const { setup, teardown, minutes, earliest, latest } = tour.pack;
  if (stop.kept && stop.keptDay !== null && stop.keptDay !== day) return [];
  const exact = stop.kept ? stop.keptTime : null;
  const ranges: [string, string][] = exact
    ? [[exact, exact]]
    : [earliest, ...parts.filter((hour) => hour > earliest && hour < latest), latest]
        .map((hour, index, hours): [string, string] => [hour, hours[index + 1] ?? hour])
        .slice(0, Math.max(1, 1 + parts.filter((hour) => hour > earliest && hour < latest).length));
  return ranges.map(([from, to]) => {
    const starts = minutesOf(`${day}T${from}`);
    const ends = minutesOf(`${day}T${to}`) + minutes;
    const loss = rivals
      .filter((rival) => rival.from < ends && rival.to > starts)
      .reduce((sum, { here }) => sum + (here ? lossHere : lossNear), 0);
    return {
      from: starts - setup,
      to: ends + teardown,
      penalty: Math.round(value * Math.min(mostLoss, loss))
    };
  });
}

interface Rival {
  readonly from: number;
  readonly to: number;
  readonly here: boolean;
}

/** When the halls are held by others: by bookings, and by what the calendar has there; the tour's own are no hindrance to it. */
async function takenTimes(
  db: Database,
  stops: readonly TourStop[],
  { from, to }: { from: Date; to: Date }
): Promise<Map<string, Span[]>> {
  const venues = stops.map(({ venue }) => venue.id);
  const bookings = stops.flatMap(({ booking }) => (booking ? [booking.id] : []));
  const events = stops.flatMap(({ event }) => (event ? [event.id] : []));
  const { rows } = await sql<{ venue: string; starts: Date; ends: Date }>`
    select venue_id as venue, starts_at as starts, ends_at as ends from booking_occurrence
    where venue_id = any(${venues}::uuid[]) and state in ('requested', 'confirmed')
      and booking_id <> all(${bookings}::uuid[]) and ends_at > ${from} and starts_at < ${to}
    union all
    select event.venue_id, occurrence.starts_at, occurrence.ends_at
    from event join occurrence on occurrence.event_id = event.id
    where event.venue_id = any(${venues}::uuid[]) and event.status = 'confirmed' and not event.background
      and event.id <> all(${events}::uuid[])
      and occurrence.ends_at > ${new Date(from.getTime() - unknownLength)} and occurrence.starts_at < ${to}
    limit 20000`.execute(db);
  const byVenue = Map.groupBy(rows, ({ venue }) => venue);
  return new Map(
    stops.map(({ id, venue }) => [
      id,
      (byVenue.get(venue.id) ?? []).map(({ starts, ends }) => ({
        from: epochMinutes(starts),
        to: epochMinutes(ends > starts ? ends : new Date(starts.getTime() + unknownLength))
      }))
    ])
  );
}

/** What takes place around each stop for the same people; what lasts for days, as an exhibition, is nobody's rival. */
async function rivalsAround(
  db: Database,
  stops: readonly TourStop[],
  { from, to, audiences }: { from: Date; to: Date; audiences: readonly Audience[] }
): Promise<Map<string, Rival[]>> {
  const own = stops.flatMap(({ event }) => (event ? [event.id] : []));
  const { rows } = await sql<{ lat: number; lon: number; settlement: string; starts: Date; ends: Date }>`
    select coalesce(event.lat, settlement.lat) as lat, coalesce(event.lon, settlement.lon) as lon,
      event.settlement_id as settlement, occurrence.starts_at as starts, occurrence.ends_at as ends
    from event join occurrence on occurrence.event_id = event.id
      join settlement on settlement.id = event.settlement_id
    where event.status <> 'cancelled' and not event.background and not event.all_day
      and event.id <> all(${own}::uuid[]) and settlement.lat is not null
      and (${audiences.length === 0} or event.audiences = '{}' or event.audiences && ${[...audiences]}::text[])
      and occurrence.starts_at < ${to} and occurrence.ends_at > ${from}
    limit 50000`.execute(db);
  return new Map(
    stops.map(({ id, point, settlement }) => [
      id,
      rows
        .filter(
          (row) => row.settlement === settlement.id || (point && kilometresBetween(point, row) <= nearKm)
        )
        .map((row) => ({
          from: epochMinutes(row.starts),
          to: epochMinutes(row.ends > row.starts ? row.ends : new Date(row.starts.getTime() + unknownLength)),
          here: row.settlement === settlement.id
        }))
    ])
  );
}

export function minutesOf(local: string): number {
  return epochMinutes(instantOf(local, defaultZone));
}
