// What a circle is told of touring, on a real database, and what leaves touring as tables.
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { dayMs } from '#lib/core/time.ts';
import type { AgendaContext } from '#lib/platform/domain.ts';
import { wordsIn } from '../../../words.ts';
import { freshRequests, packagesUnasked, toursSeekingHosts } from './agenda.server.ts';
import { packageExporter, requestExporter, stopExporter } from './exports.server.ts';
import { findPackage } from './queries.server.ts';
import { findTour } from './tours.server.ts';
import { furnish, now } from './world.ts';

const database = useDatabase();

beforeAll(async () => {
  await furnish(database());
}, 120_000);

async function context(
  which: { organisations?: string[]; settlements?: string[] } = {}
): Promise<AgendaContext> {
  const owners = await database().selectFrom('package').select('organisation_id').distinct().execute();
  const places = await database().selectFrom('package_request').select('settlement_id').distinct().execute();
  const at = new Date(now.getTime() + 20 * dayMs);
  return {
    circle: 'c',
    organisations: which.organisations ?? owners.map(({ organisation_id }) => organisation_id),
    settlements: which.settlements ?? places.map(({ settlement_id }) => settlement_id),
    from: new Date(now.getTime() - dayMs),
    until: new Date(at.getTime() + 90 * dayMs),
    meeting: { id: 'm', startsAt: at },
    words: await wordsIn('hu'),
    now
  } as unknown as AgendaContext;
}

test('a circle hears of its members’ packages that nobody asked for, once they have waited', async () => {
  const asked = await database().selectFrom('package_request').select('package_id').distinct().execute();
  const all = await context();
  expect((await packagesUnasked(database(), all)).length).toBe(0);
  const [{ package_id } = { package_id: null }] = asked;
  if (!package_id) throw new Error('no package');
  await database()
    .updateTable('package_request')
    .set({ state: 'withdrawn' })
    .where('package_id', '=', package_id)
    .execute();
  const pack = await findPackage(database(), package_id);
  const [item] = await packagesUnasked(database(), all);
  expect(item?.detail).toContain(pack?.title);
  expect(await packagesUnasked(database(), await context({ organisations: [] }))).toEqual([]);
  const fresh = { ...all, meeting: { id: 'm', startsAt: now } };
  expect(await packagesUnasked(database(), fresh)).toEqual([]);
});

test('what settlements ask of members is told to the circle of those settlements alone', async () => {
  const [item] = await freshRequests(database(), await context());
  expect(item?.detail).toContain('Nagymágocs');
  expect(await freshRequests(database(), await context({ settlements: [] }))).toEqual([]);
  expect(await freshRequests(database(), await context({ organisations: [] }))).toEqual([]);
});

test('a tour whose hosts have not all said yes is proposed to the circle, with figures only', async () => {
  const tour = await database().selectFrom('tour').selectAll().executeTakeFirstOrThrow();
  await database()
    .updateTable('tour_stop')
    .set({ state: 'asked', note: 'titok' })
    .where('tour_id', '=', tour.id)
    .execute();
  const early = { ...(await context()), meeting: { id: 'm', startsAt: now } };
  const [item] = await toursSeekingHosts(database(), early);
  expect(item).toMatchObject({ source: { kind: 'tour', id: tour.id } });
  expect(item?.href).toMatch(/^\/touring\/packages\//);
  expect(JSON.stringify(item)).not.toContain('titok');
  await database()
    .updateTable('tour_stop')
    .set({ state: 'accepted' })
    .where('tour_id', '=', tour.id)
    .execute();
  expect(await toursSeekingHosts(database(), early)).toEqual([]);
});

test('the tables have a row for each package, request and stop, and no draft and no address', async () => {
  const words = await wordsIn('hu');
  const request = {
    db: database(),
    words,
    origin: 'https://kalaka.example',
    filter: new URLSearchParams(),
    internal: true
  };
  await database()
    .updateTable('package')
    .set({ state: 'draft' })
    .where('external_id', '=', 'babok')
    .execute();
  const titles: string[] = [];
  for await (const rows of packageExporter.rows(request)) titles.push(...rows.map(({ title }) => title));
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.join()).not.toContain('kiskakas');

  const { id } = await database()
    .selectFrom('package')
    .select('id')
    .where('external_id', '=', 'babok')
    .executeTakeFirstOrThrow();
  await database()
    .updateTable('package_request')
    .set({ name: 'Kérő Kata', email: 'kata@ker.example' })
    .where('package_id', '=', id)
    .execute();
  const pack = await findPackage(database(), id);
  if (!pack) throw new Error('no package');
  const asking = requestExporter(pack);
  const cells: unknown[][] = [];
  for await (const rows of asking.rows(request))
    for (const row of rows) cells.push(asking.columns.map(({ of }) => of(row, words)));
  expect(cells).toHaveLength(8);
  expect(JSON.stringify(cells)).not.toContain('kata@ker.example');

  const { id: first } = await database().selectFrom('tour').select('id').executeTakeFirstOrThrow();
  const tour = await findTour(database(), first);
  if (!tour) throw new Error('no tour');
  const stops = stopExporter(tour);
  const lines: unknown[][] = [];
  for await (const rows of stops.rows(request))
    for (const row of rows) lines.push(stops.columns.map(({ of }) => of(row, words)));
  expect(lines.length).toBe(tour.plan?.stops.length);
  expect(lines[0]?.[5]).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
});
