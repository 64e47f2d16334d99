// Takes what was typed at the table, from any device and in any order, and lets the minutes say what all of it makes together.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { recordAtTable } from './activity.server.ts';
import { lockMinutes } from './minutes-row.server.ts';
import { canWriteMinutes } from './policy.ts';
import { foldTable, type TableChange, type TableField } from './table-fold.ts';
import { isTextPath, longest, mostGrown, objectOf, readPath } from './table-paths.ts';
import { currentValues, writeFields } from './table-rows.server.ts';

/** In one go, and in one meeting: two secretaries who send every few seconds for three hours make some 6,000. */
export const mostChangesAtOnce = 500;
const mostChanges = 30_000;

interface Refusal {
  readonly id: string;
  /** `too_long`: by itself, or with what others wrote there · `elsewhere`: what it is about belongs to another meeting. */
  readonly reason: 'path' | 'too_long' | 'too_many' | 'elsewhere';
}

export interface TableAnswer {
  /** The changes that are safe here now, those that were there already included; and those that cannot be taken, with reasons. */
  readonly taken: readonly string[];
  readonly refused: readonly Refusal[];
  /** What has changed since `seen`, by its path. */
  readonly fields: Readonly<Record<string, TableField>>;
  readonly seen: number;
  readonly stamp: number;
  /** The minutes have left: a device needs to keep nothing that has arrived here. */
  readonly sent: boolean;
}

export type TableRefused =
  | { ok: false; reason: 'not_yours' }
  /** The members have agreed on the minutes: what was typed since stays on the device, to be sent as a correction. */
  | { ok: false; reason: 'closed' };

/** Sent again, as a whole or in part, it does nothing twice. @param seen the greatest `seen` that this device was told */
export async function writeAtTable(
  db: Database,
  actor: Actor,
  {
    meeting,
    offices,
    changes,
    seen
  }: {
    meeting: FullMeeting;
    offices: CircleWithOffices;
    changes: readonly TableChange[];
    seen: number;
  },
  now: Date
): Promise<Result<TableAnswer, TableRefused>> {
  if (!canWriteMinutes(actor, offices)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<Result<TableAnswer, TableRefused>> => {
    const minutes = await lockMinutes(tx, meeting.id, now);
    if (minutes.state === 'approved' && changes.length > 0) return no('closed');
    const last = await lastOf(tx, meeting.id);
    const { fit, refused } = sift(changes, last);
    const unknown = await unknownOf(tx, meeting.id, fit);
    const begun = unknown.length > 0 ? await beginnings(tx, meeting, unknown) : [];
    const objects = new Set(unknown.map(({ path }) => objectOf(path)));
    const known = unknown.length > 0 ? await changesOf(tx, meeting.id, objects) : [];
    const grown = overgrown(foldTable([...known, ...begun, ...unknown]));
    for (const { id, path } of unknown) if (grown.has(path)) refused.push({ id, reason: 'too_long' });
    const fresh = unknown.filter(({ path }) => !grown.has(path));
    const first = begun.filter(({ path }) => !grown.has(path));
    let { seq } = last;
    if (fresh.length > 0) {
      const rows = [...first, ...fresh].map((change) => ({
        meeting_id: meeting.id,
        change_id: change.id,
        path: change.path,
        stamp: change.stamp,
        seq: ++seq,
        base: change.base,
        value: change.value,
        person_id: actor.kind === 'person' ? actor.id : null,
        applied_at: now
      }));
      await tx.insertInto('table_change').values(rows).execute();
      const fields = foldTable([...known, ...first, ...fresh]);
      const touched = new Set(fresh.map(({ path }) => path));
      const elsewhere = await writeFields(tx, { meeting, fields, touched }, now);
      for (const { id, path } of fresh)
        if (elsewhere.has(objectOf(path))) refused.push({ id, reason: 'elsewhere' });
      await tx
        .updateTable('minutes')
        .set({ updated_at: now, ...(minutes.state === 'sent' ? { changed: true } : {}) })
        .where('meeting_id', '=', meeting.id)
        .execute();
      await recordAtTable(tx, actor, meeting, now);
    }
    const unfit = new Set(refused.map(({ id }) => id));
    return ok({
      taken: fit.map(({ id }) => id).filter((id) => !unfit.has(id)),
      refused,
      fields: Object.fromEntries(await fieldsSince(tx, meeting.id, seen)),
      seen: seq,
      stamp: Math.max(last.stamp, ...fresh.map(({ stamp }) => stamp)),
      sent: minutes.state !== 'draft'
    });
  });
}

/** Every field that was typed, with what is to be said about it, and from where a device goes on. */
export async function tableFields(
  db: Database,
  meeting: string
): Promise<{ fields: Map<string, TableField>; seen: number; stamp: number }> {
  const id = meeting as Id<'meeting'>;
  const { seq, stamp } = await lastOf(db, id);
  return { fields: await fieldsSince(db, id, 0), seen: seq, stamp };
}

async function lastOf(
  db: Database,
  meeting: Id<'meeting'>
): Promise<{ seq: number; stamp: number; count: number }> {
  const row = await db
    .selectFrom('table_change')
    .select([
      sql<number>`coalesce(max(seq), 0)::integer`.as('seq'),
      sql<number>`coalesce(max(stamp), 0)::integer`.as('stamp'),
      sql<number>`count(*)::integer`.as('count')
    ])
    .where('meeting_id', '=', meeting)
    .executeTakeFirstOrThrow();
  return row;
}

/**
 * No device is further ahead of the others than a meeting has changes: one that says so must not make all that follow too large
 * to be taken.
 */
function sift(
  changes: readonly TableChange[],
  { count, stamp: known }: { count: number; stamp: number }
): { fit: TableChange[]; refused: Refusal[] } {
  const fit: TableChange[] = [];
  const refused: Refusal[] = [];
  const cut = new Set<string>();
  for (const change of new Map(changes.map((each) => [each.id, each])).values()) {
    const { id, path, base, value } = change;
    if (!isUuid(id) || readPath(path) === null) refused.push({ id, reason: 'path' });
    else if (isTooLong(change) || cut.has(path)) {
      // What goes on from it began where that did: the device makes one of both.
      cut.add(path);
      refused.push({ id, reason: 'too_long' });
    } else if (fit.length >= mostChangesAtOnce || count + fit.length >= mostChanges)
      refused.push({ id, reason: 'too_many' });
    else {
      const stamp = Math.min(change.stamp, known + mostChanges);
      fit.push({ ...change, stamp, base: clean(base), value: clean(value) });
    }
  }
  return { fit, refused };
}

/** What has grown beyond what one may type can still be made shorter. */
function isTooLong({ path, base, value }: TableChange): boolean {
  return base.length > mostGrown(path) || (value.length > longest(path) && value.length >= base.length);
}

/** Texts of which the house cannot keep all: what is there stays, and what was typed stays where it was typed. */
function overgrown(fields: ReadonlyMap<string, TableField>): ReadonlySet<string> {
  return new Set(
    [...fields].flatMap(([path, { value }]) =>
      isTextPath(path) && value.length > mostGrown(path) ? path : []
    )
  );
}

/** As `core/text.ts`, but a blank at the end stays: somebody is still typing. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}

async function unknownOf(
  tx: Database,
  meeting: Id<'meeting'>,
  changes: readonly TableChange[]
): Promise<TableChange[]> {
  if (changes.length === 0) return [];
  const known = await tx
    .selectFrom('table_change')
    .select('change_id')
    .where('meeting_id', '=', meeting)
    .where(
      'change_id',
      'in',
      changes.map(({ id }) => id)
    )
    .execute();
  const ids = new Set(known.map(({ change_id }) => change_id));
  return changes.filter(({ id }) => !ids.has(id));
}

/** What stood in a field before anybody typed there is the first of its changes. */
async function beginnings(
  tx: Database,
  meeting: FullMeeting,
  changes: readonly TableChange[]
): Promise<TableChange[]> {
  const paths = [...new Set(changes.map(({ path }) => path))];
  const typed = await tx
    .selectFrom('table_change')
    .select('path')
    .distinct()
    .where('meeting_id', '=', meeting.id)
    .where('path', 'in', paths)
    .execute();
  const known = new Set(typed.map(({ path }) => path));
  const current = await currentValues(
    tx,
    meeting,
    paths.filter((path) => !known.has(path))
  );
  return [...current].flatMap(([path, value]) =>
    value === '' ? [] : [{ id: newId(), path, stamp: 0, base: '', value }]
  );
}

async function changesOf(
  tx: Database,
  meeting: Id<'meeting'>,
  objects: ReadonlySet<string>
): Promise<TableChange[]> {
  return tx
    .selectFrom('table_change')
    .select(['change_id as id', 'path', 'stamp', 'base', 'value'])
    .where('meeting_id', '=', meeting)
    .where(
      sql<boolean>`case when path like 'gone/%' then substr(path, 6)
        else split_part(path, '/', 1) || '/' || split_part(path, '/', 2) end = any(${[...objects]}::text[])`
    )
    .execute();
}

async function fieldsSince(
  db: Database,
  meeting: Id<'meeting'>,
  seen: number
): Promise<Map<string, TableField>> {
  const rows = await db
    .selectFrom('table_change')
    .select(['change_id as id', 'path', 'stamp', 'base', 'value'])
    .where('meeting_id', '=', meeting)
    .where('path', 'in', (eb) =>
      eb
        .selectFrom('table_change as newer')
        .select('newer.path')
        .where('newer.meeting_id', '=', meeting)
        .where('newer.seq', '>', seen)
    )
    .execute();
  return foldTable(rows);
}
