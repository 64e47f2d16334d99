// Answers that come at the same moment, on connections of their own: one counts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPool, type TestPool } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { addDays } from '#lib/core/time.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { databaseOver, type Database } from '#lib/platform/db/database.server.ts';
import { answerMove } from './negotiate.server.ts';
import { furnish, now, type World } from './world.ts';

let opened: TestPool;
let db: Database;
let world: World;

beforeAll(async () => {
  opened = await openTestPool();
  db = databaseOver(opened.pool);
  world = await furnish(db);
}, 120_000);

afterAll(() => opened?.close());

test('of twenty answers of two organisers at once one counts, and the event is as it says', async () => {
  const shared = await db
    .selectFrom('event')
    .innerJoin('event_organiser', 'event_organiser.event_id', 'event.id')
    .select(['event.id', 'event.starts'])
    .where('event.rule', 'is', null)
    .where('event.status', '=', 'confirmed')
    .where('event.starts', '>', '2027-01-01')
    .groupBy(['event.id', 'event.starts'])
    .having(({ fn }) => fn.countAll(), '>', 1)
    .orderBy('event.id')
    .executeTakeFirstOrThrow();
  const to = `${addDays(shared.starts.slice(0, 10), 1)}T04:00`;
  const move = await write(shared.id, shared.starts, to);
  const organisers = (await findEvent(db, shared.id))?.organisers ?? [];
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const actor = world.editors.get(organisers[index % 2]?.id ?? '') ?? world.coordinator;
      const kind = index % 3 === 0 ? ('decline' as const) : ('accept' as const);
      return answerMove(db, actor, { id: move, answer: { kind }, note: null }, now);
    })
  );
  const counted = answers.filter(({ ok }) => ok);
  expect(counted.length).toBe(1);
  for (const answer of answers) if (!answer.ok) expect(answer.reason).toBe('answered');
  const [first] = counted;
  const accepted = first?.ok === true && first.value.state === 'accepted';
  expect((await findEvent(db, shared.id))?.starts).toBe(accepted ? to : shared.starts);
});

async function write(event: Id<'event'>, from: string, to: string): Promise<Id<'retiming_move'>> {
  const retiming = newId<'retiming'>(now);
  const id = newId<'retiming_move'>(now);
  const times = { created_at: now, updated_at: now, answered_at: null };
  await db
    .insertInto('retiming')
    .values({
      ...{ id: retiming, person_id: world.coordinator.id, territory: 'Próba', settlements: [], ...times },
      ...{ month: from.slice(0, 7), state: 'asked', answer: null }
    })
    .execute();
  await db
    .insertInto('retiming_move')
    .values({
      ...{ id, retiming_id: retiming, event_id: event, from_starts: from, to_starts: to, ...times },
      ...{ clashes_before: 1, clashes_after: 0, state: 'asked', suggested_starts: null, note: null },
      ...{ answered_by: null, reminded_at: null, expires_at: new Date('2026-12-05T08:00:00Z') }
    })
    .execute();
  return id;
}
