// When a stop can be played, and how much it weighs that it was agreed for a time.
import type { TourQuestion, TourStop, Window } from './itinerary.ts';

/** The windows without what is booked, those that are long enough, and the hour that was agreed if it is free. */
export function freeWindows(stop: TourStop, kept: number | undefined): Window[] {
  const { booked = [], show, setUp, takeDown } = stop;
  const length = show + setUp + takeDown;
  const free = stop.windows.flatMap((window) => {
    let parts: Window[] = [window];
    for (const { from, to } of booked)
      parts = parts.flatMap((part) =>
        to <= part.from || from >= part.to
          ? [part]
          : [
              { ...part, to: from },
              { ...part, from: to }
            ]
      );
    return parts.filter((part) => part.to - part.from >= length);
  });
  if (kept === undefined) return free;
  const from = kept - setUp;
  const around = free.find((window) => window.from <= from && from + length <= window.to);
  return around ? [{ ...around, from, to: from + length }, ...free] : free;
}

/** What is agreed weighs more than all money: at its very time 4, on its day 2, at all 1. */
export function keepWeight({ stops, costs, kept = [], travel, home, days }: TourQuestion) {
  const starts = new Map(kept.map(({ id, start }) => [id, start]));
  if (starts.size === 0) return () => 0;
  let unit = 1;
  for (const { value, offer = 0, windows, place } of stops) {
    const penalty = windows.reduce((worst, window) => Math.max(worst, window.penalty ?? 0), 0);
    const way = Math.max(travel.km(home, place), travel.km(place, home));
    unit += Math.abs(value) + Math.abs(offer) + penalty + costs.perShow + 4 * way * costs.perKm;
  }
  unit = Math.ceil(unit + days.length * costs.perNight);
  return (stop: TourStop, start: number, day: { from: number; to: number } | undefined): number => {
    const before = starts.get(stop.id);
    if (before === undefined) return 0;
    if (before === start) return 4 * unit;
    return day && before >= day.from && before < day.to ? 2 * unit : unit;
  };
}
