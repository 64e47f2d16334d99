import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { ImportTable } from '#lib/platform/domain.ts';
import { guessMapping } from '#lib/platform/tabular/mapping.ts';
import { serviceImporter } from './import.server.ts';
import { listServices } from './queries.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-22T10:00:00Z');
const source = 'szolgaltatasok.csv';

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    const context = { now, today: '2026-11-21', seed: 1 };
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
  })
);

const header = ['id', 'organization', 'name', 'description', 'status', 'terms', 'phone', 'fees_description'];
const library = 'Kohász Városi Könyvtár';

function tableOf(...rows: string[][]): ImportTable {
  return { columns: header, rows: rows.map((cells, i) => ({ line: i + 2, cells })) };
}

async function bring(table: ImportTable, at = now) {
  const options = { mapping: guessMapping(table.columns, serviceImporter.fields), source, now: at };
  const plan = await serviceImporter.plan(database(), table, options);
  await inTransaction(database(), (tx) => serviceImporter.apply(tx, system, plan, options));
  return plan;
}

test('a list comes in, comes again without a change, and again with one', async () => {
  const rows = [
    ['1', library, 'Könyvkölcsönzés', 'Könyvek.', 'active', 'library; computers', '06-00-481-0102', ''],
    ['2', library, 'Türelmes óra', '', 'temporarily closed', 'digital_help', '', '500 Ft']
  ];
  expect((await bring(tableOf(...rows))).create).toHaveLength(2);
  expect(await bring(tableOf(...rows), later)).toMatchObject({
    create: [],
    update: [],
    unchanged: 2,
    errors: []
  });
  const changed = await bring(
    tableOf(['2', library, 'Türelmes óra', 'Telefon kezdőknek.', '', '', '', '']),
    later
  );
  expect(changed.update).toMatchObject([{ changed: ['description'] }]);
  const { services } = await listServices(database(), {}, { page: 1, size: 10 });
  expect(services).toMatchObject([
    { name: 'Könyvkölcsönzés', terms: ['library', 'computers'], phones: [{ number: '06-00-481-0102' }] },
    {
      name: 'Türelmes óra',
      description: 'Telefon kezdőknek.',
      status: 'paused',
      costs: [{ label: '500 Ft', amount: 500 }]
    }
  ]);
});

test('what is wrong is said of each row, and the others come', async () => {
  const plan = await bring(
    tableOf(
      ['1', 'Ismeretlen Ház', 'A', '', '', '', '', ''],
      ['2', library, '', '', '', '', '', ''],
      ['3', library, 'C', '', 'nyitva', 'varrás', 'hívjon', ''],
      ['4', library, 'D', '', '', '', '', '']
    )
  );
  expect(plan.errors.map(({ line, field, code }) => `${line} ${field} ${code}`).sort()).toEqual([
    '2 organisation unknown_organisation',
    '3 name missing',
    '4 phone not_a_phone',
    '4 status unknown_word',
    '4 terms unknown_word'
  ]);
  expect(plan.create.map(({ name }) => name)).toEqual(['D']);
});
