// Events as columns of numbers, checked and in a chosen order, so that a pair is judged without touching an object.
import { audienceShare, sizeOf, sizeWeight, themeWeight, type Rules } from './clash-score.ts';

/** One occurrence of an event, as the judgement sees it. */
export interface ClashEvent {
  /** Of the occurrence, unique; equal clashes are ordered by it. */
  readonly id: string;
  /** Occurrences of one event never clash with each other. */
  readonly event: string;
  readonly organisers: readonly string[];
  /** Index into the places. */
  readonly place: number;
  /** Epoch minutes, half-open. An event that ends when it starts has no known end (`unknownLength`). */
  readonly start: number;
  readonly end: number;
  /** Bit mask of up to 32 audiences; 0 = everyone. */
  readonly audiences: number;
  /** Bit mask of up to 32 themes; 0 = not stated. */
  readonly themes: number;
  /** Expected people, 0 = unknown. */
  readonly attendance: number;
  /** Exhibitions and the like: never a clash. */
  readonly background: boolean;
}

/** Row r is event `index[r]`. */
export interface ClashTable {
  readonly columns: Columns;
  /** The organisers of event i are `organiser[organisersFrom[i] … organisersFrom[i + 1]]`. */
  readonly organiser: Int32Array;
  readonly organisersFrom: Int32Array;
  readonly withinOrganiser: boolean;
}

export interface Columns {
  readonly index: Int32Array;
  readonly place: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly event: Int32Array;
  readonly audiences: Int32Array;
  readonly themes: Int32Array;
  readonly attendance: Float64Array;
  readonly size: Float64Array;
  /** A bit for each organiser, out of 32: where two rows have none in common, they have no common organiser either. */
  readonly organisers: Int32Array;
}

/** @throws RangeError for an event that cannot be judged: a bug of the caller, not of the user */
export function checkEvent(event: ClashEvent, places: number): void {
  const { start, end, place, audiences, themes, attendance } = event;
  if (!Number.isFinite(start) || !Number.isFinite(end) || end < start)
    refuse(event, `lasts from ${start} to ${end}`);
  if (!Number.isInteger(place) || place < 0 || place >= places)
    refuse(event, `is at place ${place} of ${places}`);
  if (!isMask(audiences)) refuse(event, `has audiences ${audiences}, not a mask of 32 bits`);
  if (!isMask(themes)) refuse(event, `has themes ${themes}, not a mask of 32 bits`);
  if (!(attendance >= 0)) refuse(event, `expects ${attendance} people`);
}

/** The end, or what is assumed where none is known. */
export function endOf(event: ClashEvent, rules: Rules): number {
  return event.end > event.start ? event.end : event.start + rules.unknownLength;
}

/** A date that people choose, rather than something that goes on in the background. */
export function isDated(event: ClashEvent, rules: Rules): boolean {
  return !event.background && event.end - event.start <= rules.backgroundMinutes;
}

/**
 * The dated ones of the events, in the order of input: read once from end to end, since following 300,000 objects in another
 * order takes twice as long.
 * @throws RangeError as `checkEvent`
 */
export function tableOf(events: readonly ClashEvent[], places: number, rules: Rules): ClashTable {
  const columns = columnsOf(events.length);
  const organisersFrom = new Int32Array(events.length + 1);
  const organiser: number[] = [];
  const eventNumber = numbering();
  const organiserNumber = numbering();
  let row = 0;
  for (const [index, event] of events.entries()) {
    checkEvent(event, places);
    if (isDated(event, rules)) {
      columns.index[row] = index;
      columns.place[row] = event.place;
      columns.start[row] = event.start;
      columns.end[row] = endOf(event, rules);
      columns.event[row] = eventNumber(event.event);
      columns.audiences[row] = event.audiences;
      columns.themes[row] = event.themes;
      columns.attendance[row] = event.attendance;
      columns.size[row] = sizeOf(event.attendance, rules);
      for (const name of event.organisers) {
        const number = organiserNumber(name);
        organiser.push(number);
        columns.organisers[row] = (columns.organisers[row] ?? 0) | (1 << number);
      }
      row++;
    }
    organisersFrom[index + 1] = organiser.length;
  }
  return {
    columns: mapColumns(columns, (column) => column.subarray(0, row) as typeof column),
    organiser: Int32Array.from(organiser),
    organisersFrom,
    withinOrganiser: rules.withinOrganiser
  };
}

/** The same rows in another order: row r becomes the old row `order[r]`. */
export function reordered(table: ClashTable, order: Int32Array): ClashTable {
  return {
    ...table,
    columns: mapColumns(table.columns, (column) => {
      const moved = column.slice() as typeof column;
      for (let row = 0; row < order.length; row++) moved[row] = column[order[row] ?? 0] ?? 0;
      return moved;
    })
  };
}

/**
 * How much rows p and q would compete if they fell at the same time, 0 to 1: 0 when they are of one event or of one organiser or
 * never meet the same people.
 */
export function rivalry(table: ClashTable, p: number, q: number, nearness: number): number {
  const { event, audiences, themes, size } = table.columns;
  const share = audienceShare(audiences[p] ?? 0, audiences[q] ?? 0);
  if (share === 0 || event[p] === event[q]) return 0;
  if (!table.withinOrganiser && shareOrganiser(table, p, q)) return 0;
  return (
    nearness * share * sizeWeight(size[p] ?? 0, size[q] ?? 0) * themeWeight(themes[p] ?? 0, themes[q] ?? 0)
  );
}

function columnsOf(rows: number): Columns {
  return {
    index: new Int32Array(rows),
    place: new Int32Array(rows),
    start: new Float64Array(rows),
    end: new Float64Array(rows),
    event: new Int32Array(rows),
    audiences: new Int32Array(rows),
    themes: new Int32Array(rows),
    attendance: new Float64Array(rows),
    size: new Float64Array(rows),
    organisers: new Int32Array(rows)
  };
}

function mapColumns(
  columns: Columns,
  change: <C extends Int32Array | Float64Array>(column: C) => C
): Columns {
  return {
    index: change(columns.index),
    place: change(columns.place),
    start: change(columns.start),
    end: change(columns.end),
    event: change(columns.event),
    audiences: change(columns.audiences),
    themes: change(columns.themes),
    attendance: change(columns.attendance),
    size: change(columns.size),
    organisers: change(columns.organisers)
  };
}

function shareOrganiser(table: ClashTable, p: number, q: number): boolean {
  const { organiser, organisersFrom, columns } = table;
  if (((columns.organisers[p] ?? 0) & (columns.organisers[q] ?? 0)) === 0) return false;
  const eventP = columns.index[p] ?? 0;
  const eventQ = columns.index[q] ?? 0;
  const endP = organisersFrom[eventP + 1] ?? 0;
  const endQ = organisersFrom[eventQ + 1] ?? 0;
  for (let i = organisersFrom[eventP] ?? 0; i < endP; i++) {
    for (let j = organisersFrom[eventQ] ?? 0; j < endQ; j++) if (organiser[i] === organiser[j]) return true;
  }
  return false;
}

function numbering(): (name: string) => number {
  const numbers = new Map<string, number>();
  return (name) => {
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = numbers.size));
    return number;
  };
}

function isMask(mask: number): boolean {
  return Number.isInteger(mask) && mask >= 0 && mask <= 0xffffffff;
}

function refuse(event: ClashEvent, why: string): never {
  throw new RangeError(`Event ${event.id} ${why}`);
}
