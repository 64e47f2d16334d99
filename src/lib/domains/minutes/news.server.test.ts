import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { listNotifications } from '#lib/platform/notifications/queries.server.ts';
import { wordsIn } from '../../../words.ts';
import { sendMinutes } from './minutes.server.ts';
import { tellOfSentMinutes, tellOfTask } from './news.server.ts';
import { writeAtTable } from './table.server.ts';
import { addTask, changeTask } from './tasks.server.ts';
import { furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await furnish(database());
});

const latest = async (verb: string): Promise<Activity> =>
  database()
    .selectFrom('activity')
    .selectAll()
    .where('verb', '=', verb)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
const heardBy = async ({ id }: Person) => {
  const words = await wordsIn('hu');
  const { notifications } = await listNotifications(database(), id, { words, page: 1 });
  return notifications.map(({ text, details }) => [text, ...details].join(' | '));
};
const mails = async () =>
  (await database().selectFrom('mail').select('id').where('kind', '=', 'news').execute()).length;

test('members with an account find the minutes among their notifications, with their own tasks, once and without a second mail', async () => {
  const db = database();
  const task = newId();
  const fields = [
    [`presence/${world.seats.kata}`, 'present'],
    [`presence/${world.seats.imre}`, 'present'],
    [`task/${task}/text`, 'Termet kér'],
    [`task/${task}/owner`, world.seats.imre]
  ] as const;
  const { today: meeting, offices } = world;
  const changes = fields.map(([path, value]) => ({ id: newId(), path, stamp: 1, base: '', value }));
  await writeAtTable(db, world.secretary, { meeting, offices, changes, seen: 0 }, now);
  await sendMinutes(db, world.secretary, { meeting, offices }, now);
  const sent = await latest('minutes.sent');
  await tellOfSentMinutes(db, sent, now);
  await tellOfSentMinutes(db, sent, now);
  const said =
    'Elkészült az emlékeztető a kör (Alsó-Tisza menti kör) találkozójáról: 2026. november 24., kedd.';
  expect(await heardBy(world.convenor)).toEqual([said]);
  expect(await heardBy(world.member)).toEqual([`${said} | Az Ön feladata: Termet kér`]);
  // Who sent them knows; who has no seat does not hear of them.
  expect(await heardBy(world.secretary)).toEqual([]);
  expect(await heardBy(world.stranger)).toEqual([]);
  expect(await mails()).toBe(0);
});

test('whose a task becomes hears of it, and whoever had it before does not', async () => {
  const db = database();
  const { offices } = world;
  const facts = { offices, text: 'Plakátot nyomtat', owner: world.seats.imre, dueOn: null, isPublic: true };
  const added = await addTask(db, world.convenor, facts, now);
  if (!added.ok) throw new Error(added.reason);
  await tellOfTask(db, await latest('task.added'), now);
  const said = 'Önhöz került egy feladat a körben (Alsó-Tisza menti kör). | Plakátot nyomtat';
  expect(await heardBy(world.member)).toEqual([said]);
  const change = { act: 'hand', to: world.seats.pal } as const;
  await changeTask(db, world.convenor, { id: added.value.id, offices, change }, now);
  await tellOfTask(db, await latest('task.handed'), now);
  expect(await heardBy(world.secretary)).toEqual([said]);
  expect(await heardBy(world.member)).toHaveLength(1);
});
