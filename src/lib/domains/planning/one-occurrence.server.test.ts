// One occurrence moves on a real database: the others stay, it can be followed in the history, and taken back alone.
import { beforeEach, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { anonymous, system, type Person } from '#lib/platform/actor.ts';
import { eventDraft, furnish, now, type World } from './world.ts';
import { tellOfEvents } from '#lib/domains/calendar/history.server.ts';
import { moveOccurrence } from '#lib/domains/calendar/move-occurrence.server.ts';
import { listOccurrencesOf } from '#lib/domains/calendar/occurrences.server.ts';
import { createEvent, setEventStatus } from '#lib/domains/calendar/operations.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import { restoreEvent } from '#lib/domains/calendar/restore.server.ts';
import type { Id } from '#lib/core/ids.ts';

const database = useDatabase();
let world: World;
let id: Id<'event'>;

beforeEach(async () => {
  world = await furnish(database());
  const saved = await createEvent(
    database(),
    world.szegvar,
    eventDraft(world, {
      title: 'Kártyakör',
      starts: '2027-03-16T18:00',
      rule: 'FREQ=WEEKLY;COUNT=4',
      organisers: [world.ids.szegvar]
    }),
    now
  );
  if (!saved.ok) throw new Error(saved.reason);
  id = saved.value.id;
});

const move = (
  starts: string,
  recurrenceId = '2027-03-30T18:00',
  actor: Person | typeof anonymous = world.szegvar
) => moveOccurrence(database(), actor, { id, recurrenceId, starts }, now);
const occurrences = async () =>
  (await listOccurrencesOf(database(), id, now)).map(({ startsAt }) => startsAt.toISOString().slice(0, 16));
const changes = () =>
  database().selectFrom('activity').selectAll().where('verb', '=', 'event.updated').orderBy('id').execute();

test('only that one moves, over the change of clocks too', async () => {
  expect(await move('2027-03-27T17:00')).toMatchObject({ ok: true });
  expect(await occurrences()).toEqual([
    '2027-03-16T17:00',
    '2027-03-23T17:00',
    '2027-03-27T16:00',
    '2027-04-06T16:00'
  ]);
  // The name stays, so it can be moved again, and back.
  expect(await move('2027-03-29T17:00')).toMatchObject({ ok: true });
  expect((await occurrences())[2]).toBe('2027-03-29T15:00');
  await move('2027-03-30T18:00');
  expect((await findEvent(database(), id))?.overrides).toEqual([]);
});

test('refuses what is not there, and those who may not', async () => {
  expect(await move('2027-03-31T18:00', '2027-03-31T18:00')).toMatchObject({ reason: 'no_occurrence' });
  expect(await move('2027-02-30T18:00')).toMatchObject({ reason: 'no_occurrence' });
  expect(await move('2027-03-31T18:00', undefined, world.szentes)).toMatchObject({ reason: 'not_yours' });
  expect(await move('2027-03-31T18:00', undefined, anonymous)).toMatchObject({ reason: 'not_yours' });
  expect(await occurrences()).toHaveLength(4);
});

test('its history says which, and takes it back alone', async () => {
  await move('2027-03-31T18:00');
  await move('2027-04-07T18:00', '2027-04-06T18:00');
  const words = await wordsIn('hu');
  const [first] = await changes();
  const told = (await tellOfEvents(database(), [first!], words)).get(first!.id);
  expect(told?.changes).toEqual([
    {
      label: 'Egy alkalom',
      before: '2027. március 30., kedd, 18:00',
      after: '2027. március 31., szerda, 18:00'
    }
  ]);
  const asked = { object: id, details: first!.details };
  const plan = await restoreEvent.plan(database(), world.szegvar, asked as never, words);
  expect(plan).toMatchObject({ since: false, changes: [{ after: '2027. március 30., kedd, 18:00' }] });
  const event = await findEvent(database(), id);
  await restoreEvent.apply(database(), world.szegvar, { ...asked, from: event?.updatedAt } as never, now);
  expect((await occurrences()).slice(2)).toEqual(['2027-03-30T16:00', '2027-04-07T16:00']);
});

test('another change of the event leaves it moved', async () => {
  await move('2027-03-31T18:00');
  await setEventStatus(database(), system, { id, status: 'tentative' }, now);
  expect((await occurrences())[2]).toBe('2027-03-31T16:00');
});
