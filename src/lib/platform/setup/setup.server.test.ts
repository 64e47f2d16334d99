import { expect, test } from 'vitest';
import { anonymous, system, type Actor } from '../actor.ts';
import { findInstallation } from '../installation.server.ts';
import { closeSetup, saveStep } from './setup.server.ts';
import { stepToGoOnWith } from './steps.ts';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();
const now = new Date('2026-11-05T09:00:00Z');
const editor: Actor = {
  kind: 'person',
  id: '00000000-0000-7000-8000-0000000000aa' as never,
  name: 'Anna',
  roles: [{ kind: 'editor', organisation: 'x' }]
};

test('steps may be done in any order; one goes on with the first that is missing', async () => {
  const db = database();
  expect(stepToGoOnWith((await findInstallation(db)).setup)).toBe('profile');
  await saveStep(db, system, { step: 'house', facts: { name: 'Szentesi Kaláka' } }, now);
  await saveStep(db, system, { step: 'profile' }, now);
  const { name, setup } = await findInstallation(db);
  expect({ name, setup }).toEqual({ name: 'Szentesi Kaláka', setup: { done: ['profile', 'house'] } });
  expect(stepToGoOnWith(setup)).toBe('region');
});

test('a step that is saved again keeps the others, and the end stays the end', async () => {
  const db = database();
  await saveStep(db, system, { step: 'house', facts: { name: 'Szentesi Kaláka' } }, now);
  await closeSetup(db, system, now);
  await saveStep(db, system, { step: 'house', facts: { name: null } }, now);
  const { name, setup } = await findInstallation(db);
  expect({ name, setup }).toEqual({
    name: undefined,
    setup: { done: ['house'], closedAt: now.toISOString() }
  });
});

test('the history says which facts were changed and not what they were', async () => {
  const db = database();
  const facts = { operator: { name: 'Szentes Térségi Társulás', email: 'iroda@szentes.example' } };
  await saveStep(db, system, { step: 'house', facts }, now);
  const rows = await db.selectFrom('activity').select(['verb', 'details']).execute();
  expect(rows).toEqual([{ verb: 'installation.changed', details: { facts: ['operator'] } }]);
});

test.each([anonymous, editor])('only administrators say what the house is', async (actor) => {
  const db = database();
  expect(await saveStep(db, actor, { step: 'house', facts: { name: 'Enyém' } }, now)).toMatchObject({
    ok: false,
    reason: 'not_allowed'
  });
  expect(await closeSetup(db, actor, now)).toMatchObject({ ok: false, reason: 'not_allowed' });
  expect(await findInstallation(db)).toEqual({});
});
