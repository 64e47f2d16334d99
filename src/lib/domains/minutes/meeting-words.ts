// How a meeting's time and place read.
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';

export function placeText({
  settlement,
  venue,
  place
}: Pick<FullMeeting, 'settlement' | 'venue' | 'place'>): string {
  return [settlement?.name, venue?.name, place].filter(Boolean).join(', ');
}

/** @param minute of the day: 970 is «16:10» */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
