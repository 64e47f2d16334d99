// What lists of organisations and of venues have in common: pages, words searched for, nearness.
import { sql } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';

/** Name and address of something that is linked to. */
export interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** That something is there no more. */
export interface Closed {
  /** Day. */
  readonly on: string;
  /** In public words. */
  readonly reason: string | null;
  /** What came in its place. */
  readonly successor: Named | null;
}

export interface ListQuery<Kind> {
  /** Ids of settlements, nearest first; null for the whole country. */
  readonly settlements: readonly string[] | null;
  readonly kind?: Kind | null;
  /** Words that all have to occur in name or settlement; accents and capitals do not matter. */
  readonly text?: string;
  /** Also what is there no more; it is left out otherwise. */
  readonly closed?: boolean;
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export const usualPageSize = 30;

export function pageOf<Row>(rows: readonly Row[], total: number, page: number, pageSize: number): Page<Row> {
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** Of a row with the columns of a closed record and of its successor. */
export function closedFrom(
  row: { readonly id: string; readonly closed_on: string | null; readonly closed_reason: string | null } & {
    readonly successor_id: string | null;
    readonly successor_slug: string | null;
    readonly successor_name: string | null;
  }
): Closed | null {
  if (row.closed_on === null) return null;
  // Since a merge a record may be what came in its own place.
  const follows = row.successor_id !== null && row.successor_id !== row.id;
  return {
    on: row.closed_on,
    reason: row.closed_reason,
    successor: follows
      ? { id: row.successor_id ?? '', slug: row.successor_slug ?? '', name: row.successor_name ?? '' }
      : null
  };
}

/** `like` patterns, one per word, for a column written with `fold`. */
export function patternsOf(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 10)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}

/** One parameter for any number of ids. */
export function anyOf<Table extends string>(ids: readonly string[]) {
  return sql<Id<Table>>`any(${[...ids]}::uuid[])`;
}

/** Sorts by the place of the column's id in the list. */
export function nearness(column: string, settlements: readonly string[]) {
  return sql`array_position(${[...settlements]}::uuid[], ${sql.ref(column)})`;
}
