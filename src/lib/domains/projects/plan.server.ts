// What a project is asked of the solver: whose venues are free on which days, whom they reach; the answer at once, and then proved.
import { planCoverage, coverTable, tellCoverage, type CoverageQuestion } from '#lib/core/coverage.ts';
import { coverageModel } from '#lib/core/coverage-model.ts';
import { sql } from 'kysely';
import { publicHolidays } from '#lib/core/feasts.ts';
import type { Id } from '#lib/core/ids.ts';
import {
  addDays,
  dayNumber,
  daysBetween,
  defaultZone,
  epochMinutes,
  instantOf,
  weekdayOf
} from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findBusy, isInTheWay } from '#lib/domains/retiming/busy.server.ts';
import { keepDays } from './kept-days.ts';
import { mostDays, shareOf, type Found, type PlannedEvent, type Project } from './model.ts';
import { findProjectById } from './queries.server.ts';

export const computeJob = 'projects.compute';

/** Others wait for this job. */
const usualExactSeconds = 8;
/** Of all partners together; more would not fit a page either. */
const mostVenues = 600;

/** Kinds of venues that programmes usually take place in. */
const suited = [
  'hall',
  'community_room',
  'cinema',
  'library',
  'club_room',
  'gallery',
  'school',
  'museum'
] as const;

/** A venue that could hold one of the events, and the days on which it is free then. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly settlement: string;
  readonly organisation: string;
  readonly lat: number;
  readonly lon: number;
  readonly days: readonly string[];
}

type Asked = Pick<
  Project,
  'partners' | 'firstDay' | 'lastDay' | 'weekdays' | 'starts' | 'minutes' | 'events'
>;

/** The venues of those who have not said no, the most suitable first; their own events of this project are in nobody's way. */
export async function listCandidates(
  db: Database,
  project: Asked,
  days: readonly string[] = daysOf(project)
): Promise<Candidate[]> {
  const partners = project.partners.filter(({ answer }) => answer !== 'no').map(({ id }) => id);
  if (partners.length === 0) return [];
  const rows = await db
    .selectFrom('venue')
    .innerJoin('settlement', 'settlement.id', 'venue.settlement_id')
    .select(['venue.id', 'venue.name', 'settlement.name as settlement', 'venue.organisation_id'])
    .select(({ fn }) => [
      fn.coalesce('venue.lat', 'settlement.lat').as('lat'),
      fn.coalesce('venue.lon', 'settlement.lon').as('lon')
    ])
    .where('venue.organisation_id', 'in', partners as Id<'organisation'>[])
    .where('venue.closed_on', 'is', null)
    // Of venues that reach the same people the search takes the first: rather a hall than a park in winter, rather a large one.
    .orderBy(
      sql`coalesce(array_position(${[...suited]}::text[], venue.kind), ${suited.length + 1}),
        venue.kind in ('outdoor', 'park', 'square', 'farm'), venue.capacity desc nulls last`
    )
    .orderBy('venue.id')
    .limit(mostVenues)
    .execute();
  const placed = rows.flatMap(({ lat, lon, organisation_id, ...row }) =>
    lat !== null && lon !== null && organisation_id !== null
      ? [{ ...row, lat, lon, organisation: organisation_id }]
      : []
  );
  const busy = await findBusy(
    db,
    placed.map(({ id }) => id),
    {
      from: instantOf(`${project.firstDay}T00:00`, defaultZone),
      to: instantOf(`${addDays(project.lastDay, 2)}T00:00`, defaultZone)
    }
  );
  const own = new Set(project.events.flatMap(({ event }) => event?.id ?? []));
  const taken = Map.groupBy(
    busy.filter(({ event }) => event === null || !own.has(event)),
    ({ venue }) => venue
  );
  return placed.map((venue) => ({
    ...venue,
    days: days.filter((day) => {
      const start = epochMinutes(instantOf(`${day}T${project.starts}`, defaultZone));
      // What the partner itself has booked there is in the way as well: the hall is to be held for this.
      const span = { event: '', organisers: [], start, end: start + project.minutes };
      return !(taken.get(venue.id) ?? []).some((one) => isInTheWay(one, span));
    })
  }));
}

/** The days on which an event of the project may be: on a public holiday nothing is proposed; by hand one may be chosen. */
export function daysOf({
  firstDay,
  lastDay,
  weekdays
}: Pick<Project, 'firstDay' | 'lastDay' | 'weekdays'>): string[] {
  const days: string[] = [];
  const years = [...new Set([firstDay, lastDay].map((day) => Number(day.slice(0, 4))))];
  const holidays = new Set(years.flatMap((year) => publicHolidays(year).map(({ day }) => day)));
  for (let day = firstDay, k = 0; day <= lastDay && k < mostDays; day = addDays(day, 1), k++)
    if (weekdays.includes(weekdayOf(day)) && !holidays.has(day)) days.push(day);
  return days;
}

/** Every day of the project: what may be chosen by hand. */
export function allDays({ firstDay, lastDay }: Pick<Project, 'firstDay' | 'lastDay'>): string[] {
  return Array.from({ length: daysBetween(firstDay, lastDay) + 1 }, (_, k) => addDays(firstDay, k));
}

/** The best that a search finds in the time a page takes, and what one more event would bring. */
export async function planAtOnce(db: Database, project: Project, now: Date): Promise<Found> {
  const asked = await questionOf(db, project);
  const at = now.toISOString();
  const none = { events: [], people: 0, of: 0, bound: null, proved: false, oneMore: null, at };
  if (asked.question.homes.length === 0) return { ...none, problem: 'no_homes' };
  const of = asked.question.homes.reduce((sum, { people }) => sum + people, 0);
  if (asked.question.venues.length === 0) return { ...none, of, problem: 'no_venues' };
  const { answer, bound } = planCoverage(asked.question);
  if (!answer) return { ...none, of, problem: 'cannot' };
  const more =
    answer.events.length < asked.question.events
      ? null
      : planCoverage({ ...asked.question, events: asked.question.events + 1 }).answer;
  return {
    ...toldIn(asked, answer),
    bound: bound === 'not proved' ? null : bound,
    proved: bound === answer.people,
    oneMore: more && more.events.length > answer.events.length ? more.people - answer.people : null,
    problem: answer.events.length < project.eventsWanted ? 'fewer' : null,
    at
  };
}

/** Proves, for all that wait for it, how good what was found is, or finds something better. */
export async function proveProjects(
  db: Database,
  now: Date,
  { exactSeconds = usualExactSeconds }: { exactSeconds?: number } = {}
): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const next = await db
      .selectFrom('project')
      .select('id')
      .where('searching', '=', true)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
    if (!next) return;
    const project = await findProjectById(db, next.id);
    let better: Found | null = null;
    try {
      if (project?.found) better = await prove(db, project, project.found, exactSeconds);
    } catch (error) {
      log('error', 'project_not_proved', { project: next.id, error: String(error) });
    }
    // Searched again meanwhile: that answer stays, and waits for its own proof.
    const since = project?.found?.at ?? null;
    const written = await db
      .updateTable('project')
      .set({ searching: false, ...(better ? { found: JSON.stringify(better) } : {}) })
      .where('id', '=', next.id)
      .where(({ eb, or, ref }) =>
        or([eb('found', 'is', null), eb(ref('found', '->>').key('at'), '=', since)])
      )
      .executeTakeFirst();
    if (written.numUpdatedRows === 0n && round > 10) return;
  }
}

async function prove(db: Database, project: Project, found: Found, seconds: number): Promise<Found | null> {
  if (found.proved || found.events.length === 0) return null;
  const asked = await questionOf(db, project);
  const table = coverTable(asked.question);
  const exact = coverageModel(asked.question, table);
  const chosen = found.events.flatMap(({ venue }) => {
    const index = asked.candidates.findIndex(({ id }) => id === venue);
    return index < 0 ? [] : [index];
  });
  const whole = chosen.length === found.events.length;
  const solved = await solveExactly({
    model: exact.model,
    seconds,
    start: whole ? (exact.write?.(chosen) ?? null) : null
  });
  if (solved.state !== 'found') return null;
  const bound = Math.floor(-solved.bound + 1e-6);
  const best = tellCoverage(asked.question, table, exact.read(solved.values));
  const told = best.people > found.people ? { ...found, ...toldIn(asked, best) } : found;
  const most = found.bound === null ? bound : Math.min(bound, found.bound);
  return { ...told, bound: Math.max(told.people, most), proved: solved.proved || most <= told.people };
}

interface AskedOf {
  readonly question: CoverageQuestion;
  readonly candidates: readonly Candidate[];
  readonly days: readonly string[];
  readonly planned: readonly PlannedEvent[];
}

async function questionOf(db: Database, project: Project): Promise<AskedOf> {
  const days = daysOf(project);
  const planned = new Set(project.events.map(({ venue }) => venue.id));
  // Of venues that reach the same people, rather those of the plan: fewer have to be asked again.
  const candidates = (await listCandidates(db, project))
    .filter((venue) => venue.days.length > 0)
    .sort((a, b) => Number(planned.has(b.id)) - Number(planned.has(a.id)));
  const settlements = [...(await listSettlementsById(db, project.settlements)).values()];
  return {
    days,
    candidates,
    planned: project.events,
    question: {
      homes: settlements.flatMap(({ point, population }) =>
        point && population ? [{ ...point, people: population }] : []
      ),
      venues: candidates.map(({ id, lat, lon, organisation, days: free }) => ({
        ...{ id, lat, lon, partner: organisation },
        ...(free.length < days.length ? { days: free.map(dayNumber) } : {})
      })),
      events: project.eventsWanted,
      km: project.withinKm,
      perPartner: {
        of: new Map(
          project.partners.map((partner) => {
            const { least, most } = shareOf(project, partner);
            return [partner.id, { least, most: most ?? Infinity }];
          })
        )
      },
      days: days.map(dayNumber)
    }
  };
}

function toldIn(
  { candidates, days, planned }: AskedOf,
  coverage: ReturnType<typeof tellCoverage>
): Pick<Found, 'events' | 'people' | 'of'> {
  const dayOf = new Map(days.map((day) => [dayNumber(day), day]));
  const freeOn = new Map(candidates.map((venue) => [venue.id, venue.days]));
  const events = coverage.events.map(({ venue, day, people, only }) => ({
    venue: candidates[venue]?.id ?? '',
    day: dayOf.get(day ?? 0) ?? '',
    people,
    only
  }));
  return {
    people: coverage.people,
    of: coverage.of,
    events: keepDays(
      events,
      planned.map(({ venue, day }) => ({ venue: venue.id, day })),
      (venue) => freeOn.get(venue) ?? []
    )
  };
}
