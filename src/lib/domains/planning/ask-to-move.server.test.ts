// What was tried with somebody else's event, handed over to its organisers, on a real database.
import { beforeEach, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { createEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { askToMove } from './ask-to-move.server.ts';
import { eventDraft, furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let slug: string;

beforeEach(async () => {
  world = await furnish(database());
  const saved = await createEvent(
    database(),
    world.szentes,
    eventDraft(world, {
      title: 'Adventi est',
      starts: '2027-01-16T18:00',
      settlement: world.elsewhere,
      organisers: [world.ids.szentes]
    }),
    now
  );
  if (!saved.ok) throw new Error(saved.reason);
  slug = saved.value.slug;
});

const ask = (starts: string, actor = world.szegvar) =>
  askToMove(database(), actor, { event: slug, starts }, now);
const mails = () =>
  database()
    .selectFrom('mail')
    .select('email')
    .where('email', '=', 'szentes-muvhaz@kalaka.example')
    .execute();

test('its organisers are asked by mail, and nothing moves', async () => {
  expect((await ask('2027-01-23T18:00')).ok).toBe(true);
  expect(await mails()).toHaveLength(1);
  const move = await database().selectFrom('retiming_move').selectAll().executeTakeFirstOrThrow();
  expect(move).toMatchObject({
    from_starts: '2027-01-16T18:00',
    to_starts: '2027-01-23T18:00',
    state: 'asked'
  });
  expect((await findEventBySlug(database(), slug))?.starts).toBe('2027-01-16T18:00');
});

test('nobody is asked twice about the same event, and no empty re-timing is left', async () => {
  await ask('2027-01-23T18:00');
  expect(await ask('2027-01-30T18:00')).toMatchObject({ reason: 'nothing_to_ask' });
  expect(await database().selectFrom('retiming').select('id').execute()).toHaveLength(1);
});

test('who does not belong there does not ask', async () => {
  const stranger = { ...world.szegvar, roles: [{ kind: 'coordinator' as const, county: 'Somogy' }] };
  expect(await ask('2027-01-23T18:00', stranger)).toMatchObject({ reason: 'elsewhere' });
  const nobody = { ...world.szegvar, roles: [] };
  expect((await ask('2027-01-23T18:00', nobody)).ok).toBe(false);
  expect(await mails()).toEqual([]);
});

test('of one that repeats only the occurrence is asked about', async () => {
  const saved = await createEvent(
    database(),
    world.szentes,
    eventDraft(world, {
      title: 'Táncház',
      starts: '2027-01-16T18:00',
      rule: 'FREQ=WEEKLY;COUNT=4',
      settlement: world.elsewhere,
      organisers: [world.ids.szentes]
    }),
    now
  );
  if (!saved.ok) throw new Error(saved.reason);
  const asked = { event: saved.value.slug, starts: '2027-01-22T18:00' };
  expect((await askToMove(database(), world.szegvar, asked, now)).ok).toBe(false);
  const one = { ...asked, occurrence: '2027-01-23T18:00' };
  expect((await askToMove(database(), world.szegvar, one, now)).ok).toBe(true);
  const move = await database().selectFrom('retiming_move').selectAll().executeTakeFirstOrThrow();
  expect(move).toMatchObject({
    occurrence: one.occurrence,
    from_starts: one.occurrence,
    to_starts: one.starts
  });
});
