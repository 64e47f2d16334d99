// The clash join as a database would do it: a GiST index on time and place, on a throw-away PostgreSQL with one process.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { ClashEvent } from '#lib/core/clash.ts';
import type { Point } from '#lib/core/geo.ts';
import { startPostgres } from '#tests/postgres.ts';
import { processorTimeOf, type Spent } from './clash-time.ts';

export interface SqlJoin {
  /** Loads the events and builds their index, then times each way of joining; null when it took longer than the limit. */
  run(events: readonly ClashEvent[], places: readonly Point[]): Promise<SqlResult[]>;
  close(): Promise<void>;
}

export interface SqlResult {
  readonly name: string;
  readonly spent: Spent | null;
  /** a × number of events + b, ascending. */
  readonly pairs: Float64Array;
}

/** @throws when there is no PostgreSQL to start */
export async function startSqlJoin(limitMs: number): Promise<SqlJoin> {
  const server = await startPostgres();
  // Rows travel through files, which the server reads and writes under its own user.
  const directory = mkdtempSync(join(tmpdir(), 'kalaka-bench-'));
  chmodSync(directory, 0o777);
  const client = new Client({ connectionString: new URL('postgres', server.url).href });
  await client.connect();
  await client.query(settings);
  return {
    run: (events, places) => joinInSql(client, directory, events, places, limitMs),
    close: async () => {
      await client.end();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  };
}

/** One core, as the other contestants, and enough memory. */
const settings = `
  set work_mem = '256MB';
  set maintenance_work_mem = '256MB';
  set max_parallel_workers_per_gather = 0;
  set max_parallel_maintenance_workers = 0;
  set jit = off`;

const kmSql = `2 * 6371.0088 * asin(least(1, sqrt(
  sin(radians(b.lat - a.lat) / 2) ^ 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ^ 2)))`;
/** Cheap questions that time and place do not answer. */
const otherwise = `a.event <> b.event and not a.organisers && b.organisers
  and (a.audiences = 0 or b.audiences = 0 or a.audiences & b.audiences <> 0)`;
/** `b` is the later one: rows are numbered by start. */
const meets = `least(upper(a.during), upper(b.during)) - lower(b.during) + near.way > 0`;
const near = `join near on near.i = a.place and near.j = b.place`;

const joins = [
  {
    name: 'PostgreSQL, GiST on range and point',
    sql: `create unlogged table pair as
      select a.n as a, b.n as b from event a
        join event b on b.during && a.reach_during and b.at <@ a.reach_box and a.n < b.n and ${otherwise}
        ${near}
      where ${meets}`
  },
  {
    name: 'PostgreSQL, GiST on start and point',
    sql: `create unlogged table pair as
      select a.n as a, b.n as b from event a
        join event b on b.start >= lower(a.reach_during) and b.start < upper(a.reach_during) and b.at <@ a.reach_box
          and a.n < b.n and ${otherwise}
        ${near}
      where ${meets}`
  }
];

async function joinInSql(
  client: Client,
  directory: string,
  events: readonly ClashEvent[],
  places: readonly Point[],
  limitMs: number
): Promise<SqlResult[]> {
  await load(client, directory, events, places);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = rows[0]?.pid ?? 0;
  const results: SqlResult[] = [];
  for (const { name, sql } of joins) {
    await client.query(`drop table if exists pair; set statement_timeout = ${limitMs}`);
    const [began, busy] = [performance.now(), processorTimeOf(pid)];
    try {
      await client.query(sql);
    } catch (problem) {
      if ((problem as { code?: string }).code !== '57014') throw problem;
      results.push({ name, spent: null, pairs: new Float64Array() });
      continue;
    }
    const spent = { wall: performance.now() - began, processor: processorTimeOf(pid) - busy };
    const file = join(directory, 'pairs');
    await client.query('set statement_timeout = 0');
    await client.query(`copy (select a::int8 * ${events.length} + b from pair order by a, b) to '${file}'`);
    const text = readFileSync(file, 'latin1').trimEnd();
    results.push({ name, spent, pairs: Float64Array.from(text === '' ? [] : text.split('\n'), Number) });
    rmSync(file, { force: true });
  }
  return results;
}

async function load(
  client: Client,
  directory: string,
  events: readonly ClashEvent[],
  places: readonly Point[]
) {
  const numbers = new Map<string, number>();
  const numberOf = (name: string) => numbers.get(name) ?? numbers.set(name, numbers.size).size - 1;
  const rows: string[] = [];
  for (const [n, event] of events.entries()) {
    if (event.background) continue;
    const { lat, lon } = places[event.place] as Point;
    const organisers = `{${event.organisers.map(numberOf).join(',')}}`;
    const row = [
      n,
      numberOf(event.event),
      organisers,
      event.place,
      lat,
      lon,
      event.start,
      event.end,
      event.audiences
    ];
    rows.push(row.join('\t'));
  }
  const file = join(directory, 'events');
  writeFileSync(file, rows.join('\n') + '\n', { mode: 0o644 });
  await client.query(`
    create extension if not exists btree_gist;
    drop table if exists raw, event, place, near;
    create unlogged table raw (n int, event int, organisers int[], place int, lat float8, lon float8, start int, until int,
      audiences int);
    copy raw from '${file}';
    create unlogged table event as
      select n, event, organisers, place, point(lat, lon) as at, start, int4range(start, until) as during, audiences,
        int4range(start, until + ${farthestWay}) as reach_during,
        box(point(lat - ${reachLat}, lon - ${reachLon}), point(lat + ${reachLat}, lon + ${reachLon})) as reach_box
      from raw order by n;
    create index on event using gist (during, at);
    create index on event using gist (start, at);
    create unlogged table place as select distinct place as i, lat, lon from raw;
    create unlogged table near as
      select a.i, b.i as j, case when km = 0 then 0 else round(km * 1.3 / 50 * 60 + 10)::int end as way
      from place a join place b on true cross join lateral (select ${kmSql} as km offset 0) distance
      where km <= 25;
    create unique index on near (i, j);
    analyze`);
}

/** Minutes for 25 km. */
const farthestWay = 49;
/** 25 km in degrees of latitude, and of longitude at 49 degrees north, with a little room. */
const reachLat = 0.226;
const reachLon = 0.346;
