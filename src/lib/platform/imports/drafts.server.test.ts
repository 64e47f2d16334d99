import { beforeEach, expect, test } from 'vitest';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { useDatabase } from '#tests/db.ts';
import {
  chooseColumns,
  dropDraft,
  findDraft,
  forgetOldDrafts,
  keepDraft,
  listDrafts,
  readDraftBytes
} from './drafts.server.ts';

const database = useDatabase();
const now = new Date('2027-01-10T09:00:00Z');
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const file = { kind: 'venues', name: 'lista.csv', bytes: new Uint8Array([0, 1, 254, 255]), source: 'lista' };
const { bytes: content, ...facts } = file;
let anna: Actor;
let bela: Actor;

beforeEach(async () => {
  const person = async (name: string): Promise<Actor> => ({
    kind: 'person',
    id: await addPerson(database(), { name, email: null, roles: [] }, now),
    name,
    roles: []
  });
  anna = await person('Anna');
  bela = await person('Béla');
});

test('a draft keeps the file, byte by byte, and what was chosen', async () => {
  const id = await keepDraft(database(), anna, file, now);
  expect(await findDraft(database(), anna, id)).toEqual({ ...facts, id, sheet: null, mapping: null });
  expect(await readDraftBytes(database(), id)).toEqual(content);
  const choice = { mapping: { name: 'Név', street: null }, source: 'más', sheet: 'Munka2' };
  await chooseColumns(database(), id, choice);
  expect(await findDraft(database(), anna, id)).toEqual({ ...facts, ...choice, id });
  expect(await listDrafts(database(), anna)).toEqual([{ id, kind: 'venues', name: 'lista.csv', at: now }]);
});

test('a draft is there for who made it and for nobody else', async () => {
  const id = await keepDraft(database(), anna, file, now);
  for (const other of [bela, system, anonymous]) {
    expect(await findDraft(database(), other, id)).toBeNull();
    expect(await listDrafts(database(), other)).toEqual([]);
  }
  expect(await findDraft(database(), anna, 'not-an-id')).toBeNull();
});

test('a draft is dropped once', async () => {
  const id = await keepDraft(database(), anna, file, now);
  expect(await dropDraft(database(), id)).toBe(true);
  expect(await dropDraft(database(), id)).toBe(false);
  expect(await readDraftBytes(database(), id)).toBeNull();
});

test('a draft is forgotten after a day', async () => {
  const id = await keepDraft(database(), anna, file, now);
  await forgetOldDrafts(database(), later(23));
  expect(await findDraft(database(), anna, id)).not.toBeNull();
  await forgetOldDrafts(database(), later(25));
  expect(await findDraft(database(), anna, id)).toBeNull();
});

test('a file of twenty megabytes is kept; a larger one the database itself refuses', async () => {
  const bytes = new Uint8Array(20 * 1024 * 1024).fill(65);
  const id = await keepDraft(database(), anna, { ...file, bytes }, now);
  expect((await readDraftBytes(database(), id))?.length).toBe(bytes.length);
  await expect(
    keepDraft(database(), anna, { ...file, bytes: new Uint8Array(20 * 1024 * 1024 + 1) }, now)
  ).rejects.toThrow();
});
