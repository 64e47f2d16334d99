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
  readonly index: Int32Array;
  readonly place: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly event: Int32Array;
  /** Row r's organisers are `organiser[organisersFrom[r] … organisersFrom[r + 1]]`. */
  readonly organiser: Int32Array;
  readonly organisersFrom: Int32Array;
  readonly audiences: Int32Array;
  readonly themes: Int32Array;
  readonly size: Float64Array;
  readonly withinOrganiser: boolean;
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

/** The events at the given indexes as rows, in that order. They must have been checked. */
export function tableOf(events: readonly ClashEvent[], order: ArrayLike<number>, rules: Rules): ClashTable {
  const rows = order.length;
  const table = {
    index: Int32Array.from(order),
    place: new Int32Array(rows),
    start: new Float64Array(rows),
    end: new Float64Array(rows),
    event: new Int32Array(rows),
    organisersFrom: new Int32Array(rows + 1),
    audiences: new Int32Array(rows),
    themes: new Int32Array(rows),
    size: new Float64Array(rows)
  };
  const organiser: number[] = [];
  const eventNumber = numbering();
  const organiserNumber = numbering();
  table.index.forEach((index, row) => {
    const event = events[index];
    if (!event) throw new RangeError(`There is no event ${index}`);
    table.place[row] = event.place;
    table.start[row] = event.start;
    table.end[row] = endOf(event, rules);
    table.event[row] = eventNumber(event.event);
    for (const name of event.organisers) organiser.push(organiserNumber(name));
    table.organisersFrom[row + 1] = organiser.length;
    table.audiences[row] = event.audiences;
    table.themes[row] = event.themes;
    table.size[row] = sizeOf(event.attendance, rules);
  });
  return { ...table, organiser: Int32Array.from(organiser), withinOrganiser: rules.withinOrganiser };
}

/**
 * How much rows p and q would compete if they fell at the same time, 0 to 1: 0 when they are of one event or of one organiser or
 * never meet the same people.
 */
export function rivalry(table: ClashTable, p: number, q: number, nearness: number): number {
  if (table.event[p] === table.event[q]) return 0;
  const share = audienceShare(table.audiences[p] ?? 0, table.audiences[q] ?? 0);
  if (share === 0 || (!table.withinOrganiser && shareOrganiser(table, p, q))) return 0;
  return (
    nearness *
    share *
    sizeWeight(table.size[p] ?? 0, table.size[q] ?? 0) *
    themeWeight(table.themes[p] ?? 0, table.themes[q] ?? 0)
  );
}

function shareOrganiser(table: ClashTable, p: number, q: number): boolean {
  const { organiser, organisersFrom } = table;
  const endP = organisersFrom[p + 1] ?? 0;
  const endQ = organisersFrom[q + 1] ?? 0;
  for (let i = organisersFrom[p] ?? 0; i < endP; i++) {
    for (let j = organisersFrom[q] ?? 0; j < endQ; j++) if (organiser[i] === organiser[j]) return true;
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
