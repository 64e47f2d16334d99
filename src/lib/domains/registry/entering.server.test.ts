import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { system } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';
import { listSuspected, lookAt } from './duplicates.server.ts';
import { likelyMeant, rememberOthers } from './entering.server.ts';
import { createOrganisation, createVenue } from './operations.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const words = await wordsIn('hu');

beforeAll(() => places.sample?.(database(), { now, today: '2026-11-21', seed: 1 }));

async function library(name: string, place = 'Szegvár') {
  const found = (await loadSettlementFinder(database())).find({ name: place });
  if (!found.ok) throw new Error(place);
  const facts = { sector: 'public', kind: 'library', street: null, summary: null, contacts: [] } as const;
  return { ...facts, name, settlement: found.value };
}

async function entered(name: string): Promise<string> {
  const saved = await createOrganisation(database(), system, await library(name), now);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.id;
}

const asked = async (name: string, form = new FormData(), place?: string) =>
  (
    await likelyMeant(database(), words, { kind: 'organisation', draft: await library(name, place), form })
  ).map(({ id }) => id);

test('one that is there already under a shorter name is asked about, in its settlement alone', async () => {
  const id = await entered('Kőlapos Ilona Könyvtár');
  expect(await asked('Kőlapos I. Kvt.')).toEqual([id]);
  expect(await asked('Kőlapos I. Kvt.', new FormData(), 'Ózd')).toEqual([]);
  expect(await asked('Vízimalom Egyesület')).toEqual([]);
});

test('a venue is asked about by its distance', async () => {
  const { settlement } = await library('');
  const facts = {
    kind: 'hall',
    organisation: null,
    street: null,
    capacity: null,
    accessible: null,
    note: null
  } as const;
  const hall = { ...facts, name: 'Kőlapos terem', settlement, point: { lat: 46.5, lon: 20.2 } };
  const saved = await createVenue(database(), system, hall, now);
  if (!saved.ok) throw new Error(saved.reason);
  const from = async (lat: number) => {
    const draft = { ...hall, point: { lat, lon: 20.2 } };
    return likelyMeant(database(), words, { kind: 'venue', draft, form: new FormData() });
  };
  expect(await from(46.5003)).toMatchObject([
    { id: saved.value.id, likeness: expect.stringContaining('33') }
  ]);
  expect(await from(46.52)).toEqual([]);
});

test('whoever says that it is another one may save it, and nobody is asked about the two again', async () => {
  const first = await entered('Kőlapos Könyvtár');
  const form = new FormData();
  form.set('another', `${first},no id`);
  expect(await asked('Kőlapos Könyvt.', form)).toEqual([]);
  const second = await entered('Kőlapos Könyvt.');
  await rememberOthers(database(), system, { kind: 'organisation', id: second, form }, now);
  await lookAt(database(), (await library('')).settlement.id as never, now);
  const { rows } = await listSuspected(database(), system, 1);
  expect(rows.filter((pair) => [pair.first, pair.second].includes(second))).toEqual([]);
});
