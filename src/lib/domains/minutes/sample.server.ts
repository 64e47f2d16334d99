// Puts into the sample region what its living circle talked about, decided and took on in a year.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayMs, dayOf, defaultZone, instantOf } from '#lib/core/time.ts';
import { randomFrom } from '#lib/core/random.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { decidingOffices } from '#lib/domains/circles/model.ts';
import { findCircle, listMembers } from '#lib/domains/circles/queries.server.ts';
import { livingCircle } from '#lib/domains/circles/sample.ts';
import { listComing, listPast, type FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { usualSilenceDays } from '#lib/domains/circles/model.ts';
import { sampleAgenda, sampleMeetings, type SampleMeeting } from './sample.ts';
import { writeVoices } from './voices.server.ts';

export async function loadSampleMinutes(db: Database, { now, seed }: SampleContext): Promise<void> {
  const circle = await findCircle(db, livingCircle);
  if (!circle) return;
  const seats = (await listMembers(db, circle.id))
    .filter(({ office }) => decidingOffices.includes(office))
    .map(({ id }) => id as Id<'circle_member'>);
  const held = (await listPast(db, circle.id, now)).filter(({ state }) => state === 'held').reverse();
  const told = sampleMeetings.slice(-held.length);
  const random = randomFrom(seed + 7);
  for (const [index, meeting] of held.entries()) {
    const said = told[index - (held.length - told.length)];
    if (said) await loadMeeting(db, { meeting, said, seats, random }, now);
  }
  const [next] = await listComing(db, circle.id, now, { cancelled: false, limit: 1 });
  if (!next) return;
  for (const [index, { title, minutes }] of sampleAgenda.entries())
    await insertItem(
      db,
      { meeting: next, position: index + 1, title, minutes, notes: '', carried: false },
      now
    );
}

async function loadMeeting(
  db: Database,
  {
    meeting,
    said,
    seats,
    random
  }: {
    meeting: FullMeeting;
    said: SampleMeeting;
    seats: readonly Id<'circle_member'>[];
    random: () => number;
  },
  now: Date
): Promise<void> {
  const day = meeting.starts.slice(0, 10);
  const at = new Date(meeting.endsAt.getTime() + 15 * 60_000);
  const later = (days: number): Date => new Date(Math.min(now.getTime(), at.getTime() + days * dayMs));
  await sitDown(db, meeting, random);
  const items: Id<'agenda_item'>[] = [];
  for (const [index, { title, minutes, notes, carried = false }] of said.items.entries())
    items.push(await insertItem(db, { meeting, position: index + 1, title, minutes, notes, carried }, at));
  const silent = addDays(day, usualSilenceDays);
  const approved = silent < dayOf(now, defaultZone);
  await db
    .insertInto('minutes')
    .values({
      meeting_id: meeting.id,
      state: approved ? 'approved' : 'sent',
      summary: said.summary,
      next_starts: null,
      next_note: null,
      version: 1,
      agenda_sent_at: new Date(at.getTime() - 7 * dayMs),
      topics_asked_at: null,
      sent_at: at,
      silent_until: silent,
      approved_at: approved ? instantOf(`${addDays(silent, 1)}T06:00`, defaultZone) : null,
      created_at: at,
      updated_at: at
    })
    .execute();
  const { last } = await db
    .selectFrom('decision')
    .select(sql<number>`coalesce(max(number), 0)::integer`.as('last'))
    .where('circle_id', '=', meeting.circle.id as Id<'circle'>)
    .where(sql<boolean>`extract(year from decided_on) = ${Number(day.slice(0, 4))}`)
    .executeTakeFirstOrThrow();
  for (const [index, { item, text, internal = false }] of said.decisions.entries())
    await db
      .insertInto('decision')
      .values({
        id: newId<'decision'>(at),
        circle_id: meeting.circle.id as Id<'circle'>,
        meeting_id: meeting.id,
        item_id: items[item] ?? null,
        number: last + index + 1,
        text,
        public: !internal,
        decided_on: day,
        position: index + 1,
        created_at: at,
        updated_at: at
      })
      .execute();
  await writeVoices(db, meeting.id);
  for (const [index, { item, text, owner, days, done }] of said.tasks.entries()) {
    const seat = seats[owner % Math.max(1, seats.length)] ?? null;
    await db
      .insertInto('task')
      .values({
        id: newId<'task'>(at),
        circle_id: meeting.circle.id as Id<'circle'>,
        meeting_id: meeting.id,
        item_id: items[item] ?? null,
        decision_id: null,
        text,
        owner_member_id: seat,
        owner_name: null,
        due_on: addDays(day, days),
        state: done ? 'done' : 'open',
        done_at: done ? later(days - 2) : null,
        done_note: done ?? null,
        done_how: done ? 'link' : null,
        carried: done ? 0 : Math.max(0, Math.floor((now.getTime() - at.getTime()) / (92 * dayMs))),
        // Said already: the sample writes to nobody.
        reminded_on: done ? null : dayOf(now, defaultZone),
        position: index + 1,
        created_at: at,
        updated_at: at
      })
      .execute();
  }
}

/** Who had said that they would come mostly came. */
async function sitDown(db: Database, meeting: FullMeeting, random: () => number): Promise<void> {
  const rows = await db
    .selectFrom('meeting_invitee')
    .select(['id', 'reply', 'attendance'])
    .where('meeting_id', '=', meeting.id)
    .orderBy('id')
    .execute();
  if (rows.some(({ attendance }) => attendance !== null)) return;
  for (const { id, reply } of rows) {
    const comes = reply === 'accepted' ? random() < 0.93 : random() < 0.15;
    const attendance = comes
      ? random() < 0.08
        ? 'remote'
        : 'present'
      : reply === 'declined'
        ? 'excused'
        : 'absent';
    await db.updateTable('meeting_invitee').set({ attendance }).where('id', '=', id).execute();
  }
}

async function insertItem(
  db: Database,
  item: {
    readonly meeting: FullMeeting;
    readonly position: number;
    readonly title: string;
    readonly minutes: number;
    readonly notes: string;
    readonly carried: boolean;
  },
  at: Date
): Promise<Id<'agenda_item'>> {
  const id = newId<'agenda_item'>(at);
  await db
    .insertInto('agenda_item')
    .values({
      id,
      meeting_id: item.meeting.id,
      position: item.position,
      title: item.title,
      detail: null,
      minutes_planned: item.minutes,
      lead_member_id: null,
      source: null,
      source_key: null,
      carried_from: null,
      proposed_by: null,
      state: 'accepted',
      notes: item.notes,
      carried: item.carried,
      created_at: at,
      updated_at: at
    })
    .execute();
  return id;
}
