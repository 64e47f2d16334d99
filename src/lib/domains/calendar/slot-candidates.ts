// When else an event or a series could begin, as its flexibility allows.
import { addDays, daysBetween, instantOf, weekdayOf } from '#lib/core/time.ts';
import type { Flexibility } from './model.ts';

interface Movable {
  readonly starts: string;
  readonly zone: string;
  readonly flexibility: Flexibility;
}

/** A window of half a year, every half hour of a day, is about the most that makes sense; beyond it only this many are tried. */
const maxCandidates = 4_000;
const stepMinutes = 30;

/** Of a series every coming occurrence is tried at each, so only the nearest ones are. */
const maxSeriesCandidates = 150;

/** Local starts after `now`, without the present one, soonest first. An event that is all day keeps its hour. */
export function candidateStarts(event: Movable, now: Date): string[] {
  const [day = '', hour = ''] = event.starts.split('T');
  return localCandidates(day, hour, event.flexibility)
    .filter((local) => local !== event.starts)
    .slice(0, maxCandidates)
    .filter((local) => instantOf(local, event.zone) > now);
}

/** Local starts of a moved series, nearest first: each weekday and hour once, within a week of the present start. */
export function candidateSeriesStarts(event: Movable, now: Date): string[] {
  const [day = '', hour = ''] = event.starts.split('T');
  const running = instantOf(event.starts, event.zone) <= now;
  const away = (local: string): number => Math.abs(daysBetween(day, local.slice(0, 10)));
  const nearest = localCandidates(day, hour, event.flexibility)
    .filter((local) => away(local) < 7 && (running || instantOf(local, event.zone) > now))
    .sort((a, b) => away(a) - away(b) || (a < b ? -1 : 1));
  const times = new Map<string, string>();
  for (const local of [event.starts, ...nearest]) {
    const time = `${weekdayOf(local.slice(0, 10))} ${local.slice(11)}`;
    if (!times.has(time)) times.set(time, local);
  }
  return [...times.values()].slice(1, 1 + maxSeriesCandidates);
}

function localCandidates(day: string, hour: string, flexibility: Flexibility): string[] {
  if (flexibility.kind === 'fixed') return [];
  if (flexibility.kind === 'days') {
    const { days } = flexibility;
    return Array.from({ length: 2 * days + 1 }, (_, index) => `${addDays(day, index - days)}T${hour}`);
  }
  const { from, to, earliest, latest } = flexibility;
  const hours = [
    ...new Set([...everyHalfHour(earliest, latest), ...(hour >= earliest && hour <= latest ? [hour] : [])])
  ].sort();
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) =>
    addDays(from, index)
  ).flatMap((each) => hours.map((time) => `${each}T${time}`));
}

function everyHalfHour(earliest: string, latest: string): string[] {
  const hours: string[] = [];
  for (let minute = minuteOfDay(earliest); minute <= minuteOfDay(latest); minute += stepMinutes)
    hours.push(`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
  return hours;
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
