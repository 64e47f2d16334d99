import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { listAreas } from './areas.server.ts';
import { capacities, groupOf } from './capacities.ts';
import { matrixFilterFrom } from './matrix-filter.ts';
import { viewMatrix } from './matrix-view.server.ts';
import { listHeld, listMatrix, type MatrixScope } from './matrix.server.ts';
import { bareOffering } from './model.ts';
import { createOffering } from './operations.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const everywhere: MatrixScope = { settlements: null, kind: null, today, groups: [] };
let house = '';
let place = '';

beforeAll(async () => {
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, { now, today, seed: 1 });
    await registry.sample?.(tx, { now, today, seed: 1 });
  });
  house = (await sampleIds(database())).organisations.get('szegvar-muvhaz') ?? '';
  const row = await database()
    .selectFrom('organisation')
    .select('settlement_id')
    .where('id', '=', house as never)
    .executeTakeFirstOrThrow();
  place = row.settlement_id ?? '';
});

async function cellsOf(organisation: string, scope = everywhere): Promise<Record<string, number>> {
  const rows = await listMatrix(database(), anonymous, scope);
  return rows.find(({ id }) => id === organisation)?.cells ?? {};
}

describe('the matrix', () => {
  test('counts in every cell as many records as it leads to', async () => {
    const rows = await listMatrix(database(), anonymous, everywhere);
    const filled = rows.flatMap((row) =>
      Object.entries(row.cells).map(([capacity, value]) => ({ row, capacity, value }))
    );
    expect(filled.length).toBeGreaterThan(50);
    for (const { row, capacity, value } of filled.slice(0, 60)) {
      expect(capacities).toContain(capacity);
      const held = await listHeld(database(), anonymous, {
        ...{ scope: everywhere, capacity, organisation: row.id, limit: 100 }
      });
      if (capacity === 'time.free') expect(Math.max(...held.map((each) => each.value))).toBe(value);
      else expect(held).toHaveLength(value);
    }
  });

  test('is of the settlements and kind asked for, and of the group', async () => {
    const here = await listMatrix(database(), anonymous, { ...everywhere, settlements: [place] });
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from organisation
      where settlement_id = ${place} and closed_on is null`.execute(database());
    expect(here).toHaveLength(rows[0]?.count ?? -1);
    const libraries = await listMatrix(database(), anonymous, { ...everywhere, kind: 'library' });
    expect(libraries.length).toBeGreaterThan(0);
    expect(libraries.length).toBeLessThan((await listMatrix(database(), anonymous, everywhere)).length);
    const things = await listMatrix(database(), anonymous, { ...everywhere, groups: ['space'] });
    const seen = things.flatMap(({ cells }) => Object.keys(cells));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((capacity) => !capacity.startsWith('space.'))).toEqual([]);
  });

  test('is of the micro-region or county asked for, and on paper of the groups chosen', async () => {
    const { regions } = await listAreas(database());
    expect(regions.length).toBeGreaterThan(1);
    const shown = async (query: string) =>
      viewMatrix(database(), anonymous, matrixFilterFrom(new URLSearchParams(query)), now);
    const all = await shown('group=all');
    const parts = await Promise.all(regions.map(({ slug }) => shown(`group=all&area=region:${slug}`)));
    for (const [index, part] of parts.entries()) {
      expect(part.area).toBe(regions[index]?.name);
      expect(part.rows.length).toBeLessThan(all.rows.length);
    }
    expect(parts.some(({ rows }) => rows.some(({ id }) => id === house))).toBe(true);
    // Near a place of another region, nothing is left of both.
    const near = await shown(`group=all&area=region:${regions[0]?.slug}&near=szegvar&km=0`);
    const far = await shown(`group=all&area=region:${regions[1]?.slug}&near=szegvar&km=0`);
    expect([near.rows.length, far.rows.length].some((count) => count === 0)).toBe(true);
    const paper = await shown('group=all&print=space&print=time');
    expect(new Set(paper.columns.map(groupOf))).toEqual(new Set(['space', 'time']));
    expect((await shown('area=region:sehol')).area).toBeNull();
  });

  test('hears of a course that is offered, until it is over', async () => {
    expect((await cellsOf(house))['course.any']).toBeUndefined();
    await createOffering(
      database(),
      system,
      {
        facts: {
          ...bareOffering,
          ...{ side: 'offer', category: 'course', title: 'Szövés', organisation: house, settlement: place }
        }
      },
      now
    );
    expect((await cellsOf(house))['course.any']).toBe(1);
    expect((await cellsOf(house, { ...everywhere, today: '2027-06-01' }))['course.any']).toBeUndefined();
  });

  test('shows experts only who agreed to be seen by this reader', async () => {
    const expert = newId<'expert'>(now);
    await sql`insert into expert (id, slug, email, own, visibility, name, fields, standing, offers, settlement_id, reach,
        conditions, folded, source, created_at, updated_at)
      values (${expert}, 'rejtett', 'rejtett@posta.example', false, 'public', 'Rejtett Rita', '{music}', 'active', '{talk}', ${place},
        'country', 'free', 'rejtett', 'entered', ${now}, ${now})`.execute(database());
    await sql`insert into expert_organisation values (${expert}, ${house})`.execute(database());
    expect((await cellsOf(house))['skill.music']).toBeUndefined();
  });

  test('counts the days of four weeks on which a venue that may be asked for is free', async () => {
    const venue = newId<'venue'>(now);
    await sql`insert into venue (id, slug, name, folded, kind, organisation_id, settlement_id, bookable, source, created_at, updated_at)
      values (${venue}, 'szabad-terem', 'Szabad terem', 'szabad terem', 'hall', ${house}, ${place}, true, 'entered', ${now}, ${now})`.execute(
      database()
    );
    expect((await cellsOf(house))['time.free']).toBe(28);
  });
});
