import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();

/** The same on both databases, since this file runs on both. */
const cases: readonly (readonly [type: string, literal: string, value: unknown])[] = [
  ['boolean', 'true', true],
  ['int2', '-32768', -32768],
  ['int4', '2147483647', 2147483647],
  ['int8', '9007199254740991', 9007199254740991],
  ['float4', '1.5', 1.5],
  ['float8', '1e-7', 1e-7],
  ['float8', 'Infinity', Infinity],
  ['numeric', '12345.678', 12345.678],
  ['text', 'árvíztűrő "tükör" \\ fúró', 'árvíztűrő "tükör" \\ fúró'],
  ['varchar(5)', 'ősz', 'ősz'],
  ['char(4)', 'ab', 'ab  '],
  ['uuid', '0190163d-8694-739b-aea5-966c26f8ad91', '0190163d-8694-739b-aea5-966c26f8ad91'],
  ['date', '2026-03-29', '2026-03-29'],
  ['date', 'infinity', 'infinity'],
  ['time', '18:30', '18:30:00'],
  ['timestamp', '2026-10-25 02:30:00', '2026-10-25T02:30:00'],
  ['timestamp', '2026-10-25 02:30:00.123456', '2026-10-25T02:30:00.123456'],
  ['timestamptz', '2026-10-25 02:30:00.125+01', new Date('2026-10-25T01:30:00.125Z')],
  ['timestamptz', '1888-05-01 00:00:00+00', new Date('1888-05-01T00:00:00Z')],
  ['timestamptz', 'infinity', Infinity],
  ['interval', '1 year 2 months 3 days 04:05:06.5', 'P1Y2M3DT4H5M6.5S'],
  ['interval', '90 minutes', 'PT1H30M'],
  ['bytea', '\\x00ff10', new Uint8Array([0, 255, 16])],
  ['json', '{"a":[1,null,"ő"]}', { a: [1, null, 'ő'] }],
  ['jsonb', '[{"a":1.5},"b",null]', [{ a: 1.5 }, 'b', null]],
  ['jsonb', 'null', null],
  ['int4[]', '{1,NULL,3}', [1, null, 3]],
  [
    'int4[]',
    '{{1,2},{3,4}}',
    [
      [1, 2],
      [3, 4]
    ]
  ],
  ['int8[]', '{1}', [1]],
  ['numeric[]', '{1.5}', [1.5]],
  ['boolean[]', '{t,f}', [true, false]],
  ['text[]', '{"a,b","c\\"d",NULL,"NULL",""}', ['a,b', 'c"d', null, 'NULL', '']],
  ['text[]', '{}', []],
  ['uuid[]', '{0190163d-8694-739b-aea5-966c26f8ad91}', ['0190163d-8694-739b-aea5-966c26f8ad91']],
  ['date[]', '{2026-03-29,NULL}', ['2026-03-29', null]],
  ['timestamptz[]', '{2026-01-01 00:00:00+00}', [new Date('2026-01-01T00:00:00Z')]],
  ['timestamp[]', '{2026-01-01 00:00:00}', ['2026-01-01T00:00:00']],
  ['interval[]', '{1 hour}', ['PT1H']],
  ['bytea[]', '{"\\\\x01"}', [new Uint8Array([1])]],
  ['jsonb[]', '{"{\\"a\\": 1}"}', [{ a: 1 }]],
  [
    'tstzrange',
    '[2026-01-01 00:00:00+00,2026-01-02 00:00:00+00)',
    '["2026-01-01 00:00:00+00","2026-01-02 00:00:00+00")'
  ],
  ['int4range', '[1,5)', '[1,5)'],
  ['inet', '192.0.2.1', '192.0.2.1']
];

describe('a value that is read', () => {
  test.each(cases)('%s %s', async (type, literal, value) => {
    const { rows } = await sql<{ read: unknown }>`
      select ${sql.raw(`$$${literal}$$::${type}`)} as read`.execute(database());
    expect(rows[0]?.read).toEqual(value);
  });

  test('and is no exact number here is refused rather than rounded', async () => {
    await expect(sql`select 9007199254740993::int8`.execute(database())).rejects.toThrow(/9007199254740993/);
    expect((await sql<{ one: number }>`select 1::int8 as one`.execute(database())).rows).toEqual([
      { one: 1 }
    ]);
  });

  test('as a count or a sum is a number', async () => {
    const { rows } = await sql`
      select count(*) as count, sum(n) as sum, avg(n) as mean, max(n::int8) as most from generate_series(1, 4) n
    `.execute(database());
    expect(rows).toEqual([{ count: 4, sum: 10, mean: 2.5, most: 4 }]);
  });
});

describe('a value that is written and read back', () => {
  test.each([
    ['timestamptz', new Date('2026-03-29T01:00:00.123Z')],
    ['date', '2026-03-29'],
    ['timestamp', '2026-03-29T02:30:00'],
    ['int8', 2 ** 52],
    ['bytea', new Uint8Array([0, 128, 255])],
    ['text', 'O\'Neill\n\t{["\\'],
    ['text[]', ['a', 'b,"c"', '']],
    ['int4[]', [1, 2]],
    ['uuid[]', ['0190163d-8694-739b-aea5-966c26f8ad91']],
    ['jsonb', { a: [1, { b: 'ő' }] }],
    ['boolean', false],
    ['text', null]
  ])('%s %j', async (type, value) => {
    const { rows } = await sql<{ read: unknown }>`select ${value}::${sql.raw(type)} as read`.execute(
      database()
    );
    expect(rows[0]?.read).toEqual(value);
  });

  test('a JSON list is handed over as text, since a list is taken for an SQL array', async () => {
    const list = [1, { a: 2 }];
    const { rows } = await sql`select ${JSON.stringify(list)}::jsonb as read`.execute(database());
    expect(rows).toEqual([{ read: list }]);
  });
});

describe('a session', () => {
  test('has the same settings on both databases', async () => {
    const { rows } = await sql`
      select current_setting('timezone') as zone, current_setting('intervalstyle') as interval,
             current_setting('datestyle') as date, current_setting('server_encoding') as encoding,
             current_setting('server_version_num')::int >= 150000 as new_enough`.execute(database());
    expect(rows).toEqual([
      { zone: 'UTC', interval: 'iso_8601', date: 'ISO, YMD', encoding: 'UTF8', new_enough: true }
    ]);
  });

  test('knows the clock changes of Europe/Budapest', async () => {
    const { rows } = await sql`
      select timestamp '2026-03-29 03:00' at time zone 'Europe/Budapest' as spring,
             timestamp '2026-10-25 12:00' at time zone 'Europe/Budapest' as autumn`.execute(database());
    expect(rows).toEqual([
      { spring: new Date('2026-03-29T01:00:00Z'), autumn: new Date('2026-10-25T11:00:00Z') }
    ]);
  });

  test('reports a refused statement with code and constraint', async () => {
    const insert = () => sql`insert into migration (name, checksum) values ('twice', '')`.execute(database());
    await insert();
    await expect(insert()).rejects.toMatchObject({
      code: '23505',
      constraint: 'migration_pkey',
      table: 'migration'
    });
    await expect(sql`select nothing`.execute(database())).rejects.toMatchObject({ code: '42703' });
  });
});

describe('the extensions', () => {
  test('are there: trigrams, accents, exclusion of overlaps', async () => {
    const { rows } = await sql`
      select similarity('Kunszentmiklós', 'Kunszentmiklos') > 0.5 as similar, unaccent('árvíztűrő') as plain
    `.execute(database());
    expect(rows).toEqual([{ similar: true, plain: 'arvizturo' }]);
    await sql`create table taken (room int, at tstzrange, exclude using gist (room with =, at with &&))`.execute(
      database()
    );
    await sql`insert into taken values (1, '[2026-01-01,2026-01-02)'), (1, '[2026-01-02,2026-01-03)')`.execute(
      database()
    );
    await expect(
      sql`insert into taken values (1, '[2026-01-01 12:00,2026-01-01 13:00)')`.execute(database())
    ).rejects.toMatchObject({ code: '23P01' });
  });
});
