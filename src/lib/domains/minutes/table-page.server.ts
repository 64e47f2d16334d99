// What the screen at the table shows: everything of the meeting, with what is to be said about fields that several wrote.
import { addDays } from '#lib/core/time.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findNextMeeting, type FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { offeredDays } from './model.ts';
import { readRecord, type MeetingRecord } from './record.server.ts';
import type { TableField } from './table-fold.ts';
import { tableFields } from './table.server.ts';
import { listTasks, type Task } from './task-queries.server.ts';

export interface TablePage extends MeetingRecord {
  /** Tasks of earlier meetings that are open still. */
  readonly earlier: readonly Task[];
  readonly fields: ReadonlyMap<string, TableField>;
  readonly seen: number;
  readonly stamp: number;
  readonly next: { readonly number: number; readonly startsAt: Date } | null;
  readonly days: ReturnType<typeof offeredDays>;
  /** For rows that somebody without a script may fill in. */
  readonly fresh: readonly string[];
}

export async function findTable(db: Database, meeting: FullMeeting, now: Date): Promise<TablePage> {
  const record = await readRecord(db, meeting);
  const { fields, seen, stamp } = await tableFields(db, meeting.id);
  const next = await findNextMeeting(db, meeting.circle.id, meeting.endsAt);
  const open = await listTasks(db, { circle: meeting.circle.id, state: 'open', limit: 60 });
  const done = await listTasks(db, { circle: meeting.circle.id, state: 'done', limit: 60 });
  const doneHere = done.filter(({ id }) => fields.get(`task/${id}/done`)?.value === 'yes');
  return {
    ...record,
    earlier: [...open, ...doneHere].filter(
      (task) => task.meeting?.id !== meeting.id && (task.meeting?.day ?? '') <= meeting.starts.slice(0, 10)
    ),
    fields,
    seen,
    stamp,
    next: next && next.id !== meeting.id ? { number: next.number, startsAt: next.startsAt } : null,
    days: offeredDays(meeting.starts.slice(0, 10), next ? addDays(next.starts.slice(0, 10), -1) : null),
    fresh: Array.from({ length: 2 * record.items.length + 5 }, () => newId(now))
  };
}
