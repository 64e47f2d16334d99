// Lets the rows of a meeting say what the fields of the table say, and reads what they said before anybody typed.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { isDay, isLocal } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { emptyInvitee } from '#lib/domains/meetings/invite.server.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { mostDecisions, mostGuests, mostItems, mostTasks, presences, type Presence } from './model.ts';
import type { TableField } from './table-fold.ts';
import { readPath, type TableKind } from './table-paths.ts';
import { writeVoices } from './voices.server.ts';

type Values = ReadonlyMap<string, string>;

interface Written {
  readonly meeting: FullMeeting;
  /** All fields of the things that were touched. */
  readonly fields: ReadonlyMap<string, TableField>;
  readonly touched: ReadonlySet<string>;
}

/** @returns the things that belong to other meetings: nothing was written of them */
export async function writeFields(
  tx: Database,
  { meeting, fields, touched }: Written,
  now: Date
): Promise<ReadonlySet<string>> {
  const elsewhere = new Set<string>();
  const things = new Map<string, { kind: TableKind; id: string }>();
  let voicesChange = false;
  for (const path of touched) {
    const read = readPath(path);
    if (!read) continue;
    const value = fields.get(path)?.value ?? '';
    if (read.kind === 'gone') things.set(`${read.of}/${read.id}`, { kind: read.of, id: read.id });
    else if ('id' in read) things.set(`${read.kind}/${read.id}`, { kind: read.kind, id: read.id });
    else if (read.kind === 'minutes') await writeMinutes(tx, meeting, read.field, value);
    else if (read.kind === 'voice') voicesChange = true;
    else {
      const seated = await writePresence(tx, { meeting, member: read.member, kind: read.kind, value }, now);
      if (!seated) elsewhere.add(`${read.kind}/${read.member}`);
      voicesChange = true;
    }
  }
  for (const [key, { kind, id }] of things) {
    const own = new Map(
      [...fields]
        .filter(([path]) => path.startsWith(`${key}/`))
        .map(([path, { value }]) => [path.slice(key.length + 1), value])
    );
    const fresh = new Set([...own.keys()].filter((field) => touched.has(`${key}/${field}`)));
    const gone = fields.get(`gone/${key}`)?.value === 'yes';
    const done = await writers[kind](tx, { meeting, id, own, fresh, gone }, now);
    if (!done) elsewhere.add(key);
    voicesChange ||= kind === 'decision';
  }
  if (voicesChange) await writeVoices(tx, meeting.id);
  return elsewhere;
}

interface Thing {
  readonly meeting: FullMeeting;
  readonly id: string;
  readonly own: Values;
  /** The fields that were typed just now. */
  readonly fresh: ReadonlySet<string>;
  readonly gone: boolean;
}

const writers: Readonly<Record<TableKind, (tx: Database, thing: Thing, now: Date) => Promise<boolean>>> = {
  item: writeItem,
  decision: writeDecision,
  task: writeTask,
  guest: writeGuest
};

async function writeItem(
  tx: Database,
  { meeting, id, own, fresh, gone }: Thing,
  now: Date
): Promise<boolean> {
  const there = await tx
    .selectFrom('agenda_item')
    .select('meeting_id')
    .where('id', '=', id as Id<'agenda_item'>)
    .executeTakeFirst();
  if (there && there.meeting_id !== meeting.id) return false;
  const title = (own.get('title') ?? '').trim().slice(0, 300);
  if (!there && title === '') return true;
  if (!there) {
    const last = await lastPosition(tx, 'agenda_item', meeting.id);
    if (last >= mostItems) return false;
    await tx
      .insertInto('agenda_item')
      .values({
        id: id as Id<'agenda_item'>,
        meeting_id: meeting.id,
        position: last + 1,
        title,
        detail: null,
        minutes_planned: null,
        lead_member_id: null,
        source: null,
        source_key: null,
        carried_from: null,
        proposed_by: null,
        state: 'accepted',
        created_at: now,
        updated_at: now
      })
      .execute();
  }
  await tx
    .updateTable('agenda_item')
    .set({
      ...(fresh.has('title') && title !== '' ? { title } : {}),
      ...(fresh.has('notes') ? { notes: own.get('notes') ?? '' } : {}),
      ...(fresh.has('carried') ? { carried: own.get('carried') === 'yes' } : {}),
      ...(fresh.has('public') ? { public: own.get('public') !== 'no' } : {}),
      state: gone ? 'declined' : 'accepted',
      updated_at: now
    })
    .where('id', '=', id as Id<'agenda_item'>)
    .execute();
  return true;
}

async function writeDecision(
  tx: Database,
  { meeting, id, own, fresh, gone }: Thing,
  now: Date
): Promise<boolean> {
  const decision = id as Id<'decision'>;
  const there = await tx
    .selectFrom('decision')
    .select(['meeting_id', 'text'])
    .where('id', '=', decision)
    .executeTakeFirst();
  if (there && there.meeting_id !== meeting.id) return false;
  const text = (own.get('text') ?? there?.text ?? '').trim();
  if (gone || text === '') {
    await tx.deleteFrom('decision').where('id', '=', decision).execute();
    return true;
  }
  const item_id = await itemOf(tx, meeting.id, own.get('item') ?? '');
  if (!there) {
    const last = await lastPosition(tx, 'decision', meeting.id);
    if (last >= mostDecisions) return false;
    await tx
      .insertInto('decision')
      .values({
        id: decision,
        circle_id: meeting.circle.id as Id<'circle'>,
        meeting_id: meeting.id,
        item_id,
        number: null,
        text,
        public: own.get('public') !== 'no',
        decided_on: meeting.starts.slice(0, 10),
        position: last + 1,
        created_at: now,
        updated_at: now
      })
      .execute();
    return true;
  }
  await tx
    .updateTable('decision')
    .set({
      text,
      ...(fresh.has('item') ? { item_id } : {}),
      ...(fresh.has('public') ? { public: own.get('public') !== 'no' } : {}),
      updated_at: now
    })
    .where('id', '=', decision)
    .execute();
  return true;
}

async function writeTask(
  tx: Database,
  { meeting, id, own, fresh, gone }: Thing,
  now: Date
): Promise<boolean> {
  const task = id as Id<'task'>;
  const there = await tx
    .selectFrom('task')
    .select(['circle_id', 'meeting_id', 'text', 'state'])
    .where('id', '=', task)
    .executeTakeFirst();
  if (there && there.circle_id !== meeting.circle.id) return false;
  const text = (own.get('text') ?? there?.text ?? '').trim();
  if (gone || text === '') {
    // What an earlier meeting gave somebody to do is not undone by taking it off this list.
    await tx.deleteFrom('task').where('id', '=', task).where('meeting_id', '=', meeting.id).execute();
    return true;
  }
  const owner = await ownerOf(tx, meeting, own);
  const due = own.get('due') ?? '';
  const due_on = isDay(due) ? due : null;
  const done = own.get('done') === 'yes';
  if (!there) {
    const last = await lastPosition(tx, 'task', meeting.id);
    if (last >= mostTasks) return false;
    await tx
      .insertInto('task')
      .values({
        id: task,
        circle_id: meeting.circle.id as Id<'circle'>,
        meeting_id: meeting.id,
        item_id: await itemOf(tx, meeting.id, own.get('item') ?? ''),
        decision_id: null,
        text,
        ...owner,
        due_on,
        ...doneAt(done, now),
        done_note: null,
        reminded_on: null,
        public: own.get('public') !== 'no',
        position: last + 1,
        created_at: now,
        updated_at: now
      })
      .execute();
    return true;
  }
  await tx
    .updateTable('task')
    .set({
      text,
      ...(fresh.has('owner') || fresh.has('ownername') ? owner : {}),
      ...(fresh.has('due') ? { due_on, reminded_on: null } : {}),
      ...(fresh.has('public') ? { public: own.get('public') !== 'no' } : {}),
      ...(fresh.has('done') && done !== (there.state === 'done') ? doneAt(done, now) : {}),
      updated_at: now
    })
    .where('id', '=', task)
    .execute();
  return true;
}

function doneAt(done: boolean, now: Date) {
  return done
    ? { state: 'done' as const, done_at: now, done_how: 'table' as const }
    : { state: 'open' as const, done_at: null, done_how: null };
}

async function writeGuest(tx: Database, { meeting, id, own, gone }: Thing, now: Date): Promise<boolean> {
  const guest = id as Id<'meeting_guest'>;
  const there = await tx
    .selectFrom('meeting_guest')
    .select(['meeting_id', 'name', 'of'])
    .where('id', '=', guest)
    .executeTakeFirst();
  if (there && there.meeting_id !== meeting.id) return false;
  const name = (own.get('name') ?? there?.name ?? '').trim();
  const of = (own.get('of') ?? there?.of ?? '').trim() || null;
  if (gone || name === '') {
    await tx.deleteFrom('meeting_guest').where('id', '=', guest).execute();
    return true;
  }
  if (there) {
    await tx.updateTable('meeting_guest').set({ name, of, state: 'came' }).where('id', '=', guest).execute();
    return true;
  }
  const { count } = await tx
    .selectFrom('meeting_guest')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostGuests) return false;
  await tx
    .insertInto('meeting_guest')
    .values({
      id: guest,
      meeting_id: meeting.id,
      name,
      of,
      email: null,
      state: 'came',
      reply: null,
      token: null,
      created_at: now
    })
    .execute();
  return true;
}

async function writeMinutes(
  tx: Database,
  meeting: FullMeeting,
  field: 'summary' | 'nextstarts' | 'nextnote',
  value: string
): Promise<void> {
  const changed = {
    summary: { summary: value },
    nextstarts: { next_starts: isLocal(value) ? value : null },
    nextnote: { next_note: value.trim() || null }
  }[field];
  await tx.updateTable('minutes').set(changed).where('meeting_id', '=', meeting.id).execute();
}

/** Also of members who were never invited: whoever sits at the table is there. @returns false for a stranger's seat */
async function writePresence(
  tx: Database,
  {
    meeting,
    member,
    kind,
    value
  }: {
    meeting: FullMeeting;
    member: string;
    kind: 'presence' | 'cameby';
    value: string;
  },
  now: Date
): Promise<boolean> {
  const seat = member as Id<'circle_member'>;
  const known = await tx
    .selectFrom('circle_member')
    .select('id')
    .where('id', '=', seat)
    .where('circle_id', '=', meeting.circle.id as Id<'circle'>)
    .executeTakeFirst();
  if (!known) return false;
  const presence = presences.find((each) => each === value) ?? null;
  const set =
    kind === 'presence' ? { attendance: presence as Presence | null } : { attended_by: value.trim() || null };
  await tx
    .insertInto('meeting_invitee')
    .values({ ...emptyInvitee(meeting.id, seat, now), ...set })
    .onConflict((conflict) =>
      conflict.columns(['meeting_id', 'member_id']).doUpdateSet({ ...set, updated_at: now })
    )
    .execute();
  return true;
}

async function itemOf(tx: Database, meeting: Id<'meeting'>, id: string): Promise<Id<'agenda_item'> | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const row = await tx
    .selectFrom('agenda_item')
    .select('id')
    .where('id', '=', id as Id<'agenda_item'>)
    .where('meeting_id', '=', meeting)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function ownerOf(
  tx: Database,
  meeting: FullMeeting,
  own: Values
): Promise<{ owner_member_id: Id<'circle_member'> | null; owner_name: string | null }> {
  const id = own.get('owner') ?? '';
  const name = (own.get('ownername') ?? '').trim() || null;
  if (!/^[0-9a-f-]{36}$/.test(id)) return { owner_member_id: null, owner_name: name };
  const row = await tx
    .selectFrom('circle_member')
    .select('id')
    .where('id', '=', id as Id<'circle_member'>)
    .where('circle_id', '=', meeting.circle.id as Id<'circle'>)
    .executeTakeFirst();
  return row ? { owner_member_id: row.id, owner_name: null } : { owner_member_id: null, owner_name: name };
}

async function lastPosition(
  tx: Database,
  table: 'agenda_item' | 'decision' | 'task',
  meeting: Id<'meeting'>
): Promise<number> {
  const { last } = await tx
    .selectFrom(table)
    .select(sql<number>`coalesce(max(position), 0)::integer`.as('last'))
    .where('meeting_id', '=', meeting)
    .executeTakeFirstOrThrow();
  return last;
}

/** What the rows say now in these fields. */
export async function currentValues(
  tx: Database,
  meeting: FullMeeting,
  paths: readonly string[]
): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  if (paths.length === 0) return values;
  const set = (path: string, value: string | null): void => {
    if (paths.includes(path)) values.set(path, value ?? '');
  };
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  const items = await tx.selectFrom('agenda_item').selectAll().where('meeting_id', '=', meeting.id).execute();
  for (const item of items) {
    set(`item/${item.id}/title`, item.title);
    set(`item/${item.id}/notes`, item.notes);
    set(`item/${item.id}/carried`, item.carried ? 'yes' : '');
    set(`item/${item.id}/public`, yes(item.public));
  }
  const decisions = await tx
    .selectFrom('decision')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .execute();
  for (const decision of decisions) {
    set(`decision/${decision.id}/item`, decision.item_id);
    set(`decision/${decision.id}/text`, decision.text);
    set(`decision/${decision.id}/public`, yes(decision.public));
  }
  const ids = paths.flatMap((path) => {
    const read = readPath(path);
    return read?.kind === 'task' ? [read.id as Id<'task'>] : [];
  });
  const tasks =
    ids.length === 0 ? [] : await tx.selectFrom('task').selectAll().where('id', 'in', ids).execute();
  for (const task of tasks) {
    if (task.circle_id !== meeting.circle.id) continue;
    set(`task/${task.id}/item`, task.item_id);
    set(`task/${task.id}/text`, task.text);
    set(`task/${task.id}/owner`, task.owner_member_id);
    set(`task/${task.id}/ownername`, task.owner_name);
    set(`task/${task.id}/due`, task.due_on);
    set(`task/${task.id}/public`, yes(task.public));
    set(`task/${task.id}/done`, task.state === 'done' ? 'yes' : '');
  }
  const guests = await tx
    .selectFrom('meeting_guest')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .execute();
  for (const guest of guests) {
    set(`guest/${guest.id}/name`, guest.name);
    set(`guest/${guest.id}/of`, guest.of);
  }
  const seats = await tx
    .selectFrom('meeting_invitee')
    .select(['member_id', 'attendance', 'attended_by'])
    .where('meeting_id', '=', meeting.id)
    .execute();
  for (const seat of seats) {
    set(`presence/${seat.member_id}`, seat.attendance);
    set(`cameby/${seat.member_id}`, seat.attended_by);
  }
  const voices = await tx
    .selectFrom('decision_voice')
    .innerJoin('decision', 'decision.id', 'decision_voice.decision_id')
    .select(['decision_id', 'member_id', 'voice'])
    .where('decision.meeting_id', '=', meeting.id)
    .where('voice', '!=', 'agreed')
    .execute();
  for (const { decision_id, member_id, voice } of voices) set(`voice/${decision_id}/${member_id}`, voice);
  const minutes = await tx
    .selectFrom('minutes')
    .select(['summary', 'next_starts', 'next_note'])
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  if (minutes) {
    set('minutes/summary', minutes.summary);
    set('minutes/nextstarts', minutes.next_starts);
    set('minutes/nextnote', minutes.next_note);
  }
  return values;
}
