import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { findKeptMapping, forgetMapping, keepMapping } from './kept-mapping.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-22T10:00:00Z');
const columns = ['Megnevezés', 'Hol van', 'E-mail cím'];
const mapping = { name: 'Megnevezés', settlement: 'Hol van', street: null };

test('a file with the same columns is taken as the last time, whatever their order and spelling', async () => {
  await keepMapping(database(), { kind: 'venues', source: 'a', columns }, mapping, now);
  const again = ['HOL VAN', 'e_mail cim', 'megnevezes:'];
  expect(await findKeptMapping(database(), { kind: 'venues', source: 'b', columns: again })).toEqual({
    name: 'megnevezes:',
    settlement: 'HOL VAN',
    street: null
  });
});

test('other columns or another kind of records are taken anew', async () => {
  await keepMapping(database(), { kind: 'venues', source: 'a', columns }, mapping, now);
  for (const file of [
    { kind: 'organisations', source: 'a', columns },
    { kind: 'venues', source: 'a', columns: [...columns, 'Új'] },
    { kind: 'venues', source: 'a', columns: columns.slice(1) }
  ])
    expect(await findKeptMapping(database(), file)).toBeNull();
});

test('that of the same source goes before a newer one of another', async () => {
  await keepMapping(database(), { kind: 'venues', source: 'a', columns }, mapping, now);
  await keepMapping(
    database(),
    { kind: 'venues', source: 'b', columns },
    { ...mapping, name: 'Hol van' },
    later
  );
  const name = async (source: string): Promise<unknown> =>
    (await findKeptMapping(database(), { kind: 'venues', source, columns }))?.['name'];
  expect(await name('a')).toBe('Megnevezés');
  expect(await name('new')).toBe('Hol van');
});

test('what is forgotten is not offered again', async () => {
  await keepMapping(database(), { kind: 'venues', source: 'a', columns }, mapping, now);
  await forgetMapping(database(), { kind: 'venues', source: 'b', columns });
  expect(await findKeptMapping(database(), { kind: 'venues', source: 'a', columns })).toBeNull();
});
