// What of agreements leaves the house: all for whoever keeps it, for others what somebody thanked for in public.
import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { sql } from 'kysely';
import { exported } from '#lib/platform/exports/exports.server.ts';
import { agreementExporter, figuresExporter } from './exports.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { enter, furnish, now } from './world.ts';

const database = useDatabase();

async function fileOf(exporter: typeof agreementExporter | typeof figuresExporter, internal: boolean) {
  const request = {
    ...{ db: database(), words: await wordsIn('hu'), origin: 'https://kalaka.example' },
    ...{ filter: new URLSearchParams(), internal }
  };
  const file = exported(exporter as typeof agreementExporter, 'csv', request, '2026-11-21');
  const parts: Uint8Array[] = [];
  for await (const part of file?.bytes ?? []) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('what was agreed on leaves to the administrator alone, thanks for all to everyone', async () => {
  await sql`insert into agreement (id, number, kind, state, what, place, agreed_at, closed_at, created_at, updated_at)
    select gen_random_uuid(), number, 'match', 'fulfilled', what, 'Kisterem', ${now}, ${now}, ${now}, ${now}
    from (values (1, 'Terem a meséhez'), (2, 'Sátor a vásárra')) as own(number, what)`.execute(database());
  await sql`insert into agreement_party (id, agreement_id, position, name, gives, thanks, thanks_public)
    select gen_random_uuid(), id, 0, 'Téka Könyvtár', 'mesedélután', 'Köszönjük szépen!', number = 1 from agreement`.execute(
    database()
  );
  const forAll = await fileOf(agreementExporter, false);
  expect(forAll).toContain('Terem a meséhez');
  expect(forAll).toContain('Köszönjük szépen!');
  for (const hidden of ['Sátor', 'Kisterem', 'mesedélután']) expect(forAll).not.toContain(hidden);
  const internal = await fileOf(agreementExporter, true);
  for (const told of ['Sátor', 'Kisterem', 'mesedélután']) expect(internal).toContain(told);
  expect(internal.match(/Köszönjük szépen!/g)).toHaveLength(1);
  expect(agreementExporter.mayHaveInternal?.(anonymous)).toBe(false);
});

test('the figures count needs by month', async () => {
  const world = await furnish(database());
  await enter(database(), world.librarian, {
    ...{ side: 'need', category: 'venue', title: 'Termet keresünk', settlement: world.settlements.Szegvár }
  });
  expect(await fileOf(figuresExporter, false)).toContain('2026-11');
});
