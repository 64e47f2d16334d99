// A month of a territory as its institutions look at it: what competes, on which days, for whom, and where two could join forces.
import { addMonths, dayOf, daysBetween, defaultZone, startOfDay } from '#lib/core/time.ts';
import { performerKey } from '#lib/core/performer-name.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  clashesBetween,
  minutesOf,
  type ClashSide,
  type Gathered,
  type NamedClash
} from './clashes.server.ts';
import type { EventFilter } from './filter.ts';
import { findPerformerMeetings } from './performer-meetings.ts';
import { findSynergies } from './synergy.ts';

/** Two events that compete, by the worst meeting of theirs; a weekly pair is one row, not four. */
export interface ClashPair extends NamedClash {
  /** How many times the two meet in the month, this one included. */
  readonly times: number;
}

export interface SynergyHint {
  readonly a: ClashSide;
  readonly b: ClashSide;
  readonly km: number;
  readonly days: number;
  readonly tradition: string | null;
  /** The name, as the first of the two has it. */
  readonly performer: string | null;
  readonly themes: readonly string[];
}

export interface DoubledPerformer {
  readonly a: ClashSide;
  readonly b: ClashSide;
  readonly performer: string;
  readonly km: number;
}

export interface ClashMonth {
  /** Worst first. */
  readonly pairs: readonly ClashPair[];
  /** Clashes by the local day on which the earlier of the two begins. */
  readonly byDay: ReadonlyMap<string, number>;
  /** Organisations with clashes, most first. */
  readonly byOrganisation: readonly { slug: string; name: string; pairs: number }[];
  readonly synergies: readonly SynergyHint[];
  /** The same performer in two places at once. */
  readonly doubles: readonly DoubledPerformer[];
  readonly events: number;
  readonly unplaced: readonly ClashSide[];
}

/** Below this a clash is not worth a colleague's time: see the scale in core/clash.ts. */
const minScore = 20;

/** @param month 'YYYY-MM' @param filter territory, audience and theme; its days are not used @param organiser only this one's clashes */
export async function findClashMonth(
  db: Database,
  actor: Actor,
  { month, filter, organiser }: { month: string; filter: EventFilter; organiser: string | null }
): Promise<ClashMonth> {
  const first = `${month}-01`;
  const from = startOfDay(first, defaultZone);
  const to = startOfDay(addMonths(first, 1), defaultZone);
  const { clashes, gathered } = await clashesBetween(db, actor, { from, to, filter }, minScore);
  const inMonth = clashes.filter(({ a, b }) => a.startsAt >= from || b.startsAt >= from);
  const isOf = (side: ClashSide): boolean => side.organisers.some(({ slug }) => slug === organiser);
  const wanted = organiser === null ? inMonth : inMonth.filter(({ a, b }) => isOf(a) || isOf(b));

  return {
    pairs: pairUp(wanted),
    byDay: countBy(wanted, ({ a, b }) =>
      dayOf(a.startsAt < b.startsAt ? a.startsAt : b.startsAt, defaultZone)
    ),
    byOrganisation: organisationsOf(pairUp(inMonth)),
    synergies: synergiesOf(gathered, organiser),
    doubles: doublesOf(gathered, organiser),
    events: new Set(gathered.sides.map(({ event }) => event)).size,
    unplaced: gathered.unplaced
  };
}

function pairUp(clashes: readonly NamedClash[]): ClashPair[] {
  const pairs = new Map<string, { clash: NamedClash; times: number }>();
  for (const clash of clashes) {
    const key = [clash.a.event, clash.b.event].sort().join(' ');
    const known = pairs.get(key);
    if (known) known.times += 1;
    else pairs.set(key, { clash, times: 1 });
  }
  return [...pairs.values()].map(({ clash, times }) => ({ ...clash, times }));
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function organisationsOf(pairs: readonly ClashPair[]): { slug: string; name: string; pairs: number }[] {
  const found = new Map<string, { slug: string; name: string; pairs: number }>();
  for (const { a, b } of pairs)
    for (const { slug, name } of [...a.organisers, ...b.organisers]) {
      const entry = found.get(slug) ?? { slug, name, pairs: 0 };
      entry.pairs += 1;
      found.set(slug, entry);
    }
  return [...found.values()].sort((x, y) => y.pairs - x.pairs || (x.slug < y.slug ? -1 : 1));
}

/** Two programmes that name the same performer at the same time, far from each other; of everybody, or of one organiser (slug). */
function doublesOf({ sides, events, places }: Gathered, organiser: string | null): DoubledPerformer[] {
  const appearances = sides.map((side, index) => ({
    event: side.event,
    performers: keysOf(side.performers),
    at: places[events[index]?.place ?? -1] ?? null,
    start: minutesOf(side.startsAt),
    end: minutesOf(side.endsAt)
  }));
  return findPerformerMeetings(appearances, { only: 'at_once' })
    .flatMap(({ a: first, b: second, performer: key, km }) => {
      const [a, b] = [sides[first], sides[second]];
      const performer = a?.performers.find((name) => performerKey(name) === key);
      return a && b && performer ? [{ a, b, performer, km }] : [];
    })
    .filter(
      ({ a, b }) =>
        organiser === null || [...a.organisers, ...b.organisers].some(({ slug }) => slug === organiser)
    )
    .slice(0, 12);
}

function keysOf(performers: readonly string[]): string[] {
  return performers.flatMap((name) => performerKey(name) ?? []);
}

/** Where two could join forces: of everybody, of one organiser (slug), or of one event (id). */
export function synergiesOf(
  gathered: Gathered,
  organiser: string | null,
  { event: only = null, limit = 12 }: { event?: string | null; limit?: number } = {}
): SynergyHint[] {
  const { sides, events, places } = gathered;
  const hints = findSynergies(
    sides.flatMap((side, index) => {
      const event = events[index];
      const at = event && places[event.place];
      return at
        ? [
            {
              event: side.event,
              organisers: event.organisers,
              at,
              start: minutesOf(side.startsAt),
              end: minutesOf(side.endsAt),
              tradition: side.tradition,
              performers: keysOf(side.performers),
              themes: side.themes,
              audiences: side.audiences
            }
          ]
        : [];
    }),
    only !== null ? Infinity : organiser === null ? limit : 200
  ).flatMap((synergy) => {
    const [a, b] = [sides[synergy.a], sides[synergy.b]];
    const { km, tradition, themes } = synergy;
    const performer = a?.performers.find((name) => performerKey(name) === synergy.performer) ?? null;
    if (!a || !b) return [];
    // From one evening to the next afternoon is less than 24 hours, and still the next day.
    const days = daysBetween(dayOf(a.startsAt, defaultZone), dayOf(b.startsAt, defaultZone));
    return [{ a, b, km, days: Math.abs(days), tradition, performer, themes }];
  });
  if (only !== null) return hints.filter(({ a, b }) => a.event === only || b.event === only).slice(0, limit);
  if (organiser === null) return hints;
  return hints
    .filter(({ a, b }) => [...a.organisers, ...b.organisers].some(({ slug }) => slug === organiser))
    .slice(0, 12);
}
