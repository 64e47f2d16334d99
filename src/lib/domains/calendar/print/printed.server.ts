// Reads what a sheet for the wall shows: all that everybody may see of a span of days.
import { addDays, defaultZone, startOfDay } from '#lib/core/time.ts';
import { anonymous } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { EventFilter } from '../filter.ts';
import { organisersOf } from '../queries.server.ts';
import { filtered } from '../occurrences.server.ts';
import { printedFrom, type Printed } from './printed.ts';

/** Those of a busy county in a month; a sheet with more would have fifty pages. */
const mostPrinted = 1000;

export interface PrintedSpan {
  readonly rows: readonly Printed[];
  /** What began before the span and is still on: exhibitions. */
  readonly running: readonly Printed[];
  /** Whether there would have been more. */
  readonly cut: boolean;
}

/** @param days 'YYYY-MM-DD', the last one included @param larger only what is not held week by week, the most visited first */
export async function listPrinted(
  db: Database,
  filter: EventFilter,
  { first, last, larger = false }: { first: string; last: string; larger?: boolean }
): Promise<PrintedSpan> {
  const from = startOfDay(first, defaultZone);
  const to = startOfDay(addDays(last, 1), defaultZone);
  const query = (await filtered(db, anonymous, filter)).select(['event.attendance', 'event.rule']);
  const rows = await query
    .where('occurrence.starts_at', '>=', from)
    .where('occurrence.starts_at', '<', to)
    .$if(larger, (only) =>
      only
        .where('event.rule', 'is', null)
        .where('event.status', '!=', 'cancelled')
        .orderBy('event.attendance', (order) => order.desc().nullsLast())
    )
    .orderBy('occurrence.starts_at')
    .orderBy('occurrence.event_id')
    .limit(mostPrinted + 1)
    .execute();
  const running = larger
    ? []
    : await query
        .where('occurrence.starts_at', '<', from)
        .where('occurrence.ends_at', '>', from)
        .where('event.background', '=', true)
        .where('event.status', '!=', 'cancelled')
        .orderBy('occurrence.ends_at')
        .orderBy('occurrence.event_id')
        .limit(12)
        .execute();
  const shown = rows.slice(0, mostPrinted);
  const organisers = await organisersOf(
    db,
    shown.map(({ id }) => id)
  );
  const named = (row: (typeof rows)[number]): Printed =>
    printedFrom(row, organisers.get(row.id)?.map(({ name }) => name) ?? []);
  return { rows: shown.map(named), running: running.map(named), cut: rows.length > mostPrinted };
}
