// The rule of a circle's meetings: set, changed with what it moves shown first, stopped; and the meetings that it gives, a year ahead.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs } from '#lib/core/time.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { horizonDays } from './model.ts';
import { canCall } from './policy.ts';
import { findSeries, listRunningSeries, type FullSeries } from './queries.server.ts';
import { changeOfSeries, plannedBetween, timesOf, type Existing, type SeriesChange } from './series.ts';
import type { SeriesDraft } from './input.ts';
import { insertMeeting, spanOf } from './write.server.ts';

export type SeriesRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** What it would move is not what was shown: somebody has changed something since. */
  | { ok: false; reason: 'changed_meanwhile' };

/** What a new rule would do to the meetings to come; nothing is written. */
export async function previewSeries(
  db: Database,
  { circle, draft }: { circle: string; draft: SeriesDraft },
  now: Date
): Promise<SeriesChange> {
  return changeOfSeries(await listExisting(db, circle, now), wantedBy(draft, now));
}

function wantedBy({ pattern, from, time, minutes }: SeriesDraft, now: Date): string[] {
  const series = timesOf(pattern, { from, time, minutes });
  return plannedBetween(series, now, new Date(now.getTime() + horizonDays * dayMs)).map(
    ({ recurrenceId }) => recurrenceId
  );
}

async function listExisting(db: Database, circle: string, now: Date): Promise<Existing[]> {
  const rows = await db
    .selectFrom('meeting')
    .select(['id', 'recurrence_id', 'starts', 'state'])
    .where('circle_id', '=', circle as Id<'circle'>)
    .where('state', 'in', ['planned', 'invited'])
    .where('starts_at', '>', now)
    .orderBy('starts_at')
    .limit(200)
    .execute();
  return rows.map(({ id, recurrence_id, starts, state }) => ({
    id,
    recurrenceId: recurrence_id,
    starts,
    free: state === 'planned' && recurrence_id === starts
  }));
}

/** @param shown what the preview said; with anything else to do now, nothing is done */
export async function setSeries(
  db: Database,
  actor: Actor,
  {
    circle,
    draft,
    venue,
    shown
  }: { circle: string; draft: SeriesDraft; venue: string | null; shown: string | null },
  now: Date
): Promise<Result<{ change: SeriesChange }, SeriesRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ change: SeriesChange }, SeriesRefused>> => {
    const offices = await circleOffices(tx, circle);
    if (!offices) return no('not_found');
    if (!canCall(actor, offices)) return no('not_yours');
    await tx
      .selectFrom('circle')
      .select('id')
      .where('id', '=', circle as Id<'circle'>)
      .forUpdate()
      .execute();
    const change = await previewSeries(tx, { circle, draft }, now);
    if (shown !== null && shown !== printOf(change)) return no('changed_meanwhile');
    const times = timesOf(draft.pattern, draft);
    const before = await findSeries(tx, circle);
    const id = before?.id ?? newId<'meeting_series'>(now);
    const values = {
      ...times,
      title: draft.title,
      venue_id: venue as Id<'venue'> | null,
      hosting: draft.hosting,
      quorum: draft.quorum,
      remote: draft.remote,
      invite_days: draft.inviteDays,
      public: draft.public,
      state: 'running' as const,
      updated_at: now
    };
    if (before) await tx.updateTable('meeting_series').set(values).where('id', '=', id).execute();
    else
      await tx
        .insertInto('meeting_series')
        .values({ id, circle_id: circle as Id<'circle'>, ...values, created_at: now })
        .execute();
    const series = await findSeries(tx, circle);
    if (!series) throw new Error('A rule was written and is not there');
    await applyChange(tx, series, change, now);
    await recordActivity(tx, actor, now, {
      verb: 'meeting.series_set',
      objectKind: 'circle',
      objectId: circle,
      details: {
        rule: [before?.rule ?? null, times.rule],
        starts: [before?.starts ?? null, times.starts]
      }
    });
    return ok({ change });
  });
}

/** What a preview showed, to be posted with it and compared. */
export function printOf({ moves, adds, drops }: SeriesChange): string {
  return [
    ...moves.map(({ id, to }) => `${id}>${to}`),
    ...drops.map(({ id }) => `-${id}`),
    ...adds.map((each) => `+${each}`)
  ].join(' ');
}

/** In two steps, as no two meetings of a series may have one name at any moment. */
async function applyChange(
  tx: Database,
  series: FullSeries,
  { moves, adds, drops, stays }: SeriesChange,
  now: Date
): Promise<void> {
  for (const { id } of [...moves, ...drops])
    await tx
      .updateTable('meeting')
      .set({ recurrence_id: null })
      .where('id', '=', id as Id<'meeting'>)
      .execute();
  for (const { id } of drops)
    await tx
      .updateTable('meeting')
      .set({ state: 'cancelled', updated_at: now })
      .where('id', '=', id as Id<'meeting'>)
      .execute();
  for (const { id, instead } of stays)
    await tx
      .updateTable('meeting')
      .set({ series_id: series.id, recurrence_id: instead })
      .where('id', '=', id as Id<'meeting'>)
      .execute();
  for (const { id, to } of moves)
    await tx
      .updateTable('meeting')
      .set({
        series_id: series.id,
        recurrence_id: to,
        starts: to,
        minutes: series.minutes,
        ...spanOf(to, series.minutes, series.zone),
        updated_at: now
      })
      .where('id', '=', id as Id<'meeting'>)
      .execute();
  for (const starts of adds) await insertOf(tx, series, starts, now);
  // What the rule says of all of them also holds for those that nobody was invited to.
  await tx
    .updateTable('meeting')
    .set({
      title: series.title,
      quorum: series.quorum,
      remote: series.remote,
      public: series.public,
      ...(series.hosting === 'fixed' ? { venue_id: series.venue as Id<'venue'> | null } : {})
    })
    .where('series_id', '=', series.id)
    .where('state', '=', 'planned')
    .execute();
}

function insertOf(tx: Database, series: FullSeries, starts: string, now: Date): Promise<Id<'meeting'>> {
  return insertMeeting(
    tx,
    {
      circle: series.circle,
      series: series.id,
      recurrenceId: starts,
      title: series.title,
      starts,
      minutes: series.minutes,
      zone: series.zone,
      venue: series.hosting === 'fixed' ? series.venue : null,
      remote: series.remote,
      quorum: series.quorum,
      public: series.public
    },
    now
  );
}

/** Those already invited to take place; the others go. */
export async function stopSeries(
  db: Database,
  actor: Actor,
  { circle }: { circle: string },
  now: Date
): Promise<Result<{ dropped: number }, SeriesRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ dropped: number }, SeriesRefused>> => {
    const offices = await circleOffices(tx, circle);
    const series = await findSeries(tx, circle);
    if (!offices || !series) return no('not_found');
    if (!canCall(actor, offices)) return no('not_yours');
    await tx
      .updateTable('meeting_series')
      .set({ state: 'stopped', updated_at: now })
      .where('id', '=', series.id)
      .execute();
    const dropped = await tx
      .updateTable('meeting')
      .set({ state: 'cancelled', updated_at: now })
      .where('series_id', '=', series.id)
      .where('state', '=', 'planned')
      .where('starts_at', '>', now)
      .returning('id')
      .execute();
    await recordActivity(tx, actor, now, {
      verb: 'meeting.series_stopped',
      objectKind: 'circle',
      objectId: circle
    });
    return ok({ dropped: dropped.length });
  });
}

/** A schedule: the meetings of every running rule are there a year ahead. Those that were cancelled or moved stay so. */
export async function planAhead(db: Database, now: Date): Promise<void> {
  for (const series of await listRunningSeries(db))
    await inTransaction(db, async (tx) => {
      await tx.selectFrom('circle').select('id').where('id', '=', series.circle).forUpdate().execute();
      const known = await tx
        .selectFrom('meeting')
        .select('recurrence_id')
        .where('series_id', '=', series.id)
        .execute();
      const there = new Set(known.map(({ recurrence_id }) => recurrence_id));
      const until = new Date(now.getTime() + horizonDays * dayMs);
      const missing = plannedBetween(series, now, until).filter(
        ({ recurrenceId }) => !there.has(recurrenceId)
      );
      let last: Id<'meeting'> | null = null;
      for (const { recurrenceId } of missing) last = await insertOf(tx, series, recurrenceId, now);
      if (last)
        await recordActivity(tx, system, now, {
          verb: 'meeting.planned',
          objectKind: 'circle',
          objectId: series.circle,
          details: { meetings: missing.length }
        });
    });
}
