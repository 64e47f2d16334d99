// What of minutes and tasks waits for somebody on their desk.
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { officesOf } from '#lib/domains/circles/queries.server.ts';
import { decidingOffices } from '#lib/domains/circles/model.ts';
import { runsCircle, seatsOf } from '#lib/domains/circles/policy.ts';
import { remindDaysBefore } from './model.ts';
import { listTasks, type Task } from './task-queries.server.ts';

export interface DeskMeeting {
  readonly circle: { readonly slug: string; readonly name: string };
  readonly number: number;
  readonly day: string;
}

export interface MinutesDesk {
  /** Whose day is near or over, the most pressing first. */
  readonly tasks: readonly Task[];
  /** Meetings that are over and of which nothing was sent. */
  readonly toFinish: readonly DeskMeeting[];
  /** Minutes of which this person has said nothing yet. */
  readonly toApprove: readonly DeskMeeting[];
}

const empty: MinutesDesk = { tasks: [], toFinish: [], toApprove: [] };
/** Who forgot the minutes of a meeting a year ago need not be told today. */
const longestAgo = 120;

export async function findMinutesDesk(db: Database, actor: Actor, now: Date): Promise<MinutesDesk> {
  if (actor.kind !== 'person') return empty;
  const self = actor.onBehalfOf?.id ?? actor.id;
  const organisations = actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  const seated = await db
    .selectFrom('circle_member')
    .leftJoin('person', 'person.email', 'circle_member.email')
    .select('circle_member.circle_id')
    .distinct()
    .where('left_on', 'is', null)
    .where((eb) =>
      eb.or([
        eb('circle_member.person_id', '=', self),
        eb('person.id', '=', self),
        ...(organisations.length > 0
          ? [eb('circle_member.organisation_id', 'in', organisations as Id<'organisation'>[])]
          : [])
      ])
    )
    .limit(50)
    .execute();
  const circles = await officesOf(
    db,
    seated.map(({ circle_id }) => circle_id)
  );
  if (circles.size === 0) return empty;
  const seats = [...circles.values()].flatMap((circle) => seatsOf(actor, circle));
  const run = [...circles].filter(([, circle]) => runsCircle(actor, circle)).map(([id]) => id);
  const deciding = seats.filter(({ role }) => decidingOffices.includes(role)).map(({ id }) => id);
  const today = dayOf(now, defaultZone);
  return {
    tasks: await listTasks(db, {
      owners: seats.map(({ id }) => id),
      state: 'open',
      dueBefore: addDays(today, remindDaysBefore + 1),
      limit: 50
    }),
    toFinish: await meetingsToFinish(db, run, now),
    toApprove: await meetingsToApprove(db, { circles: [...circles.keys()], seats: deciding })
  };
}

async function meetingsToFinish(db: Database, circles: readonly string[], now: Date): Promise<DeskMeeting[]> {
  if (circles.length === 0) return [];
  const rows = await db
    .selectFrom('meeting')
    .innerJoin('circle', 'circle.id', 'meeting.circle_id')
    .leftJoin('minutes', 'minutes.meeting_id', 'meeting.id')
    .select(['circle.slug', 'circle.name', 'meeting.number', 'meeting.starts'])
    .where('meeting.circle_id', 'in', circles as Id<'circle'>[])
    .where('meeting.state', '!=', 'cancelled')
    .where('meeting.starts_at', '<', now)
    .where('meeting.starts_at', '>', new Date(now.getTime() - longestAgo * 86_400_000))
    .where((eb) =>
      eb.or([
        eb('minutes.state', 'is', null),
        eb('minutes.state', '=', 'draft'),
        eb('minutes.changed', '=', true)
      ])
    )
    .orderBy('meeting.starts_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(meetingFrom);
}

async function meetingsToApprove(
  db: Database,
  { circles, seats }: { circles: readonly string[]; seats: readonly string[] }
): Promise<DeskMeeting[]> {
  if (seats.length === 0) return [];
  const rows = await db
    .selectFrom('minutes')
    .innerJoin('meeting', 'meeting.id', 'minutes.meeting_id')
    .innerJoin('circle', 'circle.id', 'meeting.circle_id')
    .innerJoin('circle_member', 'circle_member.circle_id', 'circle.id')
    .select(['circle.slug', 'circle.name', 'meeting.number', 'meeting.starts'])
    .distinct()
    .where('minutes.state', '=', 'sent')
    .where('circle.id', 'in', circles as Id<'circle'>[])
    .where('circle_member.id', 'in', seats as Id<'circle_member'>[])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('minutes_voice')
            .select('minutes_voice.member_id')
            .whereRef('minutes_voice.meeting_id', '=', 'minutes.meeting_id')
            .whereRef('minutes_voice.version', '=', 'minutes.version')
            .whereRef('minutes_voice.member_id', '=', 'circle_member.id')
        )
      )
    )
    .limit(20)
    .execute();
  return rows.map(meetingFrom);
}

function meetingFrom(row: { slug: string; name: string; number: number; starts: string }): DeskMeeting {
  return { circle: { slug: row.slug, name: row.name }, number: row.number, day: row.starts.slice(0, 10) };
}
