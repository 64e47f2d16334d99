// The meetings of the sample region: a year of quarterly round tables behind the living circle, the next one ahead.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { addDays, addMonths, dayMs, defaultZone, instantOf } from '#lib/core/time.ts';
import { randomFrom } from '#lib/core/random.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import type { Member } from '#lib/domains/circles/model.ts';
import { findCircle, listMembers } from '#lib/domains/circles/queries.server.ts';
import { livingCircle, youngCircle } from '#lib/domains/circles/sample.ts';
import { emptyInvitee } from './invite.server.ts';
import { decidingRoles, invitedRoles, type MeetingState, type Reply } from './model.ts';
import { nthWeekday, timesOf } from './series.ts';
import { insertMeeting } from './write.server.ts';

const minutes = 120;
const time = '16:00';
/** The first Tuesday of every third month. */
const pattern = { kind: 'monthly', every: 3, nth: 1, weekday: 2 } as const;

export async function loadSampleMeetings(db: Database, context: SampleContext): Promise<void> {
  const [living, young] = [await findCircle(db, livingCircle), await findCircle(db, youngCircle)];
  if (living) await loadLiving(db, living.id, context);
  if (young) await loadYoung(db, young.id, context);
}

async function loadLiving(db: Database, circle: string, { now, today, seed }: SampleContext): Promise<void> {
  const members = await listMembers(db, circle);
  const hosts = members.filter(
    ({ office, organisation }) => decidingRoles.includes(office) && organisation !== null
  );
  const next = [1, 2, 0].flatMap((months) => {
    const day = nthWeekday(addMonths(today.slice(0, 8) + '01', months), pattern);
    return day && day > addDays(today, 6) ? [day] : [];
  });
  const first = next.sort()[0] ?? addDays(today, 20);
  const past = [12, 9, 6, 3].flatMap(
    (months) => nthWeekday(addMonths(first.slice(0, 8) + '01', -months), pattern) ?? []
  );
  const series = await insertSeries(
    db,
    { circle, from: past[0] ?? first, title: 'Negyedéves kerekasztal', quorum: 8 },
    now
  );
  const random = randomFrom(seed + 6);
  for (const [index, day] of [...past, first].entries()) {
    const state: MeetingState = day < today ? 'held' : 'invited';
    const host = hosts[(index * 3) % Math.max(1, hosts.length)] ?? null;
    const id = await insertMeeting(
      db,
      {
        ...{ circle, title: 'Negyedéves kerekasztal', starts: `${day}T${time}`, minutes, series },
        ...{ recurrenceId: `${day}T${time}`, host: host?.id ?? null, quorum: 8 },
        ...(await placeOf(db, host))
      },
      sentAt(day, 30)
    );
    await db.updateTable('meeting').set({ state }).where('id', '=', id).execute();
    await invite(db, { meeting: id, members, state, day, random });
  }
}

/** Two who begin: nobody is invited yet. */
async function loadYoung(db: Database, circle: string, { now, today }: SampleContext): Promise<void> {
  const starts = `${nthWeekday(addMonths(`${today.slice(0, 8)}01`, 1), { nth: 2, weekday: 4 }) ?? addDays(today, 30)}T17:00`;
  const id = await insertMeeting(db, { circle, title: 'Első közös este', starts, minutes: 90 }, now);
  const [host] = await listMembers(db, circle);
  await db
    .updateTable('meeting')
    .set({
      host_member_id: (host?.id ?? null) as Id<'circle_member'> | null,
      ...(await placeColumns(db, host ?? null))
    })
    .where('id', '=', id)
    .execute();
}

async function insertSeries(
  db: Database,
  { circle, from, title, quorum }: { circle: string; from: string; title: string; quorum: number },
  now: Date
): Promise<Id<'meeting_series'>> {
  const id = newId<'meeting_series'>(now);
  const times = timesOf(pattern, { from, time, minutes });
  await db
    .insertInto('meeting_series')
    .values({
      ...{
        id,
        circle_id: circle as Id<'circle'>,
        ...times,
        title,
        venue_id: null,
        hosting: 'rotating',
        quorum
      },
      ...{ remote: null, state: 'running', created_at: now, updated_at: now }
    })
    .execute();
  return id;
}

async function placeOf(
  db: Database,
  host: Member | null
): Promise<{ venue?: string | null; settlement?: string | null }> {
  const { venue_id, settlement_id } = await placeColumns(db, host);
  return { venue: venue_id, settlement: settlement_id };
}

async function placeColumns(db: Database, host: Member | null) {
  const venue = host?.organisation
    ? await db
        .selectFrom('venue')
        .select('id')
        .where('organisation_id', '=', host.organisation.id as Id<'organisation'>)
        .where('closed_on', 'is', null)
        .orderBy(sql`capacity desc nulls last`)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
    : undefined;
  return {
    venue_id: venue?.id ?? null,
    settlement_id: venue ? null : ((host?.settlement?.id ?? null) as Id<'settlement'> | null)
  };
}

async function invite(
  db: Database,
  {
    meeting,
    members,
    state,
    day,
    random
  }: {
    meeting: Id<'meeting'>;
    members: readonly Member[];
    state: MeetingState;
    day: string;
    random: () => number;
  }
): Promise<void> {
  const at = sentAt(day, 21);
  for (const member of members.filter(({ office }) => invitedRoles.includes(office))) {
    const draw = random();
    const silent = state === 'invited' && draw > 0.55;
    const reply: Reply | null = silent
      ? null
      : draw < 0.42
        ? 'accepted'
        : draw < 0.48
          ? 'tentative'
          : state === 'held' && draw < 0.85
            ? 'accepted'
            : 'declined';
    await db
      .insertInto('meeting_invitee')
      .values({
        ...emptyInvitee(meeting, member.id as Id<'circle_member'>, at),
        sent_sequence: 0,
        sent_at: at,
        reply,
        ...(reply
          ? {
              replied_at: sentAt(day, 14),
              reply_sequence: 0,
              reply_stamp: sentAt(day, 14),
              how: random() < 0.5 ? 'link' : 'calendar'
            }
          : {}),
        ...(state === 'held'
          ? { attendance: reply === 'accepted' ? 'present' : reply === 'declined' ? 'excused' : 'absent' }
          : {})
      })
      .execute();
  }
}

function sentAt(day: string, daysBefore: number): Date {
  return new Date(instantOf(`${day}T09:00`, defaultZone).getTime() - daysBefore * dayMs);
}
