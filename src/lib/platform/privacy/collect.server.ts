// Everything the tables hold about a person, as their columns declare it, and nothing about others but names.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { inParts } from '../activity.server.ts';
import type { Database } from '../db/database.server.ts';
import { personalColumns, type TableDeclarations } from '../personal-data.ts';
import { anyOf, namesPerson, type Whose } from './rows-about.server.ts';

/** A cell that is not given out as it is. */
export interface Withheld {
  readonly withheld: 'secret' | 'file';
  readonly bytes: number;
}

export interface CollectedTable {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** `onTable` is told before each table, with how many have been looked through. */
export async function collectByDeclaration(
  db: Database,
  tables: TableDeclarations,
  whose: Whose,
  {
    onTable = async () => {},
    namesOf = async () => new Map()
  }: {
    onTable?: (done: number) => Promise<void>;
    /** What places are called, by id. */
    namesOf?: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  } = {}
): Promise<CollectedTable[]> {
  const collected: CollectedTable[] = [];
  const named = tablesAboutPeople(tables);
  for (const [done, table] of named.entries()) {
    await onTable(done);
    collected.push({ table, rows: await rowsOf(db, tables, table, whose) });
  }
  return withNames(db, collected, whose, namesOf);
}

/** Those in which there is a way to the person. */
export function tablesAboutPeople(tables: TableDeclarations): readonly string[] {
  return Object.keys(tables)
    .filter((table) =>
      personalColumns(tables, table).some(({ names, erasure }) => names !== undefined || erasure === 'scrub')
    )
    .sort();
}

async function rowsOf(
  db: Database,
  tables: TableDeclarations,
  table: string,
  whose: Whose
): Promise<Record<string, unknown>[]> {
  const personal = personalColumns(tables, table);
  const naming = personal.filter(({ names }) => names !== undefined);
  const owning = naming.filter(({ erasure }) => erasure === 'delete row');
  const conditionsOf = (entries: typeof personal) =>
    entries.flatMap((entry) => namesPerson(tables, entry, whose) ?? []);
  // A namesake's words are not this person's: only the id and the addresses count here.
  const traces = [...whose.emails, ...(whose.id ? [whose.id] : [])];
  const mentioning = personal
    .filter(({ erasure }) => erasure === 'scrub')
    .flatMap(({ column }) =>
      traces.map(
        (trace) => sql<boolean>`position(${trace}::text in lower(${sql.ref(`${table}.${column}`)}::text)) > 0`
      )
    );
  const repeats = personal.some((entry) => entry.repeats);
  const own = anyOf(conditionsOf(owning.length > 0 ? owning : naming));
  const { rows } = await sql<Record<string, unknown>>`
    select *, ${own} as "own row" from ${sql.ref(table)}
    where ${repeats ? own : anyOf([...conditionsOf(naming), ...mentioning])} order by ctid`.execute(db);
  return rows.map(({ 'own row': isOwn, ...row }) => {
    // Where no row is anybody's own, as in the history, all of it is about whoever it names.
    const whole = isOwn === true || owning.length === 0;
    return Object.fromEntries(
      Object.entries(row).flatMap(([column, value]) => {
        const declared = tables[table]?.[column];
        if (value === null || declared === undefined) return [];
        if (value instanceof Uint8Array)
          return declared === 'none' ? [] : [[column, withheld(declared.secret === true, value.length)]];
        if (declared === 'none') return [[column, value]];
        if (declared.secret) return [[column, withheld(true, 0)]];
        return whole || isAbout(value, declared.names !== undefined, traces) ? [[column, value]] : [];
      })
    );
  });
}

function withheld(secret: boolean, bytes: number): Withheld {
  return { withheld: secret ? 'secret' : 'file', bytes };
}

/** In somebody else's row, only what names this person or speaks of them. */
function isAbout(value: unknown, names: boolean, traces: readonly string[]): boolean {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
  return names ? traces.includes(text) : traces.some((trace) => text.includes(trace));
}

/** People and places stand there by name, not by id. */
async function withNames(
  db: Database,
  collected: readonly CollectedTable[],
  whose: Whose,
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
): Promise<CollectedTable[]> {
  const ids = new Set<string>();
  for (const { rows } of collected)
    for (const row of rows)
      for (const value of Object.values(row))
        if (typeof value === 'string' && value !== whose.id && isUuid(value)) ids.add(value);
  const names = new Map<unknown, string>(await namesOf([...ids]));
  if (whose.id && whose.name) names.set(whose.id, whose.name);
  for (const part of inParts([...ids] as Id<'person'>[])) {
    const people = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', part).execute();
    for (const { id, name } of people) names.set(id, name);
  }
  return collected.map(({ table, rows }) => ({
    table,
    rows: rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          column === 'id' ? value : (names.get(value) ?? value)
        ])
      )
    )
  }));
}
