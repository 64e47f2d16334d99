// Notices when an event that was entered, moved or taken from a feed comes to compete strongly with others, and has their
// organisers told: at most once a week, and of no pair twice unless it has got worse.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { dayMs, hourMs } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { adviseOn, type Advice } from '#lib/domains/calendar/advice.server.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { draftOf, placeOf } from './draft.ts';
import { minScore, tellScore, worseBy } from './thresholds.ts';

/** Who is still writing changes the same event again. */
const settledMs = hourMs;
/** What is farther away is told when it comes nearer. */
const aheadDays = 120;
const eventsPerRun = 200;
const lettersPerRun = 100;
/** More at once nobody reads; the rest comes a week later. */
export const pairsPerLetter = 6;
const weekMs = 7 * dayMs;

export async function watchClashes(db: Database, now: Date): Promise<void> {
  await checkChangedEvents(db, now);
  await writeLetters(db, now);
  await forgetPast(db, now);
}

/** As its organisers' colleagues see it, plans of others included. */
export function adviceFor(db: Database, event: FullEvent, now: Date): Promise<Advice> {
  return adviseOn(db, system, { draft: draftOf(event), at: placeOf(event), self: event.id, now, minScore });
}

async function checkChangedEvents(db: Database, now: Date): Promise<void> {
  const { rows } = await sql<{ id: Id<'event'>; fresh: boolean }>`
    select event.id, event.source = 'sample' and event.created_at = event.updated_at as fresh
    from event left join clash_check on clash_check.event_id = event.id
    where (clash_check.event_id is null or clash_check.checked_at < event.updated_at)
      and event.updated_at <= ${new Date(now.getTime() - settledMs)}
      and event.status <> 'cancelled' and not event.background
      and exists (select from occurrence where occurrence.event_id = event.id
        and occurrence.starts_at between ${now} and ${new Date(now.getTime() + aheadDays * dayMs)})
    order by event.updated_at, event.id limit ${eventsPerRun}`.execute(db);
  // The sample region is there to be looked at: its people are told of what changes in it.
  const events = await findEvents(
    db,
    rows.flatMap(({ id, fresh }) => (fresh ? [] : [id]))
  );
  for (const { id } of rows) {
    const event = events.get(id);
    await inTransaction(db, async (tx) => {
      if (event) await noteClashes(tx, event, now);
      await tx
        .insertInto('clash_check')
        .values({ event_id: id, checked_at: now })
        .onConflict((conflict) => conflict.column('event_id').doUpdateSet({ checked_at: now }))
        .execute();
    });
  }
}

async function noteClashes(tx: Database, event: FullEvent, now: Date): Promise<void> {
  const strong = (await adviceFor(tx, event, now)).clashes.filter(({ score }) => score >= tellScore);
  if (strong.length === 0) return;
  const writers = await organisationsOfDoer(tx, event.id);
  const others = await findEvents(
    tx,
    strong.map(({ other }) => other.event)
  );
  const wasThere = (id: Id<'event'>): boolean =>
    (others.get(id)?.updatedAt ?? event.updatedAt) < event.updatedAt;
  const noted = strong.flatMap(({ other, score }) => [
    // Whoever wrote it has seen the advice beside the form, as far as the other was there by then.
    ...event.organisers.map(({ id }) => ({
      organisation_id: id,
      event_id: event.id,
      other_id: other.event,
      score,
      told_score: writers.has(id) && wasThere(other.event) ? score : null
    })),
    ...other.organisers.map(({ id }) => ({
      organisation_id: id,
      event_id: other.event,
      other_id: event.id,
      score,
      told_score: null
    }))
  ]);
  await tx
    .insertInto('clash_word')
    .values(noted.map((row) => ({ ...row, found_at: now, told_at: null, silenced_at: null })))
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'event_id', 'other_id']).doUpdateSet((eb) => ({
        score: eb.ref('excluded.score'),
        found_at: now,
        told_score: eb.fn.coalesce('excluded.told_score', 'clash_word.told_score')
      }))
    )
    .execute();
}

/** In whose name whoever changed the event last writes. */
async function organisationsOfDoer(tx: Database, event: Id<'event'>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select role.organisation_id as id from role
    where role.kind in ('owner', 'editor') and role.organisation_id is not null and role.person_id = (
      select activity.person_id from activity
      where activity.object_kind = 'event' and activity.object_id = ${event}
        and activity.verb in ('event.created', 'event.updated')
      order by activity.at desc, activity.id desc limit 1)`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

async function writeLetters(db: Database, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from clash_word
    group by organisation_id
    having bool_or(${waiting}) and coalesce(max(told_at), '-infinity') <= ${new Date(now.getTime() - weekMs)}
    order by organisation_id limit ${lettersPerRun}`.execute(db);
  for (const { id } of rows) await inTransaction(db, (tx) => writeLetter(tx, id, now));
}

const waiting = sql<boolean>`(silenced_at is null and (told_score is null or score >= told_score + ${worseBy}))`;

async function writeLetter(tx: Database, organisation: string, now: Date): Promise<void> {
  const rows = await tx
    .selectFrom('clash_word')
    .select(['event_id', 'other_id'])
    .where('organisation_id', '=', organisation)
    .where(waiting)
    .orderBy('score', 'desc')
    .orderBy('event_id')
    .orderBy('other_id')
    .limit(5 * pairsPerLetter)
    .forUpdate()
    .execute();
  const events = await findEvents(
    tx,
    rows.map(({ event_id }) => event_id)
  );
  const advices = new Map<string, Advice>();
  const pairs: { event: string; other: string }[] = [];
  for (const { event_id, other_id } of rows) {
    if (pairs.length === pairsPerLetter) break;
    const event = events.get(event_id);
    if (!event) continue;
    const advice = advices.get(event_id) ?? (await adviceFor(tx, event, now));
    advices.set(event_id, advice);
    const still = advice.clashes.find(({ other, score }) => other.event === other_id && score >= tellScore);
    const row = tx
      .updateTable('clash_word')
      .where('organisation_id', '=', organisation)
      .where('event_id', '=', event_id)
      .where('other_id', '=', other_id);
    // What has come right in the meantime is no news; if it comes back, it is.
    if (still) await row.set({ score: still.score, told_score: still.score, told_at: now }).execute();
    else
      await tx
        .deleteFrom('clash_word')
        .where('organisation_id', '=', organisation)
        .where('event_id', '=', event_id)
        .where('other_id', '=', other_id)
        .where('told_at', 'is', null)
        .execute();
    if (still) pairs.push({ event: event_id, other: other_id });
    else await row.set({ score: 0 }).execute();
  }
  if (pairs.length === 0) return;
  await recordActivity(tx, system, now, {
    verb: 'clash.found',
    objectKind: 'organisation',
    objectId: organisation,
    organisations: [organisation],
    details: { pairs, count: pairs.length }
  });
}

async function forgetPast(db: Database, now: Date): Promise<void> {
  await sql`delete from clash_word where found_at < ${new Date(now.getTime() - 30 * dayMs)}
    and not exists (select from occurrence where occurrence.event_id = clash_word.event_id
      and occurrence.starts_at > ${now})`.execute(db);
}
