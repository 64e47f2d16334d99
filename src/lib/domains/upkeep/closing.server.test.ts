// What becomes of an organisation or a venue that is there no more, in every room that shows it.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { closeByForm, closingShown } from '#lib/domains/registry/closing-form.server.ts';
import { closeRecord, reopenRecord } from '#lib/domains/registry/closing.server.ts';
import { organisationExporter, venueExporter } from '#lib/domains/registry/exports.server.ts';
import { tellOfRegister } from '#lib/domains/registry/history.server.ts';
import { placedOrganisations, placedVenues } from '#lib/domains/registry/map.server.ts';
import { findOrganisation, listOrganisations } from '#lib/domains/registry/queries.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { searchableOrganisations, searchableVenues } from '#lib/domains/registry/search.server.ts';
import { findVenue, listVenues, listVenuesOf } from '#lib/domains/registry/venue-queries.server.ts';
import { domain as services } from '#lib/domains/services/domain.server.ts';
import { placedServices } from '#lib/domains/services/map.server.ts';
import { findServicesByIds, listServicesOf } from '#lib/domains/services/queries.server.ts';
import { searchableServices } from '#lib/domains/services/search.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { ExportRequest } from '#lib/platform/exports/exporter.ts';
import { listUpkept } from './upkept.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const words = await wordsIn('hu');
const domains = [registry, services];
let house = '';
let other = '';
let hall = '';
let szegvar = '';

beforeAll(async () => {
  const context = { now, today: '2026-11-21', seed: 1 };
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
    await services.sample?.(tx, context);
  });
  const ids = await sampleIds(database());
  const { rows } = await database().executeQuery<{ id: string }>(
    database().selectFrom('service').select('organisation_id as id').limit(1).compile()
  );
  house = rows[0]?.id ?? '';
  other = [...ids.organisations.values()].find((id) => id !== house) ?? '';
  szegvar = (await findOrganisation(database(), house))?.settlement?.id ?? '';
  hall = [...ids.venues.values()][0] ?? '';
});

const closing = { on: '2026-10-01', reason: 'Beolvadt a városi könyvtárba.', successor: null };
const close = (kind: 'organisation' | 'venue', id: string, changes: Partial<typeof closing> = {}) =>
  closeRecord(database(), system, { kind, id, ...closing, ...changes }, now);
const seenIn = async (kind: 'organisation' | 'venue', id: string): Promise<string[]> => {
  const db = database();
  const all = { settlements: null, pageSize: 10_000 };
  const listed =
    kind === 'venue' ? (await listVenues(db, all)).rows : (await listOrganisations(db, all)).rows;
  const placed = kind === 'venue' ? placedVenues(db, all) : placedOrganisations(db, all);
  const mapped = await sqlRows(placed);
  const searchable = kind === 'venue' ? searchableVenues : searchableOrganisations;
  const found = await searchable.documents(db, [id], { words: [words], now } as never);
  const kept = await listUpkept(db, domains, { limit: 10_000 });
  return [
    listed.some((one) => one.id === id) ? ['list'] : [],
    mapped.some((one) => one.id === id) ? ['map'] : [],
    found.length > 0 ? ['search'] : [],
    (await exported(kind)).includes(id) ? ['export'] : [],
    kept.some((one) => one.id === id) ? ['upkeep'] : []
  ].flat();
};
async function sqlRows(query: ReturnType<typeof placedVenues>): Promise<{ id: string }[]> {
  return (await query.execute(database())).rows as { id: string }[];
}
async function exported(kind: 'organisation' | 'venue', filter = ''): Promise<string[]> {
  const exporter = kind === 'venue' ? venueExporter : organisationExporter;
  const request = {
    db: database(),
    words,
    origin: 'https://kalaka.example',
    internal: false,
    filter: new URLSearchParams(filter),
    actor: anonymous,
    now
  } as unknown as ExportRequest;
  const ids: string[] = [];
  for await (const rows of exporter.rows(request)) ids.push(...rows.map(({ id }) => id as string));
  return ids;
}
const everywhere = ['list', 'map', 'search', 'export', 'upkeep'];

describe('an organisation that is there no more', () => {
  test('leaves every list, keeps its page, and comes back when it is there after all', async () => {
    expect(await seenIn('organisation', house)).toEqual(everywhere);
    expect(await close('organisation', house)).toMatchObject({ ok: true });
    expect(await seenIn('organisation', house)).toEqual([]);
    expect(await findOrganisation(database(), house)).toMatchObject({
      closed: { on: '2026-10-01', reason: 'Beolvadt a városi könyvtárba.', successor: null }
    });
    expect(await reopenRecord(database(), system, { kind: 'organisation', id: house }, now)).toMatchObject({
      ok: true
    });
    expect(await seenIn('organisation', house)).toEqual(everywhere);
    expect((await findOrganisation(database(), house))?.closed).toBeNull();
  });

  test('is exported when somebody asks for it', async () => {
    await close('organisation', house);
    expect(await exported('organisation', 'closed=1')).toContain(house);
  });

  test('takes its services along, which are again what they were when it comes back', async () => {
    const before = await listServicesOf(database(), house);
    const [active] = before.filter(({ status }) => status === 'active');
    const shown = async () => ({
      status: (await findServicesByIds(database(), [active!.id])).get(active!.id)?.status,
      found: (await searchableServices.documents(database(), [active!.id], { words: [words], now } as never))
        .length,
      mapped: (await sqlRows(placedServices({ terms: [], text: '', settlements: null }))).some(
        ({ id }) => id === active!.id
      ),
      kept: (await listUpkept(database(), domains, { limit: 10_000 })).some(({ id }) => id === active!.id)
    });
    expect(await shown()).toEqual({ status: 'active', found: 1, mapped: true, kept: true });
    await close('organisation', house);
    expect(await shown()).toEqual({ status: 'ended', found: 0, mapped: false, kept: false });
    await reopenRecord(database(), system, { kind: 'organisation', id: house }, now);
    expect(await shown()).toEqual({ status: 'active', found: 1, mapped: true, kept: true });
  });

  test('says what came in its place, and nothing else can be that than a record that is there', async () => {
    expect(await close('organisation', house, { successor: other as never })).toMatchObject({ ok: true });
    expect((await findOrganisation(database(), house))?.closed?.successor?.id).toBe(other);
    expect(await close('organisation', house, { successor: house as never })).toMatchObject({
      reason: 'no_successor'
    });
    expect(await close('organisation', house, { successor: hall as never })).toMatchObject({
      reason: 'no_successor'
    });
  });

  test('cannot have ended tomorrow', async () => {
    expect(await close('organisation', house, { on: '2026-11-22' })).toMatchObject({ reason: 'in_future' });
  });

  test('is told in its history once, in words', async () => {
    await close('organisation', house);
    await close('organisation', house);
    const rows = await database()
      .selectFrom('activity')
      .selectAll()
      .where('object_id', '=', house)
      .where('verb', '=', 'organisation.closed')
      .execute();
    expect(rows).toHaveLength(1);
    const told = await tellOfRegister(database(), rows as never, words);
    expect([...told.values()]).toEqual([
      {
        sentence: 'Jelezte, hogy a szervezet megszűnt.',
        changes: [
          { label: 'Mikortól', before: null, after: words.date('2026-10-01') },
          { label: 'Mi történt?', before: null, after: 'Beolvadt a városi könyvtárba.' }
        ]
      }
    ]);
  });
});

test('A venue that is there no more leaves every list and its owner’s page, and keeps its own.', async () => {
  const owner = (await findVenue(database(), hall))?.organisation?.id ?? '';
  expect(await seenIn('venue', hall)).toEqual(everywhere);
  await close('venue', hall);
  expect(await seenIn('venue', hall)).toEqual([]);
  expect((await listVenuesOf(database(), owner)).map(({ id }) => id)).not.toContain(hall);
  expect((await findVenue(database(), hall))?.closed?.on).toBe('2026-10-01');
});

describe('that something is there no more', () => {
  const person = (roles: readonly unknown[]): Actor =>
    ({ kind: 'person', id: '01935000-0000-7000-8000-000000000001', name: 'Anna', roles }) as never;

  test('is said by its editors and by the caretaker of its settlement, and by nobody else', async () => {
    const tries: [Actor, boolean][] = [
      [anonymous, false],
      [person([{ kind: 'member', organisation: house }]), false],
      [person([{ kind: 'editor', organisation: other }]), false],
      [person([{ kind: 'caretaker', settlement: other }]), false]
    ];
    for (const [actor, allowed] of tries) {
      const done = await closeRecord(database(), actor, { kind: 'organisation', id: house, ...closing }, now);
      expect([done.ok, allowed]).toEqual([allowed, allowed]);
    }
    expect((await findOrganisation(database(), house))?.closed).toBeNull();
  });

  test('is said by a form that needs nothing but its button, and taken back by the same form', async () => {
    const send = (fields: Record<string, string>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      return closeByForm(database(), system, { kind: 'organisation', id: house, form }, now);
    };
    expect(await send({ on: '2026-02-30' })).toEqual({ mistake: 'day' });
    expect(await send({ successor: 'x' })).toEqual({ mistake: 'no_successor' });
    expect(await send({})).toMatchObject({ done: { ok: true } });
    const record = await findOrganisation(database(), house);
    expect(record?.closed?.on).toBe('2026-11-21');
    const shown = await closingShown(database(), 'organisation', record!, now);
    expect(shown.successors.map(({ value }) => value)).not.toContain(house);
    expect(szegvar).not.toBe('');
    expect(await send({ reopen: '1' })).toMatchObject({ done: { ok: true } });
    expect((await findOrganisation(database(), house))?.closed).toBeNull();
  });
});
