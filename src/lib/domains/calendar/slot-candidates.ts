// When else an event could begin, as its flexibility allows.
import { addDays, daysBetween, instantOf } from '#lib/core/time.ts';
import type { Flexibility } from './model.ts';

interface Movable {
  readonly starts: string;
  readonly zone: string;
  readonly flexibility: Flexibility;
}

/** A window of half a year, every half hour of a day, is about the most that makes sense; beyond it only this many are tried. */
const maxCandidates = 4_000;
const stepMinutes = 30;

/** Starts after `now`, without the present one, soonest first. An event that is all day keeps its hour. */
export function candidateStarts(event: Movable, now: Date): Date[] {
  const [day = '', hour = ''] = event.starts.split('T');
  return localCandidates(day, hour, event.flexibility)
    .filter((local) => local !== event.starts)
    .slice(0, maxCandidates)
    .map((local) => instantOf(local, event.zone))
    .filter((start) => start > now);
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
