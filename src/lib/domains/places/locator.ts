// Finds the place of a free text such as the LOCATION of a calendar: the settlement that it names.
import type { Point } from '#lib/core/geo.ts';
import { settlementIn, settlementIndex } from '#lib/core/hungarian-settlements.ts';
import type { FindableSettlement } from './finder.ts';

/** @returns where the settlement that the text names lies; null when it names none, or one whose place is not known */
export function settlementLocator(all: readonly FindableSettlement[]): (text: string) => Point | null {
  const named = settlementNamer(all);
  return (text) => named(text)?.point ?? null;
}

/** @returns the settlement that the text names, or null */
export function settlementNamer(
  all: readonly FindableSettlement[]
): (text: string) => FindableSettlement | null {
  const index = settlementIndex(all.map(({ name, postalCodes }) => ({ name, postalCodes })));
  return (text) => {
    const found = settlementIn(text, index);
    return found === null ? null : (all[found] ?? null);
  };
}
