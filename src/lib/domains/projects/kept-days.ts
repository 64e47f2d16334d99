// Which of the found events keep the day that the plan already gave their venue: who has been asked is moved only when they must be.

interface Dated {
  readonly venue: string;
  readonly day: string;
}

/**
 * Puts found events back on the days of the plan where their venue is free; two events exchange days where that is needed.
 * @param planned what the plan has now; venues occur once in each
 * @param freeOn the days on which a venue is free
 */
export function keepDays<E extends Dated>(
  found: readonly E[],
  planned: readonly Dated[],
  freeOn: (venue: string) => readonly string[]
): E[] {
  const meant = new Map(
    planned.filter(({ venue, day }) => freeOn(venue).includes(day)).map(({ venue, day }) => [venue, day])
  );
  const days = found.map(({ day }) => day);
  for (const [index, { venue }] of found.entries()) {
    const wanted = meant.get(venue);
    const had = days[index];
    if (wanted === undefined || had === undefined || had === wanted) continue;
    const other = days.indexOf(wanted);
    const there = found[other];
    // Only who is not where they should be makes room, and only for a day that suits them.
    if (there && (meant.get(there.venue) === wanted || !freeOn(there.venue).includes(had))) continue;
    if (there) days[other] = had;
    days[index] = wanted;
  }
  return found
    .map((event, index) => ({ ...event, day: days[index] ?? event.day }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
