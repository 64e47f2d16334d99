import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { createOrganisation, createVenue, updateOrganisation, updateVenue } from './operations.server.ts';
import { findOrganisation } from './queries.server.ts';
import { restoreOrganisation, restoreVenue } from './restore.server.ts';
import { findVenue } from './venue-queries.server.ts';
import { factsOf } from './write-venues.server.ts';
import { wordsIn } from '../../../words.ts';

const database = useDatabase();
const at = (hour: number): Date => new Date(`2026-11-21T${String(hour).padStart(2, '0')}:00:00Z`);
const words = await wordsIn('hu');

beforeAll(() => places.sample?.(database(), { now: at(1), today: '2026-11-21', seed: 1 }));

const mail = (value: string) => ({ kind: 'email' as const, value, visibility: 'public' as const });

async function organisation() {
  const found = (await loadSettlementFinder(database())).find({ name: 'Szegvár' });
  if (!found.ok) throw new Error('no Szegvár');
  const draft = {
    name: 'Kőlapos Könyvtár',
    sector: 'public' as const,
    kind: 'library' as const,
    settlement: found.value,
    street: 'Fő út 3.',
    summary: null,
    contacts: [mail('regi@kolapos.example'), mail('masik@kolapos.example')]
  };
  const saved = await createOrganisation(database(), system, draft, at(2));
  if (!saved.ok) throw new Error(saved.reason);
  return { id: saved.value.id, draft };
}

/** The details of the latest change of the record. */
async function latest(object: string) {
  const row = await database()
    .selectFrom('activity')
    .select('details')
    .where('object_id', '=', object)
    .where('verb', 'like', '%.updated')
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow();
  return { object, details: row.details };
}

async function restored(giver: RestoreGiver, object: string, details: unknown, actor: Actor = system) {
  const change = { object, details: details as never };
  const plan = await giver.plan(database(), actor, change, words);
  if (!plan) throw new Error('nothing to restore');
  return giver.apply(database(), actor, { ...change, from: plan.version }, at(9));
}

describe('a change of an organisation', () => {
  test('is taken back, contacts too, and what others changed besides stays', async () => {
    const { id, draft } = await organisation();
    const wrong = {
      ...draft,
      street: 'Malom köz 1.',
      contacts: [mail('uj@kolapos.example'), draft.contacts[1]!]
    };
    await updateOrganisation(database(), system, { id, draft: wrong }, at(3));
    const { details } = await latest(id);
    await updateOrganisation(
      database(),
      system,
      { id, draft: { ...wrong, name: 'Kőlapos Könyvtára' } },
      at(4)
    );
    const plan = await restoreOrganisation.plan(database(), system, { object: id, details }, words);
    expect(plan).toMatchObject({ since: false });
    expect(plan!.changes.map(({ before, after }) => [before, after])).toEqual([
      ['Malom köz 1.', 'Fő út 3.'],
      ['uj@kolapos.example', 'regi@kolapos.example']
    ]);
    expect(await restored(restoreOrganisation, id, details)).toBe('restored');
    const now = await findOrganisation(database(), id);
    expect(now).toMatchObject({ name: 'Kőlapos Könyvtára', street: 'Fő út 3.' });
    expect(now!.contacts.map(({ value }) => value)).toEqual([
      'regi@kolapos.example',
      'masik@kolapos.example'
    ]);
    expect((await latest(id)).details).toMatchObject({ street: ['Malom köz 1.', 'Fő út 3.'] });
  });

  test('that somebody changed again since says so', async () => {
    const { id, draft } = await organisation();
    await updateOrganisation(database(), system, { id, draft: { ...draft, street: 'Malom köz 1.' } }, at(3));
    const change = await latest(id);
    await updateOrganisation(database(), system, { id, draft: { ...draft, street: 'Kert utca 9.' } }, at(4));
    expect(await restoreOrganisation.plan(database(), system, change, words)).toMatchObject({ since: true });
  });

  test('does not bring back a contact that was forgotten since', async () => {
    const { id, draft } = await organisation();
    await updateOrganisation(
      database(),
      system,
      { id, draft: { ...draft, contacts: [draft.contacts[1]!] } },
      at(3)
    );
    const gone = { contacts: [[{ kind: 'email', value: null, visibility: 'public' }], []] };
    await restored(restoreOrganisation, id, gone);
    const now = await findOrganisation(database(), id);
    expect(now!.contacts.map(({ value }) => value)).toEqual(['masik@kolapos.example']);
  });

  test('that was taken back already has nothing left to do', async () => {
    const { id, draft } = await organisation();
    await updateOrganisation(database(), system, { id, draft: { ...draft, street: 'Malom köz 1.' } }, at(3));
    const { details } = await latest(id);
    await restored(restoreOrganisation, id, details);
    expect(
      (await restoreOrganisation.plan(database(), system, { object: id, details }, words))!.changes
    ).toEqual([]);
  });

  test('is not taken back over what was written after it was looked at', async () => {
    const { id, draft } = await organisation();
    await updateOrganisation(database(), system, { id, draft: { ...draft, street: 'Malom köz 1.' } }, at(3));
    const change = await latest(id);
    await updateOrganisation(database(), system, { id, draft: { ...draft, street: 'Kert utca 9.' } }, at(4));
    const answer = await restoreOrganisation.apply(database(), system, { ...change, from: at(3) }, at(5));
    expect(answer).toBe('changed_meanwhile');
  });

  test('is taken back by nobody who may not edit it', async () => {
    const { id, draft } = await organisation();
    await updateOrganisation(database(), system, { id, draft: { ...draft, street: 'Malom köz 1.' } }, at(3));
    const change = await latest(id);
    expect(await restoreOrganisation.plan(database(), anonymous, change, words)).toBeNull();
    const answer = await restoreOrganisation.apply(database(), anonymous, { ...change, from: at(3) }, at(5));
    expect(answer).toBe('not_found');
    expect((await findOrganisation(database(), id))!.street).toBe('Malom köz 1.');
  });
});

test('a change of a venue is taken back with its point, its facts and its owner', async () => {
  const owner = await organisation();
  const facts = {
    name: 'Kőlapos terem',
    kind: 'hall' as const,
    organisation: owner.id,
    settlement: owner.draft.settlement,
    street: null,
    capacity: 80,
    accessible: true,
    point: { lat: 46.5, lon: 20.2 },
    note: null
  };
  const saved = await createVenue(database(), system, facts, at(2));
  if (!saved.ok) throw new Error(saved.reason);
  const { id } = saved.value;
  const before = (await findVenue(database(), id))!;
  const furnishing = { ...before.furnishing, features: ['stage' as never], price: '500 Ft' };
  const draft = { ...facts, organisation: null, capacity: 8, point: null, furnishing };
  await updateVenue(database(), system, { id, draft }, at(3));
  expect(await restored(restoreVenue, id, (await latest(id)).details)).toBe('restored');
  expect(factsOf((await findVenue(database(), id))!)).toEqual(factsOf(before));
});
