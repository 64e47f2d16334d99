// What becomes of a task: done, put off, handed over, dropped, opened again; and whoever has one is reminded, gently.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { circleOffices, findMembers, memberMail } from '#lib/domains/circles/queries.server.ts';
import { recordOfTask } from './activity.server.ts';
import { remindDaysBefore, reminderDue, type DoneHow } from './model.ts';
import { canFinishTask, canWriteMinutes } from './policy.ts';

import { findTask, listTasks, type Task } from './task-queries.server.ts';

export const taskPurpose = 'minutes.task';

export type TaskChange =
  | { readonly act: 'finish'; readonly note: string | null; readonly how: DoneHow }
  | { readonly act: 'put_off'; readonly dueOn: string }
  /** `left`: of whoever had it and has gone, the name. */
  | { readonly act: 'hand'; readonly to: string; readonly left?: string }
  | { readonly act: 'drop' | 'reopen' };

export type TaskRefused =
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'not_found' }
  /** Somebody was quicker: it is done, or open again. */
  | { ok: false; reason: 'over' };

/** By account: whoever has it, and those who run the circle; dropping and reopening is theirs alone. */
export async function changeTask(
  db: Database,
  actor: Actor,
  { id, offices, change }: { id: string; offices: CircleWithOffices; change: TaskChange },
  now: Date
): Promise<Result<{ task: Task }, TaskRefused>> {
  const task = await findTask(db, id);
  if (!task || task.circle.id !== offices.circle.id) return no('not_found');
  const runs = canWriteMinutes(actor, offices);
  if (change.act === 'drop' || change.act === 'reopen' ? !runs : !canFinishTask(actor, offices, task))
    return no('not_yours');
  return changeTaskBySeat(db, actor, { task, change }, now);
}

/** Asks nobody whether they may: the caller knows whose seat it is. */
export async function changeTaskBySeat(
  db: Database,
  actor: Actor,
  { task, change }: { task: Task; change: TaskChange },
  now: Date
): Promise<Result<{ task: Task }, TaskRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ task: Task }, TaskRefused>> => {
    const from = change.act === 'reopen' ? (['done', 'dropped'] as const) : (['open'] as const);
    const set = await tx
      .updateTable('task')
      .set({ ...valuesOf(change, now), updated_at: now })
      .where('id', '=', task.id)
      .where('state', 'in', from)
      .returning('id')
      .executeTakeFirst();
    if (!set) return no('over');
    const after = await findTask(tx, task.id);
    if (!after) throw new Error('A task was changed and is not there');
    await recordOfTask(
      tx,
      actor,
      {
        verb: verbs[change.act],
        task: { id: task.id, circle: task.circle.id, text: task.text },
        organisations: await organisationsOf(tx, after),
        details: change.act === 'put_off' ? { due: [task.dueOn, change.dueOn] } : {}
      },
      now
    );
    if (change.act === 'hand') await mailTask(tx, after, change.left ? { left: change.left } : 'handed', now);
    return ok({ task: after });
  });
}

const verbs = {
  finish: 'task.done',
  put_off: 'task.changed',
  hand: 'task.handed',
  drop: 'task.dropped',
  reopen: 'task.reopened'
} as const;

function valuesOf(change: TaskChange, now: Date) {
  switch (change.act) {
    case 'finish':
      return {
        state: 'done' as const,
        done_at: now,
        done_note: change.note?.slice(0, 1000) || null,
        done_how: change.how
      };
    case 'put_off':
      return { due_on: change.dueOn, put_off: sql<number>`put_off + 1`, reminded_on: null };
    case 'hand':
      return { owner_member_id: change.to as Id<'circle_member'>, owner_name: null, reminded_on: null };
    case 'drop':
      return { state: 'dropped' as const };
    case 'reopen':
      return { state: 'open' as const, done_at: null, done_note: null, done_how: null, reminded_on: null };
  }
}

/** One that came up between two meetings. */
export async function addTask(
  db: Database,
  actor: Actor,
  {
    offices,
    text,
    owner,
    dueOn,
    isPublic
  }: {
    offices: CircleWithOffices;
    text: string;
    owner: string | null;
    dueOn: string | null;
    isPublic: boolean;
  },
  now: Date
): Promise<Result<{ id: Id<'task'> }, TaskRefused>> {
  if (!canWriteMinutes(actor, offices)) return no('not_yours');
  const seat = offices.members.find(({ id }) => id === owner)?.id ?? null;
  return inTransaction(db, async (tx): Promise<Result<{ id: Id<'task'> }, TaskRefused>> => {
    const id = newId<'task'>(now);
    await tx
      .insertInto('task')
      .values({
        id,
        circle_id: offices.circle.id as Id<'circle'>,
        meeting_id: null,
        item_id: null,
        decision_id: null,
        text,
        owner_member_id: seat as Id<'circle_member'> | null,
        owner_name: null,
        due_on: dueOn,
        state: 'open',
        done_at: null,
        done_note: null,
        done_how: null,
        reminded_on: null,
        public: isPublic,
        position: 0,
        created_at: now,
        updated_at: now
      })
      .execute();
    await recordOfTask(tx, actor, { verb: 'task.added', task: { id, circle: offices.circle.id, text } }, now);
    const task = await findTask(tx, id);
    if (task?.owner) await mailTask(tx, task, 'handed', now);
    return ok({ id });
  });
}

/** Every hour, in the morning; each reminder once. */
export async function remindOfTasks(db: Database, now: Date): Promise<void> {
  const today = dayOf(now, defaultZone);
  const due = await listTasks(db, {
    state: 'open',
    dueBefore: addDays(today, remindDaysBefore + 1),
    limit: 500
  });
  for (const task of due) {
    const how = reminderDue(
      { dueOn: task.dueOn, remindedOn: task.remindedOn, createdOn: dayOf(task.createdAt, defaultZone) },
      today
    );
    if (!how || !task.owner || task.owner.left) continue;
    await inTransaction(db, async (tx) => {
      const mine = await tx
        .updateTable('task')
        .set({ reminded_on: today })
        .where('id', '=', task.id)
        .where('state', '=', 'open')
        .where('reminded_on', 'is not distinct from', task.remindedOn)
        .returning('id')
        .executeTakeFirst();
      if (mine) await mailTask(tx, task, how, now);
    });
  }
}

/** Whoever has it: what, from where, until when, and a link that finishes, puts off or hands over. */
async function mailTask(
  tx: Database,
  task: Task,
  how: 'coming' | 'today' | 'overdue' | 'handed' | { readonly left: string },
  now: Date
): Promise<void> {
  const to = task.owner && (await memberMail(tx, task.owner.id));
  if (!to || !task.owner) return;
  const { token } = await makeCapabilityLink(
    tx,
    { purpose: taskPurpose, subject: { task: task.id, member: task.owner.id }, person: to.person, days: 60 },
    now
  );
  await sendMail(
    tx,
    {
      to: { email: to.email, name: to.name, person: to.person },
      locale: to.locale,
      kind: 'essential',
      secret: true,
      subject: message(`minutes.mail.task.${typeof how === 'string' ? how : 'handed'}`, {
        circle: task.circle.name
      }),
      blocks: [
        paragraph(
          typeof how === 'string'
            ? message(`minutes.mail.taskLead.${how}`, { circle: task.circle.name })
            : message('minutes.mail.taskLead.left', { circle: task.circle.name, who: how.left })
        ),
        quote(task.text),
        ...(task.dueOn
          ? [paragraph(message('minutes.mail.due', { day: { day: task.dueOn, style: 'long' } }))]
          : []),
        ...(task.about && task.meeting
          ? [
              paragraph(
                message('minutes.mail.taskFrom', {
                  about: task.about,
                  day: { day: task.meeting.day, style: 'long' }
                })
              )
            ]
          : []),
        button(message('minutes.mail.taskButton'), `/answer/${token}`),
        small(message('minutes.mail.taskSmall'))
      ]
    },
    now
  );
}

/** Whoever leaves has their open tasks handed to the convenor, who hands them on. Bears repetition. */
export async function takeOverTasks(db: Database, activity: Activity, now: Date): Promise<void> {
  const circle = activity.object_kind === 'circle' ? activity.object_id : null;
  const offices = circle ? await circleOffices(db, circle) : null;
  const convenor = offices?.members.find(({ role }) => role === 'convenor');
  if (!circle || !offices || !convenor) return;
  const sitting = new Set(offices.members.map(({ id }) => id));
  const open = await listTasks(db, { circle, state: 'open', limit: 500 });
  for (const task of open)
    if (task.owner && !sitting.has(task.owner.id))
      await changeTaskBySeat(
        db,
        system,
        { task, change: { act: 'hand', to: convenor.id, left: task.owner.name } },
        now
      );
}

async function organisationsOf(tx: Database, task: Task): Promise<string[]> {
  if (!task.owner) return [];
  const member = (await findMembers(tx, [task.owner.id])).get(task.owner.id);
  return member?.organisation ? [member.organisation.id] : [];
}

/** For lists: whose it is, in words. */
export function ownerText(task: Task, nobody: string): string {
  return task.owner?.name ?? task.ownerName ?? nobody;
}
