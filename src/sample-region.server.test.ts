import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { loadSample } from './house.server.ts';
import { countSample, removeSample } from './sample-region.server.ts';
import { createEvent } from '#lib/domains/calendar/operations.server.ts';
import { addPerson, giveRole } from '#lib/domains/people/operations.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { saveInstallation } from '#lib/platform/installation.server.ts';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();
const now = new Date('2026-11-05T09:00:00Z');
/** Real places stay with what the sample knew of them; that it was removed is recorded. */
const mayDiffer = ['settlement', 'settlement_postal_code', 'activity'];
let before: ReadonlyMap<string, number>;

beforeAll(async () => {
  const db = database();
  await inTransaction(db, (tx) => supplySettlements(tx, now));
  await addPerson(db, { name: 'Nagy-Kovács Éva', email: 'eva@szentes.example', roles: [] }, now);
  before = await rowsByTable(db);
  await inTransaction(db, (tx) => loadSample(tx, now));
});

async function rowsByTable(db: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    order by relname`.execute(db);
  const counts = new Map<string, number>();
  for (const { name } of rows) {
    const { rows: counted } = await sql<{ count: string }>`select count(*) from ${sql.table(name)}`.execute(
      db
    );
    counts.set(name, Number(counted[0]?.count));
  }
  return counts;
}

function comparable(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].filter(([table]) => !mayDiffer.includes(table)));
}

async function idOf(table: 'organisation' | 'venue', key: string): Promise<string> {
  const row = await database()
    .selectFrom(table)
    .select('id')
    .where('external_id', '=', key)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function ownEvent(organiser: string, venue: string): Promise<void> {
  const { settlement_id } = await database()
    .selectFrom('venue')
    .select('settlement_id')
    .where('id', '=', venue as never)
    .executeTakeFirstOrThrow();
  const made = await createEvent(
    database(),
    system,
    {
      title: 'Saját est',
      summary: null,
      description: null,
      organisers: [organiser],
      settlement: settlement_id,
      venue,
      place: null,
      lat: null,
      lon: null,
      starts: '2026-12-01T18:00',
      minutes: 90,
      zone: 'Europe/Budapest',
      allDay: false,
      rule: null,
      exdates: [],
      rdates: [],
      overrides: [],
      audiences: [],
      themes: [],
      performers: [],
      tradition: null,
      attendance: null,
      flexibility: { kind: 'fixed' },
      background: false,
      status: 'confirmed',
      price: null,
      website: null
    },
    now
  );
  if (!made.ok) throw new Error(made.reason);
}

test('without the sample every table is as it was before it came', async () => {
  const db = database();
  const there = await countSample(db);
  for (const what of ['calendar.sample.events', 'registry.sample.organisations', 'registry.sample.people'])
    expect(there).toContainEqual({ what, count: expect.any(Number) });
  const done = await removeSample(db, system, now);
  expect(done).toMatchObject({ ok: true, value: { kept: [] } });
  if (done.ok) expect([...done.value.removed]).toEqual(there);
  expect(comparable(await rowsByTable(db))).toEqual(comparable(before));
  expect(await countSample(db)).toEqual([]);
});

test('what an event of one’s own builds on stays, and the event is untouched', async () => {
  const db = database();
  const organiser = await idOf('organisation', 'szegvar-muvhaz');
  const { id: venue } = await db
    .selectFrom('venue')
    .select('id')
    .where('organisation_id', '=', organiser as never)
    .limit(1)
    .executeTakeFirstOrThrow();
  await ownEvent(organiser, venue);
  const event = await db.selectFrom('event').selectAll().where('source', '!=', 'sample').execute();
  const done = await removeSample(db, system, now);
  expect(done).toMatchObject({
    ok: true,
    value: {
      kept: [
        { what: 'registry.sample.organisations', count: 1 },
        { what: 'registry.sample.venues', count: 1 },
        // Who answers for that house goes on answering for it.
        { what: 'registry.sample.people', count: 1 }
      ]
    }
  });
  expect(await db.selectFrom('event').selectAll().execute()).toEqual(event);
});

test('colleagues of one’s own stay, also those who had tried a house of the sample', async () => {
  const db = database();
  const { id } = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'eva@szentes.example')
    .executeTakeFirstOrThrow();
  const organisation = await idOf('organisation', 'szegvar-muvhaz');
  await giveRole(db, { person: id, role: { kind: 'editor', organisation }, by: null }, now);
  await removeSample(db, system, now);
  expect(await db.selectFrom('person').select('email').execute()).toEqual([{ email: 'eva@szentes.example' }]);
});

test('the region for which the house works stays', async () => {
  const db = database();
  const { slug } = await db.selectFrom('micro_region').select('slug').limit(1).executeTakeFirstOrThrow();
  await inTransaction(db, (tx) => saveInstallation(tx, { region: slug }, now));
  await removeSample(db, system, now);
  expect(await db.selectFrom('micro_region').select('slug').execute()).toEqual([{ slug }]);
});

test('it is the administrator’s to do, and nobody else’s', async () => {
  expect(await removeSample(database(), anonymous, now)).toMatchObject({ ok: false, reason: 'not_allowed' });
  expect((await countSample(database())).length).toBeGreaterThan(0);
});
