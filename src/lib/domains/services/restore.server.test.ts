import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { findEquipmentByIds, listEquipment, saveEquipment } from '#lib/domains/registry/equipment.server.ts';
import { restoreEquipment } from '#lib/domains/registry/restore-equipment.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { domain as services } from './domain.server.ts';
import { updateService } from './operations.server.ts';
import { factsOf, findService } from './queries.server.ts';
import { restoreService } from './restore.server.ts';

const database = useDatabase();
const at = (hour: number): Date => new Date(`2026-11-21T${String(hour).padStart(2, '0')}:00:00Z`);
const words = await wordsIn('hu');

beforeAll(async () => {
  const context = { now: at(1), today: '2026-11-21', seed: 1 };
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
    await services.sample?.(tx, context);
  });
});

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

async function planned(giver: RestoreGiver, object: string, actor: Actor = system) {
  return giver.plan(database(), actor, await latest(object), words);
}

async function restored(giver: RestoreGiver, object: string) {
  const change = await latest(object);
  const plan = await giver.plan(database(), system, change, words);
  if (!plan) throw new Error('nothing to restore');
  return giver.apply(database(), system, { ...change, from: plan.version }, at(9));
}

async function aService() {
  const row = await database()
    .selectFrom('service_opening')
    .innerJoin('service', 'service.id', 'service_opening.service_id')
    .select('service.id')
    .orderBy('service.id')
    .executeTakeFirstOrThrow();
  const service = await findService(database(), row.id);
  if (!service) throw new Error('no service');
  return service;
}

test('A change of a service is taken back, its hours too; telephones, which no history keeps, stay as they are.', async () => {
  const service = await aService();
  const before = factsOf(service);
  const draft = {
    ...before,
    description: 'Egészen más.',
    openings: [{ venue: null, weekday: 7 as const, opens: '01:00', closes: '02:00' }],
    phones: [{ number: '+36 66 555 099', note: null }]
  };
  await updateService(database(), system, { id: service.id, draft: draft as never }, at(3));
  expect(await restored(restoreService, service.id)).toBe('restored');
  expect(factsOf((await findService(database(), service.id))!)).toMatchObject({
    description: before.description,
    openings: before.openings,
    phones: draft.phones
  });
});

test('What was changed once more since is told before a service is put back.', async () => {
  const service = await aService();
  const change = (description: string, hour: number) =>
    updateService(
      database(),
      system,
      { id: service.id, draft: { ...factsOf(service), description } },
      at(hour)
    );
  await change('Első.', 3);
  const first = await latest(service.id);
  expect(await restoreService.plan(database(), system, first, words)).toMatchObject({ since: false });
  await change('Második.', 4);
  const plan = await restoreService.plan(database(), system, first, words);
  expect(plan).toMatchObject({ since: true, changes: [{ before: 'Második.', after: service.description }] });
  const stale = { ...first, from: at(3) };
  expect(await restoreService.apply(database(), system, stale, at(9))).toBe('changed_meanwhile');
});

test('Nobody takes back what they may not edit.', async () => {
  const service = await aService();
  const draft = { ...factsOf(service), description: 'Más.' };
  await updateService(database(), system, { id: service.id, draft }, at(3));
  expect(await planned(restoreService, service.id, anonymous)).toBeNull();
});

test('A change of a thing to lend is taken back, and what others changed besides stays.', async () => {
  const { organisation } = await aService();
  const added = {
    name: 'Hangfal',
    kind: 'sound' as const,
    quantity: 2,
    owner: organisation.id,
    settlement: organisation.settlement?.id ?? '',
    keptAt: null,
    price: null,
    note: null
  };
  await saveEquipment(database(), system, { before: null, draft: added }, at(2));
  const thing = (await listEquipment(database(), { settlements: null, text: 'Hangfal' })).rows[0]!;
  const { name, kind, quantity, keptAt, note } = thing;
  const draft = {
    name,
    kind,
    quantity,
    keptAt,
    note,
    owner: thing.owner.id,
    settlement: thing.settlement.id
  };
  await saveEquipment(
    database(),
    system,
    { before: thing, draft: { ...draft, price: 'napi 500 Ft', quantity: 99 } },
    at(3)
  );
  const change = await latest(thing.id);
  const now = (await findEquipmentByIds(database(), [thing.id]))[0]!;
  await saveEquipment(
    database(),
    system,
    { before: now, draft: { ...draft, price: 'napi 500 Ft', quantity: 99, note: 'Új szíj kell bele.' } },
    at(4)
  );
  const plan = await restoreEquipment.plan(database(), system, change, words);
  expect(plan?.changes).toHaveLength(2);
  expect(plan?.since).toBe(false);
  expect(await restoreEquipment.apply(database(), system, { ...change, from: plan!.version }, at(9))).toBe(
    'restored'
  );
  expect((await findEquipmentByIds(database(), [thing.id]))[0]).toMatchObject({
    quantity: thing.quantity,
    price: thing.price,
    note: 'Új szíj kell bele.'
  });
  expect(await restoreEquipment.plan(database(), anonymous, change, words)).toBeNull();
});
