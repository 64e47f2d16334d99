// Budapest is a county of districts: they are ordered by their Roman numbers, not by letters.
import type { Settlement } from './model.ts';

export const capital = 'Budapest';

const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** «Budapest XIV. kerület» is 14; null for what is not a district of Budapest. */
export function capitalDistrict(name: string): number | null {
  const [, roman] = /^Budapest ([IVX]+)\. kerület$/.exec(name) ?? [];
  if (!roman) return null;
  const digits = [...roman].map((letter) => values[letter] ?? 0);
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0);
}

/** The same settlements; where districts of Budapest follow each other, by number. */
export function inCapitalOrder<S extends Pick<Settlement, 'name'>>(settlements: readonly S[]): readonly S[] {
  const districts = settlements
    .filter(({ name }) => capitalDistrict(name) !== null)
    .sort((a, b) => (capitalDistrict(a.name) ?? 0) - (capitalDistrict(b.name) ?? 0));
  let next = 0;
  return settlements.map((settlement) =>
    capitalDistrict(settlement.name) === null ? settlement : (districts[next++] ?? settlement)
  );
}
