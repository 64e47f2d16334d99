// What a clash is and how bad it is: the one judgement behind detection, advice and re-timing.
import type { Reason } from './answer.ts';
import type { Distance } from './reach.ts';

export interface ClashOptions {
  /** Farther than this nobody chooses between the two. Default 25 km. */
  readonly maxKm?: number;
  /** Every so many kilometres halve the score. Default 10 km. */
  readonly halvingKm?: number;
  /** Travel: straight-line km × 1.3 at this speed in km/h … Default 50. */
  readonly speed?: number;
  /** … plus these minutes for leaving, parking and finding the door, unless the place is the same. Default 10. */
  readonly slack?: number;
  /** What lasts longer is a background, not a date to choose. Default 25 h: a whole day has that much when clocks go back. */
  readonly backgroundMinutes?: number;
  /** How long an event lasts that ends when it starts, as calendars write it when nobody knows the end. Default 60. */
  readonly unknownLength?: number;
  /** People expected where nobody said how many. Default 40. */
  readonly unknownAttendance?: number;
  /** Also judge events that share an organiser. Default false: an organiser knows its own programme. */
  readonly withinOrganiser?: boolean;
  /** Clashes below this score are left out. Default 0. */
  readonly minScore?: number;
  /** Only so many of the worst. Default all. */
  readonly limit?: number;
  /** Default: the straight line. */
  readonly distance?: Distance;
}

export type Rules = Required<Omit<ClashOptions, 'distance'>>;

/** @throws RangeError for an option that is not a number in its range */
export function rulesOf(options: ClashOptions): Rules {
  const rules: Rules = {
    maxKm: options.maxKm ?? 25,
    halvingKm: options.halvingKm ?? 10,
    speed: options.speed ?? 50,
    slack: options.slack ?? 10,
    backgroundMinutes: options.backgroundMinutes ?? 25 * 60,
    unknownLength: options.unknownLength ?? 60,
    unknownAttendance: options.unknownAttendance ?? 40,
    withinOrganiser: options.withinOrganiser ?? false,
    minScore: options.minScore ?? 0,
    limit: options.limit ?? Infinity
  };
  for (const [name, value] of Object.entries(rules)) {
    if (typeof value === 'number' && !(value >= 0))
      throw new RangeError(`Option ${name} is ${value}, not a number from 0 up`);
  }
  for (const name of ['halvingKm', 'speed', 'unknownLength', 'unknownAttendance'] as const) {
    if (rules[name] === 0) throw new RangeError(`Option ${name} is 0`);
  }
  return rules;
}

/** Whole minutes needed from one place to the other: none where it is the same place. */
export function travelMinutes(km: number, rules: Rules): number {
  return km === 0 ? 0 : Math.round(((km * detour) / rules.speed) * 60 + rules.slack);
}

/** 1 at the same place, half as much every `halvingKm`. */
export function nearness(km: number, rules: Rules): number {
  return 2 ** (-km / rules.halvingKm);
}

/**
 * How far two audiences (bit masks, 0 = everyone) are the same people, 0 to 1. Two stated ones: twice the shared kinds over all
 * kinds named (Dice 1945); everyone with a stated one 0.7, everyone with everyone 0.85, since not everyone likes everything.
 * 0 means that they never meet: no clash.
 */
export function audienceShare(a: number, b: number): number {
  if (a === 0 && b === 0) return 0.85;
  if (a === 0 || b === 0) return 0.7;
  return dice(a, b);
}

/** 0.8 for different or unstated themes, up to 1 for the same: who likes one would have liked the other. */
export function themeWeight(a: number, b: number): number {
  return 0.8 + 0.2 * dice(a, b);
}

/** What one event's expected attendance adds to `sizeWeight`: 0 to 1, full from 200 people on. */
export function sizeOf(attendance: number, rules: Rules): number {
  return Math.sqrt(Math.min(1, (attendance || rules.unknownAttendance) / 200));
}

/** 0.5 for two tiny events up to 1 for two of 200 people or more. */
export function sizeWeight(sizeA: number, sizeB: number): number {
  return 0.5 + 0.25 * (sizeA + sizeB);
}

/**
 * The part of the two events that somebody who wants both would miss, 0 to 1: `missed` minutes (overlap + travel), as a share of
 * each, averaged. An hour's concert within a day-long fair counts about half: the concert is lost, of the fair only a little.
 */
export function timeShare(missed: number, lengthA: number, lengthB: number): number {
  return 0.5 * (Math.min(1, missed / lengthA) + Math.min(1, missed / lengthB));
}

/** The score in tenths of a point, 0 to 1,000, from what one would miss of each and how much they compete otherwise. */
export function tenthsOf(timeShare: number, rivalry: number): number {
  return Math.round(1000 * timeShare * rivalry);
}

/** What a reason needs to know of an event; 0 = everyone, not stated, unknown. */
export interface Explained {
  readonly audiences: number;
  readonly themes: number;
  readonly attendance: number;
}

/**
 * Explains clashes in data, in the order of how far each circumstance can lower the score:
 * `overlap` {minutes} or `tight_travel` {gap, travel, in minutes};
 * `same_settlement` (0 km) or `distance` {km, one decimal};
 * `shared_audience` {audiences: mask}, `audience_within_everyone` {audiences: mask} (one is for them, the other for everyone),
 * or `everyone_invited`;
 * `both_large` {attendance: of the smaller} when both expect 100 or more;
 * `same_theme` {themes: mask}.
 * Equal reasons are one shared object, so that explaining a million clashes stays cheap.
 */
export function explainer(
  rules: Rules
): (a: Explained, b: Explained, km: number, minutes: number) => readonly Reason[] {
  const known = new Map<string, Map<number, Reason>>();
  const shared = (code: string, placeholder: string, value: number): Reason => {
    let ofCode = known.get(code);
    if (!ofCode) known.set(code, (ofCode = new Map()));
    let reason = ofCode.get(value);
    if (!reason) ofCode.set(value, (reason = { code, [placeholder]: value }));
    return reason;
  };
  const sameTheme = (themes: number): Reason => shared('same_theme', 'themes', themes);

  return (a, b, km, minutes) => {
    const time =
      minutes > 0
        ? shared('overlap', 'minutes', Math.round(minutes))
        : { code: 'tight_travel', gap: Math.round(0 - minutes), travel: travelMinutes(km, rules) };
    const place = km === 0 ? sameSettlement : shared('distance', 'km', Math.round(km * 10) / 10);
    const audience =
      a.audiences === 0 && b.audiences === 0
        ? everyoneInvited
        : a.audiences === 0 || b.audiences === 0
          ? shared('audience_within_everyone', 'audiences', (a.audiences || b.audiences) >>> 0)
          : shared('shared_audience', 'audiences', (a.audiences & b.audiences) >>> 0);
    const smaller = Math.min(a.attendance, b.attendance);
    const theme = (a.themes & b.themes) >>> 0;
    // Literals rather than push: an array grown by push reserves room for 16 more.
    if (smaller < large) return theme ? [time, place, audience, sameTheme(theme)] : [time, place, audience];
    const size = shared('both_large', 'attendance', smaller);
    return theme ? [time, place, audience, size, sameTheme(theme)] : [time, place, audience, size];
  };
}

/** Roads against the straight line. */
const detour = 1.3;
/** Expected people from which an event is called large. */
const large = 100;
const sameSettlement: Reason = { code: 'same_settlement' };
const everyoneInvited: Reason = { code: 'everyone_invited' };

function dice(a: number, b: number): number {
  const common = a & b;
  return common === 0 ? 0 : (2 * bits(common)) / (bits(a) + bits(b));
}

/** Set bits of a 32-bit mask (Warren, Hacker's Delight, §5-1). */
function bits(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
