// Erases a person from every table in the way that its columns declare, within the caller's transaction.
import { sql } from 'kysely';
import type { Database } from '../db/database.server.ts';
import { namingsOf, personalColumns, type PersonalEntry, type TableDeclarations } from '../personal-data.ts';
import { anyOf, namesPerson, type Whose } from './rows-about.server.ts';
import { mentionsOf, scrubJson, scrubText } from './scrub.ts';

/**
 * The person's own row goes last: until then their roles tell which contacts are theirs. So do the rows through which others
 * are about the person go after those.
 */
export async function eraseByDeclaration(
  tx: Database,
  tables: TableDeclarations,
  whose: Whose
): Promise<void> {
  for (const table of inErasingOrder(tables)) {
    const personal = personalColumns(tables, table);
    for (const entry of personal) await eraseRows(tx, tables, entry, whose);
    for (const entry of personal) if (entry.erasure === 'scrub') await scrubColumn(tx, entry, whose);
  }
}

function inErasingOrder(tables: TableDeclarations): readonly string[] {
  const ways = Object.keys(tables).flatMap((table) =>
    personalColumns(tables, table).flatMap((entry) =>
      namingsOf(entry).flatMap((naming) => (typeof naming === 'object' ? naming.of : []))
    )
  );
  const last = [...new Set(ways), 'role', 'person'];
  return Object.keys(tables).sort((a, b) => last.indexOf(a) - last.indexOf(b));
}

async function eraseRows(
  tx: Database,
  tables: TableDeclarations,
  entry: PersonalEntry,
  whose: Whose
): Promise<void> {
  const condition = namesPerson(tables, entry, whose);
  if (!condition) return;
  const personal = personalColumns(tables, entry.table);
  const table = sql.ref(entry.table);
  if (entry.erasure === 'delete row') {
    await sql`delete from ${table} where ${condition}`.execute(tx);
    return;
  }
  if (entry.erasure !== 'clear') return;
  // What belongs to nobody else in such a row is cleared with it.
  const rowIsOthers = personal.some(({ names, erasure }) => names && erasure === 'delete row');
  const cleared = personal.filter(
    (other) => other.column === entry.column || (!rowIsOthers && !other.names && other.erasure === 'clear')
  );
  const set = sql.join(cleared.map(({ column }) => sql`${sql.ref(column)} = null`));
  await sql`update ${table} set ${set} where ${condition}`.execute(tx);
}

async function scrubColumn(tx: Database, { table, column }: PersonalEntry, whose: Whose): Promise<void> {
  const mentions = mentionsOf(whose);
  if (mentions.length === 0) return;
  const text = sql`lower(${sql.ref(column)}::text collate hu)`;
  // A name stands in JSON with its quotation marks escaped.
  const written = mentions.flatMap((mention) => [mention, JSON.stringify(mention).slice(1, -1)]);
  const mentioned = anyOf(
    [...new Set(written)].map((mention) => sql<boolean>`position(${mention}::text in ${text}) > 0`)
  );
  const { rows } = await sql<{ place: string; type: string; value: unknown }>`
    select ctid::text as place, pg_typeof(${sql.ref(column)})::text as type, ${sql.ref(column)} as value
    from ${sql.ref(table)} where ${mentioned} for update`.execute(tx);
  for (const { place, type, value } of rows) {
    const scrubbed =
      type === 'text'
        ? sql`${scrubText(String(value), whose)}::text`
        : sql`${JSON.stringify(scrubJson(value, whose))}::jsonb`;
    await sql`update ${sql.ref(table)} set ${sql.ref(column)} = ${scrubbed} where ctid = ${place}::tid`.execute(
      tx
    );
  }
}
