import { beforeEach, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadFindableSettlements } from '#lib/domains/places/queries.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { createEvent, updateEvent } from './operations.server.ts';
import { findEvent } from './queries.server.ts';
import { restoreEvent } from './restore.server.ts';
import type { EventDraft } from './write.server.ts';

const database = useDatabase();
const at = (hour: number): Date => new Date(`2027-01-04T${String(hour).padStart(2, '0')}:00:00Z`);
const words = await wordsIn('hu');
let own = '';
let other = '';
let szegvar = '';

beforeEach(async () => {
  await places.supply?.(database(), at(1));
  for (const each of [places, registry])
    await each.sample?.(database(), { now: at(1), today: '2027-01-04', seed: 1 });
  const { organisations } = await sampleIds(database());
  own = organisations.get('szegvar-muvhaz') ?? '';
  other = organisations.get('ozd-konyvtar') ?? '';
  const settlements = await loadFindableSettlements(database());
  szegvar = settlements.find(({ name }) => name === 'Szegvár')?.id ?? '';
});

const draft = (change: Partial<EventDraft> = {}): EventDraft => ({
  title: 'Farsangi bál',
  summary: 'Zenével, fánkkal.',
  description: null,
  organisers: [own, other],
  settlement: szegvar,
  venue: null,
  place: 'Főtér',
  lat: null,
  lon: null,
  starts: '2027-02-06T19:00',
  minutes: 240,
  zone: 'Europe/Budapest',
  allDay: false,
  rule: null,
  exdates: [],
  rdates: [],
  overrides: [],
  audiences: ['adults'],
  themes: ['dance'],
  performers: [],
  tradition: null,
  attendance: 120,
  flexibility: { kind: 'fixed' },
  background: false,
  status: 'confirmed',
  price: null,
  website: null,
  ...change
});

async function changed(change: Partial<EventDraft>) {
  const made = await createEvent(database(), system, draft(), at(2));
  if (!made.ok) throw new Error(made.reason);
  const { id } = made.value;
  await updateEvent(database(), system, { id, draft: draft(change) }, at(3));
  return { id, ...(await latest(id)) };
}

async function latest(id: string) {
  const { details } = await database()
    .selectFrom('activity')
    .select('details')
    .where('object_id', '=', id)
    .where('verb', '=', 'event.updated')
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow();
  return { object: id, details };
}

test('A change of an event is taken back: its time, its title and its state, and what others changed besides stays.', async () => {
  const change = await changed({
    title: 'Bál',
    starts: '2027-02-13T20:00',
    allDay: true,
    status: 'cancelled'
  });
  const now = draft({
    title: 'Bál',
    starts: '2027-02-13T20:00',
    allDay: true,
    status: 'cancelled',
    price: '500 Ft'
  });
  await updateEvent(database(), system, { id: change.id, draft: now }, at(4));
  const plan = await restoreEvent.plan(database(), system, change, words);
  expect(plan).toMatchObject({ since: false });
  expect(plan?.changes).toHaveLength(4);
  expect(await restoreEvent.apply(database(), system, { ...change, from: plan!.version }, at(9))).toBe(
    'restored'
  );
  expect(await findEvent(database(), change.id)).toMatchObject({
    title: 'Farsangi bál',
    starts: '2027-02-06T19:00',
    allDay: false,
    status: 'confirmed',
    price: '500 Ft'
  });
});

test('Nobody puts an organisation back among the organisers that they do not write for.', async () => {
  const change = await changed({ organisers: [own] });
  const editor = {
    kind: 'person',
    id: '01935000-0000-7000-8000-000000000001',
    name: 'Anna',
    roles: [{ kind: 'editor', organisation: own }]
  } as unknown as Actor;
  expect(await restoreEvent.plan(database(), editor, change, words)).toMatchObject({ changes: [] });
  expect((await restoreEvent.plan(database(), system, change, words))?.changes).toHaveLength(1);
  expect(await restoreEvent.plan(database(), anonymous, change, words)).toBeNull();
});

test('An event that was changed since the plan was made is not written over.', async () => {
  const change = await changed({ title: 'Bál' });
  expect(await restoreEvent.apply(database(), system, { ...change, from: at(2) }, at(9))).toBe(
    'changed_meanwhile'
  );
  await updateEvent(database(), system, { id: change.id, draft: draft({ title: 'Nagy bál' }) }, at(5));
  expect(await restoreEvent.plan(database(), system, change, words)).toMatchObject({ since: true });
});
