// Writes the VTIMEZONE of a named zone: the changes of its clocks in the years that matter (RFC 5545 §3.6.5).
import { weekdayCodes } from './recurrence-rule.ts';
import { offsetChanges, offsetMs, weekdayOf } from './time.ts';

/** Years after the last start, or after now, for which changes are looked up: series without an end go on that far. */
const yearsAhead = 10;

interface Change {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** @param starts of the events in the zone, at least one */
export function timezoneLines(zone: string, starts: readonly Date[], now: Date): string[] {
  const times = starts.map((start) => start.getTime());
  const first = times.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER);
  const last = times.reduce((a, b) => Math.max(a, b), now.getTime());
  const begin = new Date(Date.UTC(new Date(first).getUTCFullYear() - 1, 0));
  const end = new Date(Date.UTC(new Date(last).getUTCFullYear() + yearsAhead + 1, 0));

  let before = offsetMs(begin.getTime(), zone);
  const initial: Change = { at: begin.getTime(), from: before, to: before };
  const changes = offsetChanges(begin, end, zone).map(({ at, offset }) => {
    const change: Change = { at, from: before, to: offset };
    before = offset;
    return change;
  });
  const known = changes.length > 0 && (changes[0]?.at ?? 0) <= first;
  const observances = [...(known ? [] : [[initial]]), ...erasOf(changes)];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    `X-LIC-LOCATION:${zone}`,
    ...observances.flatMap((era) => observanceLines(era, zone, end)),
    'END:VTIMEZONE'
  ];
}

/** Changes of the same kind that follow one rule, year by year, stand together; the others alone. */
function erasOf(changes: readonly Change[]): Change[][] {
  const eras: Change[][] = [];
  for (const change of changes) {
    const era = eras.findLast(([same]) => same?.from === change.from && same.to === change.to);
    if (era && continues(era, change)) era.push(change);
    else eras.push([change]);
  }
  return eras;
}

function continues(era: readonly Change[], change: Change): boolean {
  const [last, first] = [era.at(-1), era[0]];
  if (!first || !last || yearOf(change) !== yearOf(last) + 1) return false;
  if (wallOf(change).slice(10) !== wallOf(first).slice(10)) return false;
  return rulesOf(change).some((rule) => era.every((each) => rulesOf(each).includes(rule)));
}

function observanceLines(era: readonly Change[], zone: string, end: Date): string[] {
  const [first, last] = [era[0], era.at(-1)];
  if (!first || !last) return [];
  const rule = rulesOf(first).find((each) => era.every((change) => rulesOf(change).includes(each)));
  const openEnd = yearOf(last) === end.getUTCFullYear() - 1 && era.length > 2;
  const name = first.to > first.from ? 'DAYLIGHT' : 'STANDARD';
  const until = `;UNTIL=${compact(new Date(last.at).toISOString())}Z`;
  return [
    `BEGIN:${name}`,
    `DTSTART:${compact(wallOf(first))}`,
    `TZOFFSETFROM:${offsetText(first.from)}`,
    `TZOFFSETTO:${offsetText(first.to)}`,
    `TZNAME:${shortName(zone, new Date(first.at))}`,
    ...(era.length > 1 ? [`RRULE:${rule}${openEnd ? '' : until}`] : []),
    `END:${name}`
  ];
}

/** The yearly rules that this change would fit: the n-th weekday of its month, and the last one. The time is in the era's start. */
function rulesOf(change: Change): string[] {
  const wall = wallOf(change);
  const day = wall.slice(0, 10);
  const code = weekdayCodes[weekdayOf(day) - 1];
  const dayOfMonth = Number(day.slice(8, 10));
  const month = Number(day.slice(5, 7));
  const isLast =
    new Date(Date.UTC(Number(day.slice(0, 4)), month - 1, dayOfMonth + 7)).getUTCMonth() !== month - 1;
  const nth = [Math.ceil(dayOfMonth / 7), ...(isLast ? [-1] : [])];
  return nth.reverse().map((n) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=${n}${code}`);
}

/** Wall time of the change by the clock before it. */
function wallOf({ at, from }: Change): string {
  return new Date(at + from).toISOString().slice(0, 19);
}

function yearOf(change: Change): number {
  return Number(wallOf(change).slice(0, 4));
}

function offsetText(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const rest = seconds % 60 === 0 ? '' : two(seconds % 60);
  return `${ms < 0 ? '-' : '+'}${two(seconds / 3600)}${two((seconds / 60) % 60)}${rest}`;
}

function shortName(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

function compact(text: string): string {
  return text.slice(0, 19).replace(/[-:]/g, '');
}
