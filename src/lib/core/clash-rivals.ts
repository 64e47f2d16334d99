// Which events compete with one event in everything but time: judged once, they can be asked about any time it might take place.
import { nearness, rulesOf, tenthsOf, timeShare, travelMinutes, type ClashOptions } from './clash-score.ts';
import { checkEvent, endOf, isDated, rivalry, tableOf, type ClashEvent } from './clash-table.ts';
import type { Point } from './geo.ts';
import { checkedKm, pointAt, straightLine } from './reach.ts';

export interface Rival {
  /** Among the others. */
  readonly index: number;
  readonly km: number;
  /** Minutes of travel between the two. */
  readonly way: number;
  /** 0 to 1, without time: see `rivalry`. */
  readonly rivalry: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Those of the others that clash with the event at some time within [from, to), by start, then id.
 * @throws RangeError as `findClashes`
 */
export function rivalsOf(question: {
  event: ClashEvent;
  from: number;
  to: number;
  others: readonly ClashEvent[];
  places: readonly Point[];
  options: ClashOptions;
}): Rival[] {
  const { event, from, to, others, places, options } = question;
  const rules = rulesOf(options);
  const distance = options.distance ?? straightLine(places);
  checkEvent(event, places.length);
  pointAt(places, event.place);
  const farthest = travelMinutes(rules.maxKm, rules);
  const soon: number[] = [];
  for (const [index, other] of others.entries()) {
    checkEvent(other, places.length);
    if (overlapOf(from, to, other.start, endOf(other, rules)) + farthest > 0 && isDated(other, rules))
      soon.push(index);
  }
  if (!isDated(event, rules)) return [];

  // Row 0 is the event itself: everything here is dated.
  const together = [event, ...soon.map((index) => others[index] as ClashEvent)];
  const table = tableOf(together, places.length, rules);
  const kmTo = new Map<number, number>();
  const rivals: Rival[] = [];
  for (const [position, index] of soon.entries()) {
    const other = others[index] as ClashEvent;
    const km = kmTo.get(other.place) ?? kmBetween(event.place, other.place);
    kmTo.set(other.place, km);
    if (km > rules.maxKm) continue;
    const strength = rivalry(table, 0, position + 1, nearness(km, rules));
    const way = travelMinutes(km, rules);
    const end = endOf(other, rules);
    if (strength > 0 && overlapOf(from, to, other.start, end) + way > 0)
      rivals.push({ index, km, way, rivalry: strength, start: other.start, end });
  }
  return rivals.sort((x, y) => x.start - y.start || byId(others[x.index], others[y.index]));

  function kmBetween(one: number, other: number): number {
    if (one === other) return 0;
    pointAt(places, other);
    const [i, j] = [Math.min(one, other), Math.max(one, other)];
    return checkedKm(distance(i, j), i, j);
  }
}

/** The clash with a rival at a time, in tenths of a point; -1 when one could be at both. */
export function tenthsAgainst(rival: Rival, start: number, end: number): number {
  const missed = rival.way + overlapOf(start, end, rival.start, rival.end);
  if (missed <= 0) return -1;
  return tenthsOf(timeShare(missed, end - start, rival.end - rival.start), rival.rivalry);
}

/** Minutes that two times share; 0 or less: the gap between them, negated. */
export function overlapOf(startA: number, endA: number, startB: number, endB: number): number {
  return Math.min(endA, endB) - Math.max(startA, startB);
}

function byId(a: ClashEvent | undefined, b: ClashEvent | undefined): number {
  const [idA, idB] = [a?.id ?? '', b?.id ?? ''];
  return idA < idB ? -1 : idA > idB ? 1 : 0;
}
