// Decides where and when the sample's events take place, so that nobody is in two places and small villages do one thing a day.
import { publicHolidays } from '#lib/core/feasts.ts';
import { addDays, weekdayOf } from '#lib/core/time.ts';
import { sampleMicroRegions, sampleSettlements } from '#lib/domains/places/sample.ts';
import { sampleOrganisations, sampleVenues } from '#lib/domains/registry/sample.ts';
import type { SampleOrganisation, SampleVenue } from '#lib/domains/registry/sample.ts';
import type { SampleVenueKind } from '#lib/domains/registry/sample-shape.ts';
import { oneOf, share } from './sample-choice.ts';
import { specialists } from './sample-specialists.ts';
import type { Window } from './sample-days.ts';
import type { Flexibility, Status } from './model.ts';
import type { Manner, Pool, SampleEvent, Words } from './sample-shape.ts';

/** What is fixed for one making of the sample, and what has been placed so far. */
export interface Plan {
  readonly seed: number;
  readonly today: string;
  readonly window: Window;
  readonly holidays: ReadonlySet<string>;
  readonly events: SampleEvent[];
  /** One-off events on a day by settlement: 'Arló 2027-05-01'. */
  readonly onDay: Map<string, number>;
  /** Venues taken on a day: 'arlo-terem 2027-05-01'. */
  readonly taken: Set<string>;
  /** Events by organisation, so that all get their part. */
  readonly load: Map<string, number>;
}

export const populations: ReadonlyMap<string, number> = new Map(
  sampleSettlements.map(({ name, population }) => [name, population])
);
export const organisationByKey: ReadonlyMap<string, SampleOrganisation> = new Map(
  sampleOrganisations.map((organisation) => [organisation.key, organisation])
);
export const venueByKey: ReadonlyMap<string, SampleVenue> = new Map(
  sampleVenues.map((venue) => [venue.key, venue])
);
const towns = new Set(
  sampleSettlements.filter(({ legalStatus }) => legalStatus === 'város').map(({ name }) => name)
);
const regionOf = new Map(
  sampleMicroRegions.flatMap(({ slug, settlements }) => settlements.map((name) => [name, slug]))
);

export function startPlan(today: string, window: Window, seed: number): Plan {
  const year = Number(window.from.slice(0, 4));
  const holidays = [year, year + 1].flatMap((each) => publicHolidays(each).map((feast) => feast.day));
  return {
    seed,
    today,
    window,
    holidays: new Set(holidays),
    events: [],
    onDay: new Map(),
    taken: new Set(),
    load: new Map()
  };
}

export function organisationsIn(region: string): SampleOrganisation[] {
  return sampleOrganisations.filter(({ settlement }) => regionOf.get(settlement) === region);
}

/** Puts an event down and remembers whom and what it occupies. */
export function put(plan: Plan, event: SampleEvent): void {
  const day = event.start.slice(0, 10);
  plan.events.push(event);
  for (const key of event.organisers) plan.load.set(key, (plan.load.get(key) ?? 0) + 1);
  if (event.background) return;
  const place = `${event.settlement} ${day}`;
  plan.onDay.set(place, (plan.onDay.get(place) ?? 0) + 1);
  if (event.venue !== null) plan.taken.add(`${event.venue} ${day}`);
}

/** Whether an organisation holds things of that manner: by its kind, and by its trade where it has a narrow one. */
export function holds({ key, kind }: SampleOrganisation, { hosts, by, key: name }: Manner): boolean {
  if (by) return by.includes(key);
  return hosts.includes(kind) && (specialists[key]?.includes(name) ?? true);
}

export function isTown(settlement: string): boolean {
  return towns.has(settlement);
}

/** The organisation that has had least for its size, of those kinds; earlier kinds count more. */
export function chooseHost(
  plan: Plan,
  manner: Manner,
  { region, name, villageOnly }: { region: string; name: string; villageOnly: boolean }
): SampleOrganisation | null {
  let best: { host: SampleOrganisation; burden: number } | null = null;
  for (const host of organisationsIn(region)) {
    if (!holds(host, manner) || (villageOnly && isTown(host.settlement))) continue;
    const rank = Math.max(0, manner.hosts.indexOf(host.kind));
    const size = Math.sqrt(populations.get(host.settlement) ?? 1) / (1 + rank / 2);
    const burden =
      ((plan.load.get(host.key) ?? 0) + 1) / size / (0.5 + share(plan.seed, 'host', name, host.key));
    if (!best || burden < best.burden) best = { host, burden };
  }
  return best?.host ?? null;
}

/** Own venues of the wanted kinds first, then others of the settlement; null when all of them are taken that day. */
export function chooseVenue(
  plan: Plan,
  host: SampleOrganisation,
  rooms: readonly SampleVenueKind[],
  day: string
): SampleVenue | null {
  let best: { venue: SampleVenue; rank: number } | null = null;
  for (const venue of sampleVenues) {
    if (venue.settlement !== host.settlement || plan.taken.has(`${venue.key} ${day}`)) continue;
    const kind = rooms.indexOf(venue.kind);
    const own = venue.organisation === host.key;
    if (kind < 0 && !own) continue;
    if (host.kind === 'parish' && venue.kind === 'church' && venue.organisation !== null && !own) continue;
    const rank =
      (kind < 0 ? 40 : kind * 3) + (own ? 0 : 10) + 4 * share(plan.seed, 'venue', day, host.key, venue.key);
    if (!best || rank < best.rank) best = { venue, rank };
  }
  return best?.venue ?? null;
}

/** A free day of the pool's months and weekdays, away from feasts. */
export function chooseDay(plan: Plan, pool: Pool, host: SampleOrganisation, name: string): string | null {
  let best: { day: string; rank: number } | null = null;
  for (let day = plan.window.from; day < plan.window.to; day = addDays(day, 1)) {
    const weight = pool.weekdays.filter((weekday) => weekday === weekdayOf(day)).length;
    if (weight === 0 || !pool.months.includes(Number(day.slice(5, 7))) || isQuiet(plan, day)) continue;
    if (!hasRoom(plan, host.settlement, day)) continue;
    const rank = share(plan.seed, 'day', name, day) ** (1 / weight);
    if (!best || rank > best.rank) best = { day, rank };
  }
  return best?.day ?? null;
}

/** Villages do one thing a day, towns up to three. */
export function hasRoom(plan: Plan, settlement: string, day: string): boolean {
  const population = populations.get(settlement) ?? 0;
  const most = population > 15_000 ? 3 : population > 5_000 ? 2 : 1;
  return (plan.onDay.get(`${settlement} ${day}`) ?? 0) < most;
}

/** Feasts and the days between Christmas and New Year. */
export function isQuiet(plan: Plan, day: string): boolean {
  const date = day.slice(5);
  return plan.holidays.has(day) || date >= '12-23' || date <= '01-02';
}

/** An event of a manner at a host on a day, in its words. */
export function eventOf(
  plan: Plan,
  manner: Manner,
  { key, host, day, words }: { key: string; host: SampleOrganisation; day: string; words: Words }
): SampleEvent {
  const [title, summary] = words;
  const venue = chooseVenue(plan, host, manner.rooms, day);
  const time = oneOf(manner.times, plan.seed, 'time', key);
  const price = manner.prices ? oneOf(manner.prices, plan.seed, 'price', key) : '';
  const movable = manner.freedom !== 'fixed';
  const status = statusOf(plan, key, day, movable);
  return {
    key,
    title,
    summary,
    organisers: organisersOf(plan, manner, { host, venue, key }),
    venue: status === 'tentative' && share(plan.seed, 'no venue', key) < 0.4 ? null : (venue?.key ?? null),
    settlement: host.settlement,
    start: `${day}T${time}`,
    minutes: manner.minutes,
    audiences: [...manner.audiences],
    themes: [...manner.themes],
    attendance: attendanceOf(plan, manner, {
      settlement: host.settlement,
      capacity: venue?.capacity ?? 100,
      key
    }),
    flexibility: flexibilityOf(plan, manner, key, day),
    status,
    ...(price === '' ? {} : { price })
  };
}

/** Whose venue it is takes part; now and then so does a neighbour of the kinds that hold such things. */
function organisersOf(
  plan: Plan,
  manner: Manner,
  { host, venue, key }: { host: SampleOrganisation; venue: SampleVenue | null; key: string }
): string[] {
  const owner = venue?.organisation;
  if (owner && owner !== host.key) return [host.key, owner];
  const others = sampleOrganisations.filter(
    (each) => each.settlement === host.settlement && each.key !== host.key && holds(each, manner)
  );
  if (others.length === 0 || share(plan.seed, 'partner', key) > 0.25) return [host.key];
  return [host.key, oneOf(others, plan.seed, 'which partner', key).key];
}

function statusOf(plan: Plan, key: string, day: string, movable: boolean): Status {
  const luck = share(plan.seed, 'status', key);
  if (luck < 0.012) return 'cancelled';
  return movable && day > addDays(plan.today, 14) && luck > 0.91 ? 'tentative' : 'confirmed';
}

function attendanceOf(
  plan: Plan,
  { crowd: [fewest, most] }: Manner,
  { settlement, capacity, key }: { settlement: string; capacity: number; key: string }
): number {
  const population = populations.get(settlement) ?? 0;
  const size = Math.min(1, Math.sqrt(population / 12_000));
  const wanted = fewest + (most - fewest) * size * (0.6 + 0.8 * share(plan.seed, 'crowd', key));
  const people = Math.min(wanted, most, capacity, Math.max(fewest, population * 0.6));
  return people < 60 ? Math.max(5, Math.floor(people)) : Math.floor(people / 10) * 10;
}

/** Even what could move is often fixed already: a guest is booked, a hall is let. */
function flexibilityOf(plan: Plan, { freedom, times }: Manner, key: string, day: string): Flexibility {
  if (freedom === 'fixed' || share(plan.seed, 'free', key) < 0.3) return { kind: 'fixed' };
  if (freedom !== 'window') return { kind: 'days', days: freedom };
  const sorted = [...times].sort();
  return {
    kind: 'window',
    from: addDays(day, -14),
    to: addDays(day, 14),
    earliest: sorted[0] ?? '16:00',
    latest: sorted.at(-1) ?? '19:00'
  };
}
