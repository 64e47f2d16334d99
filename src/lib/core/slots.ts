// When an event or a series had better take place: the times at which it competes least, compared with leaving it as it is.
import type { Answer, Reason } from './answer.ts';
import { rivalsOf, tenthsAgainst, type Rival } from './clash-rivals.ts';
import { endOf, type ClashEvent } from './clash-table.ts';
import { rulesOf, type ClashOptions } from './clash-score.ts';
import type { Point } from './geo.ts';
import { daysBetween, defaultZone, localOf, minuteMs, wallMs, weekdayOf } from './time.ts';

export interface Slot {
  /** Epoch minutes, half-open; as long as the event. */
  readonly start: number;
  readonly end: number;
  /** The scores of all clashes there, added up; `gain` is how much less that is than staying, always more than 0. */
  readonly score: number;
  readonly gain: number;
  /** How many events it clashes with there; how many of the present clashes go away, how many new ones come. */
  readonly clashes: number;
  readonly removed: number;
  readonly added: number;
  /** Local days moved; negative: earlier. */
  readonly days: number;
  /**
   * What is better: `no_clash_left` {removed}, `fewer_clashes` {fewer, left} or `weaker_clashes` {gain, left};
   * what is not: `new_clashes` {added}; what changes for people: `same_day` {minutes: moved}, or `days_later` / `days_earlier`
   * {days}, `same_weekday`, `same_hour`.
   */
  readonly reasons: readonly Reason[];
}

export interface SlotQuestion {
  readonly event: ClashEvent;
  /** Start times to choose from, epoch minutes. */
  readonly candidates: readonly number[];
  readonly others: readonly ClashEvent[];
  readonly places: readonly Point[];
  readonly options?: ClashOptions;
  /** Default 3. */
  readonly limit?: number;
  /** In which days and hours are told. Default Europe/Budapest. */
  readonly zone?: string;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

/**
 * Up to `limit` better and different slots, best first. Every candidate is tried, so the least total found is proved (`bound`).
 * Gains within a twentieth of what staying costs count as equal: then the slot that disrupts least goes first. Different means
 * another day; if there are not enough, at least four hours apart.
 * The answer's reasons: `staying` {score, clashes}, and `no_clash_now` or `none_better` {tried} where nothing is offered.
 * @throws RangeError as `findClashes`, or when a candidate is not a number
 */
export function suggestSlots(question: SlotQuestion): Answer<Slot[]> {
  const { event, candidates } = question;
  const starts = [...new Set(candidates)].filter((start) => start !== event.start);
  return suggestSeriesSlots({
    ...question,
    staying: [event.start],
    candidates: starts.map((start) => [start])
  });
}

export interface SeriesQuestion extends Omit<SlotQuestion, 'candidates'> {
  /** When the coming occurrences begin as things stand, epoch minutes, soonest first; at least one. `event` is the first of them. */
  readonly staying: readonly number[];
  /** For each other weekday or hour: when the coming occurrences would begin, at least one, soonest first. */
  readonly candidates: readonly (readonly number[])[];
}

/**
 * As `suggestSlots`, for all coming occurrences of a series together: scores, clashes and gains are those of the whole, `start`,
 * `end` and `days` those of the first. Candidates should have as many occurrences as staying, or they win by being fewer.
 */
export function suggestSeriesSlots(question: SeriesQuestion): Answer<Slot[]> {
  const { event, candidates, others, places, options = {}, limit = 3, zone = defaultZone, clock } = question;
  const began = clock?.() ?? 0;
  const all = [question.staying, ...candidates].flat();
  const wrong = all.find((start) => !Number.isFinite(start));
  if (wrong !== undefined) throw new RangeError(`Candidate ${wrong} is not a time`);

  const length = endOf(event, rulesOf(options)) - event.start;
  const from = all.reduce((least, start) => Math.min(least, start), event.start);
  const to = all.reduce((most, start) => Math.max(most, start), event.start) + length;
  const rivals = rivalsOf({ event, from, to, others, places, options });
  const loadAt = loads(rivals, length, rulesOf(options).minScore * 10);

  const staying = loadAt(question.staying);
  const better = candidates
    .map((starts) => ({ start: starts[0] ?? event.start, load: loadAt(starts) }))
    .filter(({ load }) => load.tenths < staying.tenths)
    .map(({ start, load }) => ({ start, load, move: moveOf(event.start, start, zone) }));
  const step = Math.max(10, staying.tenths / 20);
  const gain = (load: Load) => Math.round((staying.tenths - load.tenths) / step);
  better.sort(
    (x, y) =>
      gain(y.load) - gain(x.load) ||
      x.move.disruption - y.move.disruption ||
      x.load.tenths - y.load.tenths ||
      // An earlier date leaves less time to tell people.
      y.start - x.start
  );
  const slots = different(better, limit).map(({ start, load, move }): Slot => {
    const removed = [...staying.rivals].filter((rival) => !load.rivals.has(rival)).length;
    const added = [...load.rivals].filter((rival) => !staying.rivals.has(rival)).length;
    const slot = {
      start,
      end: start + (event.end - event.start),
      score: load.tenths / 10,
      gain: (staying.tenths - load.tenths) / 10,
      clashes: load.rivals.size,
      removed,
      added,
      days: move.days
    };
    return { ...slot, reasons: reasonsFor(slot, move) };
  });

  const reasons: Reason[] = [{ code: 'staying', score: staying.tenths / 10, clashes: staying.rivals.size }];
  if (staying.rivals.size === 0) reasons.push({ code: 'no_clash_now' });
  else if (slots.length === 0) reasons.push({ code: 'none_better', tried: candidates.length });
  const least = better.reduce((tenths, { load }) => Math.min(tenths, load.tenths), staying.tenths);
  const seconds = ((clock?.() ?? 0) - began) / 1000;
  return { answer: slots, reasons, bound: least / 10, seconds, seed: 0 };
}

/** What the event competes with at one time, or at all times of a series together. */
interface Load {
  readonly tenths: number;
  readonly rivals: ReadonlySet<Rival>;
}

/** Rivals come by start, so only those that could still be on, or soon begin, are looked at. */
function loads(rivals: readonly Rival[], length: number, least: number): (starts: readonly number[]) => Load {
  const farthest = rivals.reduce((most, { way }) => Math.max(most, way), 0);
  const longest = rivals.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  return (starts) => {
    const clashing = new Set<Rival>();
    let tenths = 0;
    for (const start of starts)
      for (let r = firstFrom(rivals, start - longest - farthest); r < rivals.length; r++) {
        const rival = rivals[r] as Rival;
        if (rival.start >= start + length + farthest) break;
        const here = tenthsAgainst(rival, start, start + length);
        if (here < 0 || here < least) continue;
        clashing.add(rival);
        tenths += here;
      }
    return { tenths, rivals: clashing };
  };
}

function firstFrom(rivals: readonly Rival[], start: number): number {
  let low = 0;
  let high = rivals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rivals[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Move {
  readonly day: string;
  readonly days: number;
  /** Minutes on the wall clock within the day. */
  readonly minutes: number;
  readonly sameWeekday: boolean;
  /** In days: each hour of the day changed counts half a day, another weekday three. */
  readonly disruption: number;
}

export function moveOf(from: number, to: number, zone: string): Move {
  const before = localOf(new Date(from * minuteMs), zone);
  const after = localOf(new Date(to * minuteMs), zone);
  const [dayBefore, day] = [before.slice(0, 10), after.slice(0, 10)];
  const days = daysBetween(dayBefore, day);
  const minutes = (wallMs(after) - wallMs(before)) / minuteMs - days * 24 * 60;
  const sameWeekday = weekdayOf(dayBefore) === weekdayOf(day);
  const disruption = Math.abs(days) + Math.abs(minutes) / 120 + (sameWeekday ? 0 : 3);
  return { day, days, minutes, sameWeekday, disruption };
}

/** The best ones that differ from each other: first of different days, then what else is four hours apart. */
function different<S extends { start: number; move: Move }>(bestFirst: readonly S[], limit: number): S[] {
  const chosen: S[] = [];
  for (const sameDayToo of [false, true]) {
    for (const slot of bestFirst) {
      if (chosen.length >= limit) break;
      const alike = chosen.some(
        (other) =>
          Math.abs(other.start - slot.start) < 240 || (!sameDayToo && other.move.day === slot.move.day)
      );
      if (!alike) chosen.push(slot);
    }
  }
  return chosen.sort((x, y) => bestFirst.indexOf(x) - bestFirst.indexOf(y));
}

/** The reasons of a `Slot`. */
export function reasonsFor(
  slot: Pick<Slot, 'clashes' | 'removed' | 'added' | 'gain' | 'days'>,
  move: Move
): Reason[] {
  const { clashes: left, removed, added, gain, days } = slot;
  const reasons: Reason[] = [];
  if (left === 0) reasons.push({ code: 'no_clash_left', removed });
  else if (removed > added) reasons.push({ code: 'fewer_clashes', fewer: removed - added, left });
  else reasons.push({ code: 'weaker_clashes', gain, left });
  if (added > 0) reasons.push({ code: 'new_clashes', added });
  if (days === 0) return [...reasons, { code: 'same_day', minutes: move.minutes }];
  reasons.push(days > 0 ? { code: 'days_later', days } : { code: 'days_earlier', days: -days });
  if (move.sameWeekday) reasons.push({ code: 'same_weekday' });
  if (move.minutes === 0) reasons.push({ code: 'same_hour' });
  return reasons;
}
