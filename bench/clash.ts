// How fast clashes are found at three sizes, against brute force, an R-tree and PostgreSQL, with equal pairs, in one run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import RBush from 'rbush';
import { findClashes, type Clash, type ClashEvent } from '#lib/core/clash.ts';
import { overlapOf } from '#lib/core/clash-rivals.ts';
import { rulesOf, travelMinutes } from '#lib/core/clash-score.ts';
import { sweepTable, tableInOrder, type Swept } from '#lib/core/clash-sweep.ts';
import { rivalry, tableOf, type ClashTable } from '#lib/core/clash-table.ts';
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { straightLine } from '#lib/core/reach.ts';
import { startSqlJoin, type SqlJoin } from './clash-postgres.ts';
import { timed, type Spent } from './clash-time.ts';
import { readSettlements, syntheticEvents, type Settlement } from './clash-world.ts';

interface Contest {
  readonly title: string;
  readonly events: readonly ClashEvent[];
  readonly brute: boolean;
}

/**
 * The results as Markdown; each contest is also reported as soon as it is over.
 * @throws when two ways do not find the same pairs
 */
export async function benchClash(report: (part: string) => void = () => {}): Promise<string> {
  const settlements = readSettlements();
  if (!settlements) return 'Skipped: ../shared/data/settlements/settlements.csv is not there.\n';
  const sql = await startSqlJoin(sqlLimitMs);
  const parts = [introduction];
  try {
    for (const contest of contestsOver(settlements)) {
      const part = await hold(contest, settlements, sql);
      report(part);
      parts.push(part);
    }
  } finally {
    await sql.close();
  }
  return parts.join('\n');
}

const sqlLimitMs = 120_000;
const rules = rulesOf({});

const introduction = `# Clash detection

Synthetic events of one year over the real settlements of Hungary and the districts of Budapest, drawn by population
(\`bench/clash-world.ts\`, seed 1), one core, in one run of \`npm run bench clash\`. Every way finds the same pairs: the run stops
when one does not.

- \`findClashes\` reads the events, finds, scores, explains and orders all clashes; asked for the worst 1,000, it still finds and
  scores all, but orders and explains only those.
- «The pairs alone» begins with the events as columns in memory, as PostgreSQL begins with its table and indexes built and in
  memory, and also scores each pair. The others find bare pairs; the R-tree is built within its time.
- PostgreSQL has its table by time, statistics, the reach of each event and the minutes between all neighbouring places
  precomputed, and two GiST indexes: one on (range, point), asked with \`&&\` and \`<@\`, and one on (start, point), which needs to
  look at later events only.

Times are medians, of one run where a rival is slow. Ratios are of processor time, to «the pairs alone».
`;

function contestsOver(settlements: readonly Settlement[]): Contest[] {
  const over = (count: number, cap: number) => syntheticEvents(count, settlements, 1, cap);
  return [
    {
      title: '200 events of one month within 25 km of Szentes',
      events: districtMonth(settlements),
      brute: true
    },
    { title: '200 events', events: over(200, Infinity), brute: true },
    { title: '20,000 events', events: over(20_000, Infinity), brute: true },
    {
      title: '300,000 events, towns counted as 10,000 people at most',
      events: over(300_000, 10_000),
      brute: false
    },
    { title: '300,000 events', events: over(300_000, Infinity), brute: false }
  ];
}

/** The year of a district folded into June. */
function districtMonth(settlements: readonly Settlement[]): ClashEvent[] {
  const szentes = { lat: 46.652, lon: 20.257 };
  const near = settlements
    .map((place, index) => ({ ...place, index }))
    .filter((p) => kilometresBetween(p, szentes) <= 25);
  const month = 30 * 1440;
  const events = syntheticEvents(200, near, 1, Infinity).map((event) => {
    const start = event.start % month;
    return { ...event, place: near[event.place]?.index ?? 0, start, end: start + event.end - event.start };
  });
  return events.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

async function hold(
  { title, events, brute }: Contest,
  places: readonly Point[],
  sql: SqlJoin
): Promise<string> {
  const runs = events.length > 50_000 ? 3 : 9;
  const worst = timed(runs, () => findClashes(events, places, { limit: 1000 }));
  const all = timed(runs, () => findClashes(events, places));
  check(
    'the worst 1,000',
    keysOf(worst.value, events.length),
    keysOf(all.value.slice(0, 1000), events.length)
  );
  const expected = keysOf(all.value, events.length);
  all.value = [];
  const table = tableInOrder(events, places.length, rules);
  const pairs = timed(runs, () => sweepTable(table, { places, rules, distance: straightLine(places) }));
  check('the sweep', sweptKeys(pairs.value, events.length), expected);

  const rows: [string, Spent | null][] = [
    ['the pairs alone', pairs.spent],
    ['findClashes, all', all.spent],
    ['findClashes, the worst 1,000 of all', worst.spent]
  ];
  if (brute) {
    const result = timed(events.length > 1000 ? 1 : runs, () => bruteForce(events, places));
    check('brute force', result.value, expected);
    rows.push(['brute force', result.spent]);
  }
  const tree = timed(events.length > 50_000 ? 1 : runs, () => byTree(events, places));
  check('R-tree', tree.value, expected);
  rows.push(['R-tree (rbush, time × latitude)', tree.spent]);
  for (const { name, spent, pairs } of await sql.run(events, places)) {
    if (spent) check(name, pairs, expected);
    rows.push([name, spent]);
  }

  return [
    `## ${title}`,
    '',
    `${expected.length.toLocaleString('en')} clashes; median of ${runs} runs.`,
    '',
    '| way | ms on the wall | processor ms | ratio |',
    '|---|--:|--:|--:|',
    ...rows.map(([name, spent]) => {
      if (!spent) return `| ${name} | stopped after ${sqlLimitMs / 1000} s | | |`;
      const ratio = rounded(spent.processor / pairs.spent.processor);
      return `| ${[name, rounded(spent.wall), rounded(spent.processor), ratio].join(' | ')} |`;
    }),
    ''
  ].join('\n');
}

function rounded(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}

function check(name: string, pairs: Float64Array, expected: Float64Array): void {
  const at = expected.findIndex((key, k) => pairs[k] !== key);
  if (pairs.length !== expected.length || at >= 0)
    throw new Error(
      `${name} found ${pairs.length} pairs, not ${expected.length}; the first other one is number ${at}`
    );
}

function keysOf(clashes: readonly Clash[], events: number): Float64Array {
  return Float64Array.from(clashes, ({ a, b }) => a * events + b).sort();
}

function sweptKeys({ columns, count, each }: Swept, events: number): Float64Array {
  const keys = new Float64Array(count);
  each(({ p, q, position }) => {
    const [i, j] = [columns.index[p] ?? 0, columns.index[q] ?? 0];
    keys[position] = Math.min(i, j) * events + Math.max(i, j);
  });
  return keys.sort();
}

function bruteForce(events: readonly ClashEvent[], places: readonly Point[]): Float64Array {
  const table = tableOf(events, places.length, rules);
  const { index } = table.columns;
  const keys: number[] = [];
  for (let p = 0; p < index.length; p++) {
    for (let q = p + 1; q < index.length; q++) {
      if (meet(table, p, q, places)) keys.push((index[p] ?? 0) * events.length + (index[q] ?? 0));
    }
  }
  return Float64Array.from(keys).sort();
}

function byTree(events: readonly ClashEvent[], places: readonly Point[]): Float64Array {
  const table = tableOf(events, places.length, rules);
  const { index, place, start, end } = table.columns;
  const boxes = Array.from(index.keys(), (row) => {
    const lat = places[place[row] ?? 0]?.lat ?? 0;
    return { row, minX: start[row] ?? 0, maxX: end[row] ?? 0, minY: lat, maxY: lat };
  });
  const tree = new RBush<(typeof boxes)[number]>().load(boxes);
  const keys: number[] = [];
  const degrees = 0.2249;
  const way = travelMinutes(rules.maxKm, rules);
  for (const { row: p, minX, maxX, minY } of boxes) {
    const around = { minX: minX - way, maxX: maxX + way, minY: minY - degrees, maxY: minY + degrees };
    for (const { row: q } of tree.search(around)) {
      if (p < q && meet(table, p, q, places)) keys.push((index[p] ?? 0) * events.length + (index[q] ?? 0));
    }
  }
  return Float64Array.from(keys).sort();
}

/** Cheapest questions first. */
function meet(table: ClashTable, p: number, q: number, places: readonly Point[]): boolean {
  const { place, start, end } = table.columns;
  const overlap = overlapOf(start[p] ?? 0, end[p] ?? 0, start[q] ?? 0, end[q] ?? 0);
  if (overlap <= -farthest || rivalry(table, p, q, 1) === 0) return false;
  const km = kilometresBetween(places[place[p] ?? 0] as Point, places[place[q] ?? 0] as Point);
  return km <= rules.maxKm && overlap + travelMinutes(km, rules) > 0;
}

const farthest = travelMinutes(rules.maxKm, rules);

if (import.meta.main) {
  const results = await benchClash((part) => process.stdout.write(`${part}\n`));
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(join(import.meta.dirname, 'results/clash.md'), results);
}
