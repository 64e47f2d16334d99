// A circle's year in figures and records: who met, what was decided, what came of it. Every figure is a list of records.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findMembers } from '#lib/domains/circles/queries.server.ts';
import { listDecisions, type ListedDecision } from './decision-queries.server.ts';
import { nameOf } from './record.server.ts';
import { listTasks, type Task } from './task-queries.server.ts';

export interface ReportedMeeting {
  readonly number: number;
  readonly title: string;
  readonly day: string;
  readonly settlement: string | null;
  readonly there: number;
  readonly guests: number;
  readonly decisions: number;
}

export interface YearReport {
  readonly year: number;
  readonly meetings: readonly ReportedMeeting[];
  readonly settlements: number;
  readonly attendance: readonly { readonly name: string; readonly there: number; readonly of: number }[];
  readonly decisions: readonly ListedDecision[];
  readonly done: readonly Task[];
  readonly open: readonly Task[];
}

/** @param publicOnly what residents may read */
export async function yearReport(
  db: Database,
  { circle, year, publicOnly }: { circle: string; year: number; publicOnly: boolean }
): Promise<YearReport> {
  const id = circle as Id<'circle'>;
  const rows = await db
    .selectFrom('meeting')
    .leftJoin('venue', 'venue.id', 'meeting.venue_id')
    .leftJoin('settlement', (join) =>
      join.on(sql<boolean>`settlement.id = coalesce(venue.settlement_id, meeting.settlement_id)`)
    )
    .select([
      'meeting.id',
      'meeting.number',
      'meeting.title',
      'meeting.starts',
      sql<string | null>`coalesce(settlement.name, meeting.place)`.as('settlement')
    ])
    .select([
      sql<number>`(select count(*)::integer from meeting_invitee where meeting_id = meeting.id
        and attendance in ('present', 'remote'))`.as('there'),
      sql<number>`(select count(*)::integer from meeting_guest where meeting_id = meeting.id and state = 'came')`.as(
        'guests'
      ),
      sql<number>`(select count(*)::integer from decision where meeting_id = meeting.id
        and (${!publicOnly} or decision.public))`.as('decisions')
    ])
    .where('meeting.circle_id', '=', id)
    .where('meeting.state', '=', 'held')
    .where('meeting.starts', '>=', `${year}-01-01`)
    .where('meeting.starts', '<', `${year + 1}-01-01`)
    .$if(publicOnly, (query) => query.where('meeting.public', '=', true))
    .orderBy('meeting.starts')
    .limit(200)
    .execute();
  const tasks = (await listTasks(db, { circle, publicOnly, limit: 1000 })).filter(
    ({ state }) => state !== 'dropped'
  );
  const inYear = (day: string): boolean => day.startsWith(`${year}-`);
  return {
    year,
    meetings: rows.map(({ starts, ...row }) => ({ ...row, day: starts.slice(0, 10) })),
    settlements: new Set(rows.flatMap(({ settlement }) => settlement ?? [])).size,
    attendance: await attendanceOf(
      db,
      rows.map((row) => row.id)
    ),
    decisions: await listDecisions(db, { circle, year, publicOnly, limit: 500 }),
    done: tasks.filter(({ doneAt }) => doneAt !== null && inYear(doneAt.toISOString())),
    open: tasks.filter(
      ({ state, createdAt, meeting }) =>
        state === 'open' && (meeting?.day ?? createdAt.toISOString()) < `${year + 1}-01-01`
    )
  };
}

async function attendanceOf(
  db: Database,
  meetings: readonly Id<'meeting'>[]
): Promise<YearReport['attendance']> {
  if (meetings.length === 0) return [];
  const rows = await db
    .selectFrom('meeting_invitee')
    .select([
      'member_id',
      sql<number>`(count(*) filter (where attendance in ('present', 'remote')))::integer`.as('there'),
      sql<number>`count(*)::integer`.as('of')
    ])
    .where('meeting_id', 'in', [...meetings])
    .groupBy('member_id')
    .execute();
  const members = await findMembers(
    db,
    rows.map(({ member_id }) => member_id)
  );
  return rows
    .flatMap(({ member_id, there, of }) => {
      const member = members.get(member_id);
      return member && (member.organisation || member.name) ? [{ name: nameOf(member), there, of }] : [];
    })
    .sort((a, b) => b.there - a.there || (a.name < b.name ? -1 : 1));
}

/** The years in which the circle met, the latest first. */
export async function yearsOf(db: Database, circle: string): Promise<number[]> {
  const rows = await db
    .selectFrom('meeting')
    .select(sql<string>`substr(starts, 1, 4)`.as('year'))
    .distinct()
    .where('circle_id', '=', circle as Id<'circle'>)
    .where('state', '=', 'held')
    .execute();
  return rows.map(({ year }) => Number(year)).sort((a, b) => b - a);
}
