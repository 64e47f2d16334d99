// On which day each chosen venue has its event: free there, not too many at once, and neighbours not on the same days.
import { assign } from './assignment.ts';
import type { CoverageQuestion } from './coverage.ts';
import { kilometresBetween } from './geo.ts';

/** Whether each of some venues can have a day of its own choice. */
export function daysFit(question: CoverageQuestion): (chosen: readonly number[]) => boolean {
  const { days, venues, perDay } = question;
  if (!days) return () => true;
  const free = venues.every(
    (venue) => venue.days === undefined || days.every((day) => venue.days?.includes(day))
  );
  if (free) return (chosen) => chosen.length <= days.length * (perDay ?? Infinity);
  return (chosen) => matched(question, chosen, perDay ?? Infinity) !== null;
}

/** By chosen venue its day; null without days, or where they do not fit. */
export function daysFor(question: CoverageQuestion, chosen: readonly number[]): number[] | null {
  const { days, perDay } = question;
  if (!days) return null;
  let found = matched(question, chosen, perDay ?? Math.ceil(chosen.length / Math.max(1, days.length)));
  // As even as it can be.
  for (let most = 1; perDay === undefined && !found && most <= chosen.length; most++)
    found = matched(question, chosen, most);
  return found ? spread(question, chosen, found) : null;
}

function matched(
  { days = [], venues }: CoverageQuestion,
  chosen: readonly number[],
  perDay: number
): number[] | null {
  const costs = Float64Array.from({ length: chosen.length * days.length }, (_, at) => {
    const own = venues[chosen[Math.floor(at / days.length)] ?? -1]?.days;
    const day = days[at % days.length];
    return own === undefined || (day !== undefined && own.includes(day)) ? 0 : Infinity;
  });
  const capacity = days.map(() => Math.min(perDay, chosen.length));
  const { answer } = assign({ rows: chosen.length, columns: days.length, costs, capacity });
  return answer.left > 0 ? null : Array.from(answer.columnOf, (column) => days[column] ?? 0);
}

/** Changing two days with each other, or one for another with as few events, as long as neighbours come farther apart in time. */
function spread(
  { days = [], venues, km }: CoverageQuestion,
  chosen: readonly number[],
  first: readonly number[]
): number[] {
  const own = [...first];
  const free = (k: number, day: number): boolean => venues[chosen[k] ?? -1]?.days?.includes(day) ?? true;
  const near = chosen.map((v) =>
    chosen.flatMap((w, k) => {
      const [one, other] = [venues[v], venues[w]];
      return v !== w && one && other && kilometresBetween(one, other) <= 2 * km ? [k] : [];
    })
  );
  const crowd = (k: number, day: number, without: number): number =>
    (near[k] ?? []).reduce(
      (sum, j) => sum + (j === without ? 0 : 1 / (1 + Math.abs((own[j] ?? 0) - day))),
      0
    );
  const count = (day: number): number => own.filter((each) => each === day).length;
  const full = Math.max(...days.map(count));
  for (let better = true, round = 0; better && round < 50; round++) {
    better = false;
    for (let k = 0; k < own.length; k++) {
      const mine = own[k] ?? 0;
      for (const day of days) {
        if (day === own[k] || !free(k, day) || count(day) >= full) continue;
        if (crowd(k, day, -1) >= crowd(k, own[k] ?? 0, -1) - 1e-9) continue;
        own[k] = day;
        better = true;
      }
      for (let j = k + 1; j < own.length; j++) {
        const [a, b] = [own[k] ?? mine, own[j] ?? 0];
        if (a === b || !free(k, b) || !free(j, a)) continue;
        if (crowd(k, b, j) + crowd(j, a, k) >= crowd(k, a, j) + crowd(j, b, k) - 1e-9) continue;
        [own[k], own[j]] = [b, a];
        better = true;
      }
    }
  }
  return own;
}
