// What a question about a tour must be before it is asked.
import type { TourQuestion } from './itinerary.ts';
import { mostThings } from './once-paths.ts';

/** @throws RangeError for what it finds */
export function checkTour({ stops, days, costs, home, ...rest }: TourQuestion): void {
  const sound = (value: number, what: string): void => {
    if (!Number.isFinite(value)) throw new RangeError(`${what} is ${value}`);
  };
  const positive = (value: number, what: string): void => {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`${what} is ${value}`);
  };
  if (new Set(stops.map(({ id }) => id)).size < stops.length) throw new RangeError('Two stops have one id');
  if (stops.length > mostThings) throw new RangeError(`${stops.length} stops are more than ${mostThings}`);
  positive(home, 'The home');
  for (const [what, cost] of Object.entries(costs)) positive(cost as number, what);
  for (const limit of ['maxStops', 'maxDays', 'restAfter', 'showsPerDay'] as const)
    if (rest[limit] !== undefined && !(rest[limit] >= 0)) throw new RangeError(`${limit} is ${rest[limit]}`);
  let before = -Infinity;
  for (const { from, to } of days) {
    if (!(from >= before && to > from)) throw new RangeError(`A day from ${from} to ${to} after ${before}`);
    before = to;
  }
  for (const stop of stops) {
    for (const what of ['show', 'setUp', 'takeDown'] as const) positive(stop[what], `${stop.id}: ${what}`);
    if (stop.show === 0) throw new RangeError(`${stop.id}: a show of no length`);
    for (const what of ['value', 'offer'] as const) sound(stop[what] ?? 0, `${stop.id}: ${what}`);
    for (const { from, to, penalty = 0 } of stop.windows) {
      if (!(to >= from)) throw new RangeError(`${stop.id}: a window from ${from} to ${to}`);
      positive(penalty, `${stop.id}: a penalty`);
    }
    for (const { from, to } of stop.booked ?? [])
      if (!(to >= from)) throw new RangeError(`${stop.id}: booked from ${from} to ${to}`);
  }
}
