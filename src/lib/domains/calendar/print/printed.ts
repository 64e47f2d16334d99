// How the occurrences of a span are told on paper: what is held again and again is told once.
import { dayOf, defaultZone, localOf } from '#lib/core/time.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { whereText } from '../event-words.ts';
import type { Status } from '../model.ts';

export interface Printed {
  readonly event: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly allDay: boolean;
  readonly cancelled: boolean;
  /** On for days, as an exhibition. */
  readonly background: boolean;
  readonly settlement: string;
  readonly place: string;
  readonly organisers: readonly string[];
  readonly attendance: number | null;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly all_day: boolean;
  readonly status: Status;
  readonly background: boolean;
  readonly settlement_name: string | null;
  readonly venue_name: string | null;
  readonly place: string | null;
  readonly attendance: number | null;
}

const longestTitle = 200;
const longestPlace = 120;

export function printedFrom(row: Row, organisers: readonly string[]): Printed {
  const settlement = row.settlement_name ?? '';
  const where = whereText({ settlement: row.settlement_name, venue: row.venue_name ?? row.place });
  return {
    event: row.id,
    title: shortened(printable(row.title), longestTitle) || '–',
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    allDay: row.all_day,
    cancelled: row.status === 'cancelled',
    background: row.background,
    settlement: printable(settlement),
    place: shortened(printable(where), longestPlace),
    organisers: organisers.map((name) => shortened(printable(name), longestPlace)),
    attendance: row.attendance
  };
}

export interface Told {
  /** By day, those of the days themselves. */
  readonly days: ReadonlyMap<string, readonly Printed[]>;
  /** What is held at least three times at the same hours: its occurrences in order. */
  readonly regular: readonly (readonly Printed[])[];
}

const timesToBeRegular = 3;

export function told(rows: readonly Printed[]): Told {
  const series = new Map<string, Printed[]>();
  for (const row of rows) {
    // A cancelled one stands by itself: who would look at the regular ones for it?
    if (row.cancelled || row.background) continue;
    const key = `${row.event} ${localOf(row.startsAt, defaultZone).slice(11)} ${row.endsAt.getTime() - row.startsAt.getTime()}`;
    const held = series.get(key);
    if (held) held.push(row);
    else series.set(key, [row]);
  }
  const regular = [...series.values()].filter(({ length }) => length >= timesToBeRegular);
  const set = new Set(regular.flat());
  const days = new Map<string, Printed[]>();
  for (const row of rows) {
    if (set.has(row)) continue;
    const day = dayOf(row.startsAt, defaultZone);
    const held = days.get(day);
    if (held) held.push(row);
    else days.set(day, [row]);
  }
  return { days, regular };
}
