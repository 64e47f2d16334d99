// Where and when a joint project's events take place, so that most people have one within reach, fairly among the partners.
import type { Answer, Reason } from './answer.ts';
import { daysFor, daysFit } from './coverage-days.ts';
import { searchCover } from './coverage-search.ts';
import type { Home } from './catchment.ts';
import type { Point } from './geo.ts';
import { chordSquared, onSphere } from './nearest.ts';
import { checkedKm, pointAt, straightLine, type Distance } from './reach.ts';

export interface CoverageQuestion {
  readonly homes: readonly Home[];
  readonly venues: readonly CoverageVenue[];
  /** So many are to be placed, each at another venue. */
  readonly events: number;
  /** Whoever lives so near, has one within reach. */
  readonly km: number;
  /** Between two points of the list «venues, then homes», by their indexes. Default: the straight line. */
  readonly distance?: Distance;
  /** How many events each partner has, at the least and at the most, unless something else is said `of` one. Default 0 and any. */
  readonly perPartner?: Share & { readonly of?: ReadonlyMap<string, Share> };
  /** The project's days, as numbers that rise. Without days only the venues are chosen. */
  readonly days?: readonly number[];
  /** How many events a day at the most. Default: so that they just fit, evenly. */
  readonly perDay?: number;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

export interface Share {
  readonly least?: number;
  readonly most?: number;
}

export interface CoverageVenue extends Point {
  readonly id: string;
  readonly partner: string;
  /** On which of the days it is free. Default: all. */
  readonly days?: readonly number[];
}

export interface Coverage {
  readonly events: readonly CoveringEvent[];
  /** Who has one within reach, of all. */
  readonly people: number;
  readonly of: number;
}

export interface CoveringEvent {
  /** Among the venues. */
  readonly venue: number;
  /** null where the question has no days. */
  readonly day: number | null;
  /** Who lives within reach of it, and who of them of no other. */
  readonly people: number;
  readonly only: number;
}

/** The question as sets: homes that the same venues reach are one. */
export interface CoverTable {
  /** By venue, the homes within reach: `home[from[v] … from[v + 1]]`; and by home, the venues. */
  readonly from: Int32Array;
  readonly home: Int32Array;
  readonly venuesFrom: Int32Array;
  readonly venue: Int32Array;
  readonly people: Float64Array;
  readonly partner: Int32Array;
  readonly partners: number;
  /** By partner. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** What can be placed. */
  readonly events: number;
  /** Whether days can be found for a choice of venues. */
  readonly fits: (chosen: readonly number[]) => boolean;
  readonly of: number;
}

/**
 * Greedy, exchange of one for another (Teitz, Bart 1968), and prices on homes (Lagrange; Galvão, ReVelle 1996), which also give the
 * `bound`: no choice reaches more people. `coverageModel` is the same question for an exact solver.
 * @returns `answer` null where the partners' least, or the days, cannot be kept
 * @throws RangeError for points, people and numbers that are not such, and two venues of one id
 */
export function planCoverage(question: CoverageQuestion): Answer<Coverage | null> {
  const began = question.clock?.() ?? 0;
  const table = coverTable(question);
  const { chosen, bound } = searchCover(table);
  const answer = chosen ? tellCoverage(question, table, chosen) : null;
  const reasons: Reason[] = answer
    ? [{ code: 'covered', people: answer.people, of: answer.of, events: answer.events.length }]
    : [{ code: 'partners_or_days_cannot_be_kept' }];
  if (table.events < question.events)
    reasons.push({ code: 'fewer_events', placed: table.events, of: question.events });
  const seconds = ((question.clock?.() ?? 0) - began) / 1000;
  return { answer, reasons, bound: answer ? bound : 'not proved', seconds, seed: 0 };
}

/** @param chosen venues, as `planCoverage` or an exact solver found them; days must fit */
export function tellCoverage(
  question: CoverageQuestion,
  table: CoverTable,
  chosen: readonly number[]
): Coverage {
  const sorted = [...chosen].sort((a, b) => a - b);
  const times = new Int32Array(table.people.length);
  const each = (v: number, visit: (home: number) => void): void => {
    for (let k = table.from[v] ?? 0; k < (table.from[v + 1] ?? 0); k++) visit(table.home[k] ?? 0);
  };
  for (const v of sorted)
    each(v, (h) => {
      times[h] = (times[h] ?? 0) + 1;
    });
  const days = daysFor(question, sorted);
  let people = 0;
  times.forEach((count, h) => {
    if (count > 0) people += table.people[h] ?? 0;
  });
  return {
    events: sorted
      .map((venue, k): CoveringEvent => {
        let [all, only] = [0, 0];
        each(venue, (h) => {
          all += table.people[h] ?? 0;
          if (times[h] === 1) only += table.people[h] ?? 0;
        });
        return { venue, day: days?.[k] ?? null, people: all, only };
      })
      .sort((a, b) => (a.day ?? 0) - (b.day ?? 0) || a.venue - b.venue),
    people,
    of: table.of
  };
}

/** @throws RangeError as `planCoverage` */
export function coverTable(question: CoverageQuestion): CoverTable {
  const { homes, venues, km } = question;
  check(question);
  const points = [...venues, ...homes];
  const distance = question.distance ?? straightLine(points);
  const [x, y, z] = onSphere(points.map((_, i) => pointAt(points, i)));
  const bound = chordSquared(km);
  const near: number[][] = homes.map((_, h) => {
    const own: number[] = [];
    const at = venues.length + h;
    for (let v = 0; v < venues.length; v++) {
      const dx = (x[v] as number) - (x[at] as number);
      const dy = (y[v] as number) - (y[at] as number);
      const dz = (z[v] as number) - (z[at] as number);
      if (dx * dx + dy * dy + dz * dz <= bound && checkedKm(distance(v, at), v, at) <= km) own.push(v);
    }
    return own;
  });
  const together = new Map<string, { venues: number[]; people: number }>();
  for (const [h, own] of near.entries()) {
    if (own.length === 0) continue;
    const key = own.join(' ');
    const known = together.get(key);
    const people = homes[h]?.people ?? 0;
    if (known) known.people += people;
    else together.set(key, { venues: own, people });
  }
  const groups = [...together.values()].filter(({ people }) => people > 0);
  const byHome = rows(groups.map((group) => group.venues));
  const homesOf = venues.map((): number[] => []);
  for (const [h, group] of groups.entries()) for (const v of group.venues) homesOf[v]?.push(h);
  const byVenue = rows(homesOf);

  const names = [...new Set(venues.map(({ partner }) => partner))];
  const partner = Int32Array.from(venues, (venue) => names.indexOf(venue.partner));
  const shares = names.map((name) => shareOf(question, name));
  const least = Float64Array.from(shares, (share) => share.least);
  const most = Float64Array.from(shares, (share) => share.most);
  const counts = shares.map((share, p) => Math.min(share.most, partner.filter((own) => own === p).length));
  const room = counts.reduce((sum, count) => sum + count, 0);
  const days = question.days ? question.days.length * (question.perDay ?? Infinity) : Infinity;
  return {
    from: byVenue.from,
    home: byVenue.values,
    venuesFrom: byHome.from,
    venue: byHome.values,
    people: Float64Array.from(groups, ({ people }) => people),
    partner,
    partners: names.length,
    least,
    most,
    events: Math.min(question.events, room, days),
    fits: daysFit(question),
    of: homes.reduce((sum, { people }) => sum + people, 0)
  };
}

function rows(lists: readonly (readonly number[])[]): { from: Int32Array; values: Int32Array } {
  const from = new Int32Array(lists.length + 1);
  for (const [i, { length }] of lists.entries()) from[i + 1] = (from[i] ?? 0) + length;
  return { from, values: Int32Array.from(lists.flat()) };
}

function shareOf({ perPartner = {} }: CoverageQuestion, partner: string): Required<Share> {
  const { least = perPartner.least ?? 0, most = perPartner.most ?? Infinity } =
    perPartner.of?.get(partner) ?? {};
  return { least, most };
}

function check(question: CoverageQuestion): void {
  const { homes, venues, events, km, days, perDay = 1 } = question;
  if (!(Number.isInteger(events) && events >= 0)) throw new RangeError(`${events} events`);
  if (!(km >= 0)) throw new RangeError(`Within ${km} km`);
  for (const name of ['', ...(question.perPartner?.of?.keys() ?? [])]) {
    const { least, most } = shareOf(question, name);
    if (!(least >= 0 && most >= least))
      throw new RangeError(`From ${least} to ${most} events for ${name || 'each partner'}`);
  }
  if (!(perDay > 0)) throw new RangeError(`${perDay} events a day`);
  if (days?.some((day, k) => !(Number.isInteger(day) && (k === 0 || day > (days[k - 1] ?? day)))))
    throw new RangeError('The days do not rise');
  if (new Set(venues.map(({ id }) => id)).size < venues.length)
    throw new RangeError('Two venues have one id');
  for (const { people } of homes)
    if (!(people >= 0 && people < Infinity)) throw new RangeError(`${people} people in a home`);
}
