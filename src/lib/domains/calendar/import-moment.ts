// Reads days and times as people and programs write them in tables: which day is meant, and at what time of it.
import { fold } from '#lib/core/hungarian.ts';
import { isDay, isLocal, localOf } from '#lib/core/time.ts';

/** Local to the zone of the event. */
export interface Moment {
  /** 'YYYY-MM-DD'; null when only a time is written. */
  readonly day: string | null;
  /** 'HH:MM'; null when only a day is written. */
  readonly time: string | null;
  /** «18:00–20:00» says the end as well. */
  readonly until: string | null;
}

export type MomentFault = 'not_a_date' | 'impossible_date' | 'ambiguous_date' | 'not_a_time';

/**
 * «2027-09-04», «2027. 09. 04. 18:00», «2027. szeptember 4., szombat, 18 óra», «4 September 2027, 6:30 pm»,
 * «2027-09-04T16:00:00Z», «18.30», «18:00–20:00». The order of 04/09/2027 is told only where one of the two can be no month.
 * A time with an offset or in UTC is turned into the zone's wall time.
 */
export function readMoment(text: string, zone: string): Moment | MomentFault {
  const plain = fold(text.slice(0, 100))
    .replace(/\([^()]*\)/g, ' ')
    .replace(weekdays, ' ')
    .replace(/[\s,]+/g, ' ')
    .trim();
  const whole = readDay(plain);
  if (whole !== null) return isFault(whole) ? whole : { day: whole, time: null, until: null };
  const alone = readTimes(plain);
  if (alone !== null) return isFault(alone) ? alone : { day: null, time: alone.time, until: alone.until };

  const split = apart(plain.replace(/([0-9])t([0-9])/, '$1 $2'));
  return split ? together(split, zone) : 'not_a_date';
}

/** A weekday beside a date says nothing new. */
const weekdays =
  /(?<![a-z])(?:hetfo|kedd|szerda|csutortok|pentek|szombat|vasarnap|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)(?![a-z])[.,]?/g;

function together([day, clock]: readonly [string, string], zone: string): Moment | MomentFault {
  const read = readDay(day);
  if (read === null) return 'not_a_date';
  if (isFault(read)) return read;
  const { time: plainClock, offset } = withoutOffset(clock);
  const times = readTimes(plainClock);
  if (times === null) return 'not_a_time';
  if (isFault(times)) return times;
  if (offset === null) return { day: read, ...times };
  const instant = new Date(`${read}T${times.time}:00${offset}`);
  if (Number.isNaN(instant.getTime())) return 'not_a_time';
  const local = localOf(instant, zone);
  return { day: local.slice(0, 10), time: local.slice(11), until: null };
}

/** Where the day ends and the time begins: at the first space after which only a time stands. */
function apart(text: string): readonly [string, string] | null {
  const words = text.split(' ');
  for (let at = 1; at < words.length; at++) {
    const [day, clock] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    if (readDay(day) !== null && readTimes(withoutOffset(clock).time) !== null) return [day, clock];
  }
  return null;
}

function withoutOffset(clock: string): { time: string; offset: string | null } {
  const [, time, sign] = /^([0-9:.]{3,20}) ?(z|utc|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})$/.exec(clock) ?? [];
  if (time === undefined || sign === undefined) return { time: clock, offset: null };
  if (sign === 'z' || sign === 'utc') return { time, offset: 'Z' };
  const digits = sign.slice(1).replace(':', '').padEnd(4, '0');
  return { time, offset: `${sign.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}` };
}

/** 'YYYY-MM-DD'; a fault when it looks like a day and is none; null when it does not look like one. */
function readDay(text: string): string | MomentFault | null {
  const [, year, month, date] =
    /^([0-9]{4})[-/.] ?([0-9]{1,2})[-/.] ?([0-9]{1,2})[-/.]?$/.exec(text) ??
    /^([0-9]{4})([0-9]{2})([0-9]{2})$/.exec(text) ??
    [];
  if (year && month && date) return realDay(year, month, date);
  const [, d, m, y] = /^([0-9]{1,2})[.-] ?([0-9]{1,2})[.-] ?([0-9]{4})\.?$/.exec(text) ?? [];
  if (d && m && y) return realDay(y, m, d);
  const [, first, second, last] = /^([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})$/.exec(text) ?? [];
  if (first && second && last) {
    if (first === second || Number(first) > 12) return realDay(last, second, first);
    return Number(second) > 12 ? realDay(last, first, second) : 'ambiguous_date';
  }
  return dayInWords(text);
}

function dayInWords(text: string): string | MomentFault | null {
  const hungarian = /^([0-9]{4})\.? ([a-z]{3,10})\.? ([0-9]{1,2})(?:\.|-?[a-z]{2})?$/.exec(text);
  const dayFirst = /^([0-9]{1,2})(?:\.|st|nd|rd|th)? ([a-z]{3,10})\.? ([0-9]{4})$/.exec(text);
  const monthFirst = /^([a-z]{3,10})\.? ([0-9]{1,2})(?:st|nd|rd|th)? ([0-9]{4})$/.exec(text);
  const [year = '', name = '', date = ''] = hungarian
    ? hungarian.slice(1)
    : dayFirst
      ? dayFirst.slice(1).reverse()
      : monthFirst
        ? [monthFirst[3], monthFirst[1], monthFirst[2]]
        : [];
  const month =
    months.findIndex((names) => names.some((one) => one === name || one.slice(0, 3) === name)) + 1;
  return month > 0 ? realDay(year, String(month), date) : null;
}

const months: readonly (readonly string[])[] = [
  ['januar', 'january'],
  ['februar', 'february', 'febr'],
  ['marcius', 'march', 'marc'],
  ['aprilis', 'april', 'apr'],
  ['majus', 'may'],
  ['junius', 'june'],
  ['julius', 'july'],
  ['augusztus', 'august'],
  ['szeptember', 'september', 'szept', 'sept'],
  ['oktober', 'october', 'okt'],
  ['november', 'nov'],
  ['december', 'dec']
];

function realDay(year: string, month: string, date: string): string | MomentFault {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) && day >= '1900-01-01' && day < '2200-01-01' ? day : 'impossible_date';
}

/** A time of day or two, the first being the start; null when it does not look like one. */
function readTimes(text: string): { time: string; until: string | null } | MomentFault | null {
  const [from = '', until, ...more] = text.split(/ ?[–-] ?/);
  if (more.length > 0) return null;
  const [time, end] = [readTime(from), until === undefined ? undefined : readTime(until)];
  if (time === null || end === null) return null;
  if (isFault(time)) return time;
  if (end !== undefined && isFault(end)) return end;
  return { time, until: end ?? null };
}

/** 24:00 is the end of a day and comes as it is. */
function readTime(text: string): string | MomentFault | null {
  const [, hour, minute = '00', half] =
    /^([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)? ?(am|pm|h|ora|orakor|oratol)?$/.exec(text) ??
    /^([0-9]{1,2})() ?(am|pm|h|ora|orakor|oratol)$/.exec(text) ??
    [];
  if (hour === undefined) return null;
  const noon = half === 'pm' && Number(hour) < 12 ? 12 : half === 'am' && Number(hour) === 12 ? -12 : 0;
  const time = `${String(Number(hour) + noon).padStart(2, '0')}:${minute || '00'}`;
  return time === '24:00' || isLocal(`2000-01-01T${time}`) ? time : 'not_a_time';
}

export function isFault(read: unknown): read is MomentFault {
  return (
    read === 'not_a_date' || read === 'impossible_date' || read === 'ambiguous_date' || read === 'not_a_time'
  );
}
