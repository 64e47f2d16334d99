// When a circle had best meet: every pattern or day tried over what its members' organisations do, with who would miss it and why.
import { sql } from 'kysely';
import type { BestDate } from '#lib/core/best-date.ts';
import { monthlyPatterns, singleDates } from '#lib/core/date-patterns.ts';
import { marksBetween } from '#lib/core/marked-days.ts';
import { officialDays } from '#lib/domains/calendar/official-days.ts';
import {
  addDays,
  addLocalMinutes,
  daysBetween,
  endOfDay,
  isDay,
  minuteMs,
  startOfDay,
  type Weekday
} from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Member } from '#lib/domains/circles/model.ts';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import { fromMeeting } from './calendar.server.ts';
import { meetingZone } from './input.ts';
import { invitedRoles } from './model.ts';
import { seekDates } from './seek-dates.server.ts';

export interface DateSearch {
  /** A pattern that comes back, or one day in a window. */
  readonly kind: 'pattern' | 'window';
  readonly months: number;
  /** Of a window, its first and last day. */
  readonly from: string;
  readonly to: string;
  readonly weekdays: readonly Weekday[];
  /** Starts from and until, 'HH:MM'. */
  readonly earliest: string;
  readonly latest: string;
  readonly minutes: number;
}

/** A window longer than this is a pattern. */
const longestWindow = 120;

/** What was asked in an address; what makes no sense is as most circles would have it. */
export function readSearch(asked: URLSearchParams, today: string): DateSearch {
  const time = (name: string, otherwise: string): string =>
    /^([01]\d|2[0-3]):[0-5]\d$/.test(asked.get(name) ?? '') ? (asked.get(name) ?? otherwise) : otherwise;
  const day = (name: string, otherwise: string): string =>
    isDay(asked.get(name) ?? '') ? (asked.get(name) ?? otherwise) : otherwise;
  const weekdays = [...new Set(asked.getAll('weekday').map(Number))].filter((each) => each >= 1 && each <= 7);
  const whole = (name: string, least: number, most: number, otherwise: number): number => {
    const number = Number(asked.get(name));
    return Number.isInteger(number) && number >= least && number <= most ? number : otherwise;
  };
  const from = [day('from', addDays(today, 14)), addDays(today, 1)].sort().at(-1) ?? today;
  const to = day('to', addDays(from, 30));
  const earliest = time('earliest', '14:00');
  return {
    kind: asked.get('kind') === 'pattern' ? 'pattern' : 'window',
    months: whole('months', 1, 12, 3),
    from,
    to: to < from ? from : daysBetween(from, to) > longestWindow ? addDays(from, longestWindow) : to,
    weekdays: (weekdays.length > 0 ? weekdays.sort((a, b) => a - b) : [1, 2, 3, 4, 5]) as Weekday[],
    earliest,
    latest: [time('latest', '17:00'), earliest].sort().at(-1) ?? earliest,
    minutes: whole('minutes', 15, 600, 120)
  };
}

export interface FoundDates {
  readonly dates: readonly BestDate[];
  readonly members: ReadonlyMap<string, Member>;
  /** Members of whom nothing is known: no organisation, no other circle. */
  readonly unknown: readonly Member[];
}

/** Starts a day: 11 hours, seven weekdays and a pattern of three months are 1,155 patterns. */
const mostTimes = 11;

export async function findDates(
  db: Database,
  { circle, search }: { circle: string; search: DateSearch },
  today: string
): Promise<FoundDates> {
  const members = (await listMembers(db, circle)).filter(({ office }) => invitedRoles.includes(office));
  const span =
    search.kind === 'window'
      ? { from: search.from, to: addDays(search.to, 1) }
      : { from: addDays(today, 7), to: addDays(today, 7 + 366) };
  const times: string[] = [];
  for (let at = `2000-01-01T${search.earliest}`; at.slice(11) <= search.latest && times.length < mostTimes;) {
    times.push(at.slice(11));
    at = addLocalMinutes(at, 60);
    if (at.slice(0, 10) !== '2000-01-01') break;
  }
  const busy = await busyOf(
    db,
    { circle, members },
    { from: startOfDay(span.from, meetingZone), to: endOfDay(span.to, meetingZone) }
  );
  const dates = await seekDates({
    patterns:
      search.kind === 'window'
        ? singleDates({ ...span, weekdays: search.weekdays, times })
        : monthlyPatterns({
            weekdays: search.weekdays,
            nths: [1, 2, 3, 4, -1],
            everyMonths: search.months,
            times
          }),
    ...span,
    minutes: search.minutes,
    members: members.map((member) => ({
      id: member.id,
      required: member.office === 'convenor',
      busy: busy.get(member.id) ?? []
    })),
    avoid: avoidedDays(span)
  });
  return {
    dates,
    members: new Map(members.map((member) => [member.id, member])),
    unknown: members.filter(({ organisation, personId }) => organisation === null && personId === null)
  };
}

/** On a day off work nobody meets; school holidays cost two who might be away. */
function avoidedDays({ from, to }: { from: string; to: string }) {
  const avoided = new Map<string, { code: string; cost: number | 'never' }>();
  for (const [day, marks] of marksBetween(from, to, officialDays()))
    for (const { kind } of marks)
      if (kind === 'holiday' || kind === 'rest') avoided.set(day, { code: kind, cost: 'never' });
      else if (kind === 'school' && !avoided.has(day)) avoided.set(day, { code: kind, cost: 2 });
  return avoided;
}

interface Busy {
  readonly start: number;
  readonly end: number;
  /** `event` with its title after a space, where all may know it; `plan`, `booking`, `meeting`. */
  readonly what: string;
}

interface Lasting {
  readonly starts_at: Date;
  readonly ends_at: Date;
}

async function busyOf(
  db: Database,
  { circle, members }: { circle: string; members: readonly Member[] },
  { from, to }: { from: Date; to: Date }
): Promise<ReadonlyMap<string, readonly Busy[]>> {
  const organisations = [
    ...new Set(members.flatMap(({ organisation }) => organisation?.id ?? []))
  ] as Id<'organisation'>[];
  const byOrganisation = new Map<string, Busy[]>();
  const add = (organisation: string, { starts_at, ends_at }: Lasting, what: string): void => {
    const list = byOrganisation.get(organisation) ?? [];
    list.push({ start: starts_at.getTime() / minuteMs, end: ends_at.getTime() / minuteMs, what });
    byOrganisation.set(organisation, list);
  };
  if (organisations.length > 0) {
    const events = await db
      .selectFrom('occurrence')
      .innerJoin('event', 'event.id', 'occurrence.event_id')
      .innerJoin('event_organiser', 'event_organiser.event_id', 'event.id')
      .select(['event_organiser.organisation_id', 'occurrence.starts_at', 'occurrence.ends_at'])
      .select(['event.title', 'event.status'])
      .where('event_organiser.organisation_id', 'in', organisations)
      .where('event.status', '!=', 'cancelled')
      .where('event.background', '=', false)
      // This circle's own meetings are what a time is sought for.
      .where(({ or, eb, not, exists, selectFrom }) =>
        or([
          eb('event.source', '!=', fromMeeting),
          not(
            exists(
              selectFrom('meeting')
                .select('meeting.id')
                .whereRef('event.external_id', '=', sql`meeting.id::text`)
                .where('meeting.circle_id', '=', circle as Id<'circle'>)
            )
          )
        ])
      )
      .where('occurrence.starts_at', '<', to)
      .where('occurrence.ends_at', '>', from)
      .limit(20_000)
      .execute();
    for (const { organisation_id, title, status, ...lasting } of events)
      add(organisation_id, lasting, status === 'confirmed' ? `event ${title}` : 'plan');
    const bookings = await db
      .selectFrom('booking_occurrence')
      .innerJoin('booking', 'booking.id', 'booking_occurrence.booking_id')
      .select(['booking.organisation_id', 'booking_occurrence.starts_at', 'booking_occurrence.ends_at'])
      .where('booking.organisation_id', 'in', organisations)
      .where('booking_occurrence.state', 'in', ['requested', 'confirmed'])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('meeting')
              .select('meeting.id')
              .whereRef('meeting.booking_id', '=', 'booking.id')
              .where('meeting.circle_id', '=', circle as Id<'circle'>)
          )
        )
      )
      .where('booking_occurrence.starts_at', '<', to)
      .where('booking_occurrence.ends_at', '>', from)
      .limit(20_000)
      .execute();
    for (const { organisation_id, ...lasting } of bookings)
      if (organisation_id) add(organisation_id, lasting, 'booking');
  }
  const elsewhere = await meetingsElsewhere(db, { circle, members }, { from, to });
  return new Map(
    members.map((member) => [
      member.id,
      [
        ...(member.organisation ? (byOrganisation.get(member.organisation.id) ?? []) : []),
        ...(member.personId ? (elsewhere.get(member.personId) ?? []) : [])
      ]
    ])
  );
}

/** Meetings of other circles at whose table the same people sit. */
async function meetingsElsewhere(
  db: Database,
  { circle, members }: { circle: string; members: readonly Member[] },
  { from, to }: { from: Date; to: Date }
): Promise<ReadonlyMap<string, Busy[]>> {
  const people = [...new Set(members.flatMap(({ personId }) => personId ?? []))] as Id<'person'>[];
  const found = new Map<string, Busy[]>();
  if (people.length === 0) return found;
  const rows = await db
    .selectFrom('meeting')
    .innerJoin('circle_member', 'circle_member.circle_id', 'meeting.circle_id')
    .select(['circle_member.person_id', 'meeting.starts_at', 'meeting.ends_at'])
    .where('circle_member.person_id', 'in', people)
    .where('circle_member.left_on', 'is', null)
    .where('meeting.circle_id', '!=', circle as Id<'circle'>)
    .where('meeting.state', 'in', ['planned', 'invited'])
    .where('meeting.starts_at', '<', to)
    .where('meeting.ends_at', '>', from)
    .limit(5000)
    .execute();
  for (const { person_id, starts_at, ends_at } of rows) {
    if (!person_id) continue;
    const list = found.get(person_id) ?? [];
    list.push({ start: starts_at.getTime() / minuteMs, end: ends_at.getTime() / minuteMs, what: 'meeting' });
    found.set(person_id, list);
  }
  return found;
}
