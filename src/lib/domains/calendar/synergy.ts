// Where two organisers could join forces: one custom, or the same rare theme, near each other within the same week.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';

export interface Celebrated {
  readonly event: string;
  readonly organisers: readonly string[];
  readonly at: Point;
  readonly start: number;
  readonly tradition: string | null;
  readonly themes: readonly string[];
}

export interface Synergy {
  readonly a: number;
  readonly b: number;
  readonly km: number;
  readonly days: number;
  /** What they share: a tradition, else themes. */
  readonly tradition: string | null;
  readonly themes: readonly string[];
}

const maxKm = 25;
const weekMinutes = 7 * 24 * 60;

/**
 * Pairs of different events without a common organiser, at most 25 km and 7 days apart, that keep the same tradition, or share at
 * least two themes; the same tradition first, then the nearest. Each pair of events is named once, by its nearest occurrences.
 * O(n × those of the same week that have a tradition or two themes).
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
      if (start(occurrences, b) - start(occurrences, a) > weekMinutes) break;
      const found = compare(occurrences, a, b);
      if (!found) continue;
      const key = [occurrences[a]?.event, occurrences[b]?.event].sort().join(' ');
      const known = best.get(key);
      if (!known || found.days < known.days) best.set(key, found);
    }
  }
  return [...best.values()]
    .sort(
      (x, y) =>
        Number(y.tradition !== null) - Number(x.tradition !== null) ||
        x.km - y.km ||
        x.days - y.days ||
        x.a - y.a ||
        x.b - y.b
    )
    .slice(0, limit);
}

function mayJoin(occurrence: Celebrated | undefined): boolean {
  return occurrence !== undefined && (occurrence.tradition !== null || occurrence.themes.length >= 2);
}

function compare(occurrences: readonly Celebrated[], i: number, j: number): Synergy | null {
  const [a, b] = [occurrences[i], occurrences[j]];
  if (!a || !b || a.event === b.event || a.organisers.some((id) => b.organisers.includes(id))) return null;
  const tradition = a.tradition !== null && a.tradition === b.tradition ? a.tradition : null;
  const themes = a.themes.filter((theme) => b.themes.includes(theme));
  if (!tradition && themes.length < 2) return null;
  const km = kilometresBetween(a.at, b.at);
  if (km > maxKm) return null;
  return { a: i, b: j, km, days: Math.floor((b.start - a.start) / (24 * 60)), tradition, themes };
}

function start(occurrences: readonly Celebrated[], index: number): number {
  return occurrences[index]?.start ?? 0;
}
