// Where two organisers could join forces: one custom, one performer, or the same rare themes for the same people, near each other
// within three weeks.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { meetingOf, type Appearance } from './performer-meetings.ts';

export interface Celebrated extends Appearance {
  readonly organisers: readonly string[];
  readonly at: Point;
  readonly tradition: string | null;
  readonly themes: readonly string[];
  /** None: for everyone. */
  readonly audiences: readonly string[];
}

export interface Synergy {
  readonly a: number;
  readonly b: number;
  readonly km: number;
  /** Whole ones between the beginnings, as hours are counted: how near it is, not what the calendar says. */
  readonly days: number;
  /** What they share: a tradition, a performer, else themes. */
  readonly tradition: string | null;
  readonly performer: string | null;
  readonly themes: readonly string[];
}

export const joinKm = 30;
export const joinDays = 21;
const spanMinutes = joinDays * 24 * 60;

/**
 * Pairs of different events without a common organiser, at most 30 km and 21 days apart, that keep the same tradition, name
 * the same performer, or share at least two themes and whom they are for; the same tradition first, then the
 * same performer, then the nearest. Each pair of events is named once, by its nearest occurrences.
 * O(n × those of the same three weeks that have a tradition, a performer or two themes).
 */
export function findSynergies(occurrences: readonly Celebrated[], limit = 20): Synergy[] {
  // Most have neither: they need not be held against each other.
  const order = [...occurrences.keys()]
    .filter((index) => mayJoin(occurrences[index]))
    .sort((a, b) => start(occurrences, a) - start(occurrences, b) || a - b);
  const best = new Map<string, Synergy>();
  for (let i = 0; i < order.length; i++) {
    for (let j = i + 1; j < order.length; j++) {
      const [a, b] = [order[i] ?? 0, order[j] ?? 0];
      if (start(occurrences, b) - start(occurrences, a) > spanMinutes) break;
      const found = compare(occurrences, a, b);
      if (!found) continue;
      const key = [occurrences[a]?.event, occurrences[b]?.event].sort().join(' ');
      const known = best.get(key);
      if (!known || found.days < known.days) best.set(key, found);
    }
  }
  return [...best.values()]
    .sort((x, y) => rank(x) - rank(y) || x.km - y.km || x.days - y.days || x.a - y.a || x.b - y.b)
    .slice(0, limit);
}

function mayJoin(occurrence: Celebrated | undefined): boolean {
  return (
    occurrence !== undefined &&
    (occurrence.tradition !== null || occurrence.performers.length > 0 || occurrence.themes.length >= 2)
  );
}

function compare(occurrences: readonly Celebrated[], i: number, j: number): Synergy | null {
  const [a, b] = [occurrences[i], occurrences[j]];
  if (!a || !b || a.event === b.event || a.organisers.some((id) => b.organisers.includes(id))) return null;
  const tradition = a.tradition !== null && a.tradition === b.tradition ? a.tradition : null;
  const themes = a.themes.filter((theme) => b.themes.includes(theme));
  // In two places at once they are a mistake, not a journey.
  const journey = meetingOf(a, b)?.kind === 'near';
  const performer = (journey && a.performers.find((key) => b.performers.includes(key))) || null;
  if (!tradition && !performer && (themes.length < 2 || !forTheSame(a, b))) return null;
  const km = kilometresBetween(a.at, b.at);
  if (km > joinKm) return null;
  return { a: i, b: j, km, days: Math.floor((b.start - a.start) / (24 * 60)), tradition, performer, themes };
}

function rank({ tradition, performer }: Synergy): number {
  return tradition !== null ? 0 : performer !== null ? 1 : 2;
}

function forTheSame(a: Celebrated, b: Celebrated): boolean {
  if (a.audiences.length === 0 || b.audiences.length === 0) return a.audiences.length === b.audiences.length;
  return a.audiences.some((audience) => b.audiences.includes(audience));
}

function start(occurrences: readonly Celebrated[], index: number): number {
  return occurrences[index]?.start ?? 0;
}
