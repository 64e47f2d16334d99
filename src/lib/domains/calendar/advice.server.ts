// What an event that is being entered would compete with, and when it, or the whole series, had better take place.
import type { Reason } from '#lib/core/answer.ts';
import { clashesOf, type ClashEvent } from '#lib/core/clash.ts';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { occurrencesOf, type Occurrence } from '#lib/core/recurrence.ts';
import { suggestSeriesSlots, suggestSlots, type Slot } from '#lib/core/slots.ts';
import { addLocalMinutes, dayMs, instantOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { boxAround } from '#lib/domains/places/distance.ts';
import { gatherOccurrences, judgement, minutesOf, type ClashSide } from './clashes.server.ts';
import { audiences, bitsOf, themes } from './model.ts';
import { candidateSeriesStarts, candidateStarts } from './slot-candidates.ts';
import { movedSeries } from './slot-series.ts';
import { seriesOf, type EventDraft } from './write.server.ts';

export interface Advice {
  /** What the event as entered competes with, each other event once, worst first; the first few. */
  readonly clashes: readonly AdvisedClash[];
  /** How many other events there are in all. */
  readonly total: number;
  /** How many times it meets any of them. */
  readonly meetings: number;
  /** How many coming occurrences were compared; 1 for what takes place once. */
  readonly times: number;
  /** Better times within the event's flexibility; empty when there is none or it may not move. */
  readonly slots: readonly AdvisedSlot[];
  /** Why there are no better times to offer. */
  readonly noSlots: 'no_clash' | 'fixed' | 'series' | 'none_better' | null;
  /** Why nothing was compared: its place has no coordinates, it is over, it competes with nothing, it does not take place. */
  readonly notCompared: 'unplaced' | 'past' | 'background' | 'cancelled' | null;
  /** Id of the settlement where the event is to be. */
  readonly settlementId: string | null;
}

/** The worst meeting with another event. */
export interface AdvisedClash {
  /** Of the event that is being entered. */
  readonly startsAt: Date;
  /** How many times the two meet. */
  readonly times: number;
  readonly other: ClashSide;
  readonly score: number;
  readonly km: number;
  readonly minutes: number;
  readonly reasons: readonly Reason[];
}

export interface AdvisedSlot extends Slot {
  /** Local start that the form would have: of a series that is running already, long before the coming occurrence at `start`. */
  readonly local: string;
}

/** Of a long series, so many coming occurrences are compared: three quarters of a year of a weekly club. */
const maxAdvised = 40;
const maxShown = 10;
const reachKm = 25;

/**
 * Advice on an event before it is published, among all that the actor may see, tentative events of others included.
 * @param self the event's own id where it is being changed: it does not clash with itself
 * @param at where it takes place; null where that is not known
 * @param minScore below this a clash does not count
 */
export async function adviseOn(
  db: Database,
  actor: Actor,
  {
    draft,
    at,
    self,
    now,
    minScore = 0
  }: { draft: EventDraft; at: Point | null; self: Id<'event'> | null; now: Date; minScore?: number }
): Promise<Advice> {
  const answer = (part: Partial<Advice>): Advice => ({
    clashes: [],
    total: 0,
    meetings: 0,
    times: 0,
    slots: [],
    noSlots: null,
    notCompared: null,
    settlementId: draft.settlement,
    ...part
  });
  if (draft.background) return answer({ notCompared: 'background' });
  if (draft.status === 'cancelled') return answer({ notCompared: 'cancelled' });
  if (!at) return answer({ notCompared: 'unplaced' });
  const occurrences = comingOf(draft, now);
  const first = occurrences[0];
  if (!first) return answer({ notCompared: 'past' });

  const candidates = candidatesFor(draft, occurrences.length, now);
  const tried = [...occurrences, ...candidates.flatMap(({ coming }) => coming)];
  const gathered = await gatherOccurrences(db, actor, {
    from: new Date(Math.min(...tried.map(({ start }) => start.getTime())) - dayMs),
    to: new Date(Math.max(...tried.map(({ end }) => end.getTime())) + dayMs),
    box: boxAround(at, reachKm)
  });
  const others = gathered.events.filter((event) => event.event !== self);
  const sides = gathered.sides.filter((side) => side.event !== self);
  const places = [...gathered.places, at];
  const own = ({ start, end }: { start: Date; end: Date }): ClashEvent => ({
    id: `${self ?? 'new'} ${start.toISOString()}`,
    event: self ?? 'new',
    organisers: draft.organisers,
    place: places.length - 1,
    start: minutesOf(start),
    end: minutesOf(end),
    audiences: bitsOf(audiences, draft.audiences),
    themes: bitsOf(themes, draft.themes),
    attendance: draft.attendance ?? 0,
    background: false
  });

  const meetings = occurrences
    .flatMap((occurrence) =>
      clashesOf(own(occurrence), others, places, { minScore }).flatMap((clash) => {
        const other = sides[clash.b];
        return other ? [{ startsAt: occurrence.start, other, ...judgement(clash) }] : [];
      })
    )
    .sort((a, b) => b.score - a.score || Number(a.startsAt) - Number(b.startsAt));
  const clashes = onePerEvent(meetings);
  const found = {
    clashes: clashes.slice(0, maxShown),
    total: clashes.length,
    meetings: meetings.length,
    times: occurrences.length
  };
  if (clashes.length === 0) return answer({ ...found, noSlots: 'no_clash' });
  if (draft.flexibility.kind === 'fixed') return answer({ ...found, noSlots: 'fixed' });
  if (draft.rule !== null && !movedSeries(draft, draft.starts))
    return answer({ ...found, noSlots: 'series' });

  const question = { event: own(first), others, places, options: { minScore } };
  const startsOf = (coming: readonly Occurrence[]): number[] => coming.map(({ start }) => minutesOf(start));
  const { answer: slots } =
    draft.rule === null
      ? suggestSlots({ ...question, candidates: candidates.flatMap(({ coming }) => startsOf(coming)) })
      : suggestSeriesSlots({
          ...question,
          staying: startsOf(occurrences),
          candidates: candidates.map(({ coming }) => startsOf(coming))
        });
  const localAt = new Map(candidates.map(({ local, coming }) => [startsOf(coming)[0], local]));
  const advised = slots.map((slot) => ({ ...slot, local: localAt.get(slot.start) ?? draft.starts }));
  return answer({ ...found, slots: advised, noSlots: advised.length === 0 ? 'none_better' : null });
}

/** @param meetings worst first */
function onePerEvent(meetings: readonly Omit<AdvisedClash, 'times'>[]): AdvisedClash[] {
  return [...Map.groupBy(meetings, ({ other }) => other.event).values()].flatMap((same) =>
    same[0] ? [{ ...same[0], times: same.length }] : []
  );
}

interface Candidate {
  readonly local: string;
  /** As many as the event has now. */
  readonly coming: readonly Occurrence[];
}

function candidatesFor(draft: EventDraft, times: number, now: Date): Candidate[] {
  if (draft.rule === null)
    return candidateStarts(draft, now).map((local) => {
      const start = instantOf(local, draft.zone);
      const end = instantOf(addLocalMinutes(local, draft.minutes), draft.zone);
      return { local, coming: [{ start, end, recurrenceId: local }] };
    });
  return candidateSeriesStarts(draft, now).flatMap((local) => {
    const moved = movedSeries(draft, local);
    // Instances that were moved by hand belong to the series as it is.
    const coming = moved ? comingOf({ ...moved, rdates: [], overrides: [] }, now) : [];
    // One that ends sooner would seem better only because it is shorter.
    return coming.length >= times ? [{ local, coming: coming.slice(0, times) }] : [];
  });
}

/** What of it is still ahead, as far as it is compared. */
export function comingOf(draft: EventDraft, now: Date): Occurrence[] {
  return occurrencesOf(seriesOf(draft), now, new Date(now.getTime() + 3 * 366 * dayMs), maxAdvised)
    .occurrences;
}
