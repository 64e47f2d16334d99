// Which rows of a table are about a person: asked by the columns that name them, as the declarations say.
import { sql, type RawBuilder } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import {
  namingsOf,
  personalColumns,
  type Naming,
  type PersonalEntry,
  type TableDeclarations
} from '../personal-data.ts';

/** How a person stands in the tables. */
export interface Whose {
  /** Null for somebody who has no account. */
  readonly id: Id<'person'> | null;
  /** In lower case; the one of now first. */
  readonly emails: readonly string[];
  readonly name: string | null;
}

/** A condition on the rows in which this column names the person; null when there is nothing to look for. */
export function namesPerson(
  tables: TableDeclarations,
  entry: PersonalEntry,
  whose: Whose
): RawBuilder<boolean> | null {
  const conditions = namingsOf(entry).flatMap((naming) => namesThem(tables, entry, naming, whose) ?? []);
  return conditions.length > 0 ? anyOf(conditions) : null;
}

function namesThem(
  tables: TableDeclarations,
  { table, column }: PersonalEntry,
  naming: Naming,
  whose: Whose
): RawBuilder<boolean> | null {
  if (typeof naming === 'object') {
    const there = personalColumns(tables, naming.of).flatMap(
      (entry) => namesPerson(tables, entry, whose) ?? []
    );
    return sql<boolean>`${sql.ref(`${table}.${naming.through}`)} in
      (select ${sql.ref(`${naming.of}.id`)} from ${sql.ref(naming.of)} where ${anyOf(there)})`;
  }
  const value = sql.ref(`${table}.${column}`);
  if (naming === 'id') return whose.id ? sql<boolean>`${value} = ${whose.id}` : null;
  const byEmail =
    whose.emails.length > 0 ? sql<boolean>`lower(${value}) = any(${[...whose.emails]}::text[])` : null;
  if (naming !== 'contact' || !whose.id || !whose.name) return byEmail;
  // Two people may have the same name: it counts only where this one works.
  const byName = sql<boolean>`(lower(${value} collate hu) = lower(${whose.name}::text collate hu)
    and ${sql.ref(`${table}.organisation_id`)} in (select organisation_id from role where person_id = ${whose.id}))`;
  return byEmail ? sql<boolean>`(${byEmail} or ${byName})` : byName;
}

/** Any of the conditions. */
export function anyOf(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` or `)})` : sql<boolean>`false`;
}
