// Which rows a code typed from paper may mean: the SQL of `codeNumber`.
import { sql, type RawBuilder } from 'kysely';
import { codeMask } from '#lib/core/short-code.ts';

/** @param column of UUIDs, as `organisation.id` @param number what `readShortCode` read */
export function hasCode(column: string, number: number): RawBuilder<boolean> {
  return sql<boolean>`(('x' || right(${sql.ref(column)}::text, 8))::bit(32)::bigint & ${codeMask}::bigint) = ${number}::bigint`;
}
