// What a booking is, when it holds its venue, and which other times are offered where it cannot have the one it asked for.
import { addDays, addLocalMinutes, instantOf, minuteMs, overlaps, wallMs } from '#lib/core/time.ts';

export const bookingStates = ['requested', 'confirmed', 'refused', 'cancelled', 'lapsed'] as const;
export type BookingState = (typeof bookingStates)[number];

/** What is asked for holds the venue until it is answered: first come, first served. */
export const holdingStates = ['requested', 'confirmed'] as const satisfies readonly BookingState[];

export function isHolding(state: BookingState): boolean {
  return state === 'requested' || state === 'confirmed';
}

/** A request that nobody has answered in so many days holds the venue no longer. */
export const answerDays = 14;
/** A series longer than this is asked for in parts. */
export const maxOccurrences = 120;

export interface Span {
  readonly start: Date;
  readonly end: Date;
}

const firstHour = '08:00';
const lastHour = '22:00';
const stepMinutes = 30;
const daysAhead = 14;

/**
 * Local starts at which `minutes` are free, nearest to the wanted one first: up to two on the same day between 8 and 22 o'clock,
 * then the same hour on the next days.
 * @param busy what holds the venue from the wanted day on, over the two weeks after it
 */
export function freeTimes({
  starts,
  minutes,
  busy,
  zone,
  now,
  most = 4
}: {
  starts: string;
  minutes: number;
  busy: readonly Span[];
  zone: string;
  now: Date;
  most?: number;
}): string[] {
  const isFree = (local: string): boolean => {
    const start = instantOf(local, zone);
    const span = { start, end: new Date(start.getTime() + minutes * minuteMs) };
    return start > now && !busy.some((each) => overlaps(each, span));
  };
  const day = starts.slice(0, 10);
  const sameDay: string[] = [];
  for (let local = `${day}T${firstHour}`; ; local = addLocalMinutes(local, stepMinutes)) {
    if (addLocalMinutes(local, minutes) > `${day}T${lastHour}`) break;
    if (local !== starts && isFree(local)) sameDay.push(local);
  }
  const apart = (local: string): number => Math.abs(wallMs(local) - wallMs(starts));
  const nearest = sameDay.sort((a, b) => apart(a) - apart(b)).slice(0, 2);
  const later = Array.from({ length: daysAhead }, (_, n) => `${addDays(day, n + 1)}${starts.slice(10)}`);
  return [...nearest.sort(), ...later.filter(isFree)].slice(0, most);
}

/** How many days after the wanted one `freeTimes` looks at, the last one included. */
export const freeTimesReach = daysAhead + 2;

/**
 * Whether two uses of one venue stand in each other's way: what is on for days, as an exhibition, does not, nor what one
 * organisation both booked and entered into the calendar.
 */
export function standInTheWay(
  a: Span & { readonly blocks: boolean; readonly together: readonly string[] },
  b: Span & { readonly blocks: boolean; readonly together: readonly string[] }
): boolean {
  return a.blocks && b.blocks && overlaps(a, b) && !a.together.some((each) => b.together.includes(each));
}
