// Forgets in time what the declarations say is kept for a number of days.
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../db/database.server.ts';
import { isRetention, personalColumns, type Retention, type TableDeclarations } from '../personal-data.ts';

export interface RetentionRule extends Retention {
  readonly table: string;
  /** Null when the whole row goes. */
  readonly column: string | null;
}

/** One rule for columns that go at the same time; the longest of a table's rows. */
export function retentionRules(tables: TableDeclarations): readonly RetentionRule[] {
  const rules = Object.keys(tables).flatMap((table) =>
    personalColumns(tables, table).flatMap(({ column, kept }): RetentionRule[] =>
      isRetention(kept) ? [{ ...kept, table, column: kept.then === 'clear' ? column : null }] : []
    )
  );
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** Carries the rules out, one statement each. @returns how many rows were forgotten or cleared */
export async function forgetByDeclaration(
  db: Database,
  tables: TableDeclarations,
  now: Date
): Promise<number> {
  let forgotten = 0;
  for (const rule of retentionRules(tables)) {
    const { table, column, after, days, unless } = rule;
    const moments = (typeof after === 'string' ? [after] : after).map(
      (name) => sql`${sql.ref(name)}::timestamptz`
    );
    const limit = new Date(now.getTime() - days * 86_400_000);
    const due = sql`coalesce(${sql.join(moments)}) < ${limit}
      ${unless ? sql`and ${exempt(unless)} is not true` : sql``}`;
    const done = column
      ? await sql`update ${sql.ref(table)} set ${sql.ref(column)} = null where ${sql.ref(column)} is not null and ${due}`.execute(
          db
        )
      : await sql`delete from ${sql.ref(table)} where ${due}`.execute(db);
    forgotten += Number(done.numAffectedRows ?? 0n);
  }
  return forgotten;
}

function exempt({ column, is }: NonNullable<Retention['unless']>): RawBuilder<boolean> {
  return is === 'account'
    ? sql`(${sql.ref(column)} is not null)`
    : sql`(${sql.ref(column)} = any(${[...is]}::text[]))`;
}
