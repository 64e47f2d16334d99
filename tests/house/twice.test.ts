// A form posted twice acts once, over real HTTP.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import {
  administratorOf,
  copyOfSmallWorld,
  newEventForm,
  openSmallHouse,
  type Visitor
} from './small-world.ts';

let server: RunningServer;
let editor: Visitor;

beforeAll(async () => {
  server = await startServer({ dataDirectory: await copyOfSmallWorld(), environment: { SAMPLE: 'no' } });
  editor = await administratorOf(server);
});
afterAll(async () => {
  await server?.stop();
  if (server) removeDirectory(server.dataDirectory);
});

async function keyOf(path: string): Promise<string> {
  return /name="once" value="([^"]+)"/.exec(await (await editor.get(path)).text())?.[1] ?? 'none';
}

/** @returns where each answer leads; null for one that leads nowhere */
async function postAtOnce(
  path: string,
  fields: Record<string, string>,
  times: number
): Promise<(string | null)[]> {
  const answers = await Promise.all(Array.from({ length: times }, () => editor.post(path, fields)));
  return answers.map((answer) => (answer.status === 303 ? answer.headers.get('location') : null));
}

test('a double click on «save» makes one event, and both answers lead to it', async () => {
  const fields = await newEventForm(editor, { title: 'Kétszer kattintott bál' });
  const places = await postAtOnce('/programok/uj', fields, 4);
  expect(new Set(places).size).toBe(1);
  expect(places[0]).toMatch(/^\/programok\/ketszer-kattintott-bal/);
});

test('whoever lost the answer and sends again is led to the event that was made', async () => {
  const fields = await newEventForm(editor, { title: 'Elveszett válasz' });
  const [first] = await postAtOnce('/programok/uj', fields, 1);
  const [again] = await postAtOnce('/programok/uj', fields, 1);
  expect(again).toBe(first);
});

test('whoever goes back and changes the title makes a second event', async () => {
  const fields = await newEventForm(editor, { title: 'Tavaszi futás' });
  const [first] = await postAtOnce('/programok/uj', fields, 1);
  const [second] = await postAtOnce('/programok/uj', { ...fields, title: 'Őszi futás' }, 1);
  expect(second).toMatch(/oszi-futas/);
  expect(second).not.toBe(first);
});

test('a double click makes one organisation', async () => {
  const fields = {
    once: await keyOf('/szervezetek/uj'),
    name: 'Kurcaparti Kör',
    sector: 'civic',
    kind: 'association',
    settlement: 'Szegvár'
  };
  const places = await postAtOnce('/szervezetek/uj', fields, 3);
  expect(new Set(places)).toEqual(new Set(['/szervezetek/kurcaparti-kor-szegvar']));
});

test('a double click makes one venue', async () => {
  const fields = {
    once: await keyOf('/helyszinek/uj'),
    name: 'Kis Kultúr',
    kind: 'hall',
    settlement: 'Szegvár'
  };
  const places = await postAtOnce('/helyszinek/uj', fields, 3);
  expect(places[0]).toMatch(/^\/helyszinek\/kis-kultur/);
  expect(new Set(places).size).toBe(1);
});

test('the database holds each of them once, with one activity', async () => {
  await server.stop();
  const { db, close } = await openSmallHouse(server.dataDirectory);
  try {
    const made = await db
      .selectFrom('activity')
      .where('verb', 'in', ['event.created', 'organisation.created', 'venue.created'])
      .select(['verb', ({ fn }) => fn.countAll<number>().as('count')])
      .groupBy('verb')
      .execute();
    // One organisation more came with the small world.
    expect(Object.fromEntries(made.map(({ verb, count }) => [verb, Number(count)]))).toEqual({
      'event.created': 4,
      'organisation.created': 2,
      'venue.created': 1
    });
    const rows = await db
      .selectFrom('event')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(rows.count)).toBe(4);
  } finally {
    await close();
  }
});
