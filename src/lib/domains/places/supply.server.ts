// What comes with the product: the names and postal codes of all settlements of the country, from the package hu-postal-codes.
import { createRequire } from 'node:module';
import { byHungarian } from '#lib/core/hungarian.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { nothingKnown, properName } from './model.ts';
import { insertSettlements } from './write.server.ts';

/** Where the records of the supply say that they are from. */
export const supplySource = 'hu-postal-codes';

/** Towns whose streets have postal codes of their own, in files beside the main list. */
const townFiles = {
  Debrecen: 'debrecen',
  Győr: 'gyor',
  Miskolc: 'miskolc',
  Pécs: 'pecs',
  Szeged: 'szeged'
} as const;

/** Into an empty database only: 3,154 settlements and the 23 districts of Budapest. */
export async function supplySettlements(tx: Database, now: Date): Promise<void> {
  const codes = [...postalCodesByName()].sort(([a], [b]) => byHungarian(a, b));
  const facts = codes.map(([name, postalCodes]) => ({
    ...nothingKnown,
    name,
    postalCodes: [...postalCodes].sort()
  }));
  await insertSettlements(tx, facts, { source: supplySource, now });
}

/** Read from the package's files when they are needed, once in an installation's life. */
export function postalCodesByName(): Map<string, Set<string>> {
  const require = createRequire(import.meta.url);
  const read = (file: string): { zip: number; city: string; district?: number }[] =>
    require(`hu-postal-codes/${file}.json`);
  const codes = new Map<string, Set<string>>();
  const add = (name: string, zip: number): void => {
    let known = codes.get(name);
    if (!known) codes.set(name, (known = new Set()));
    known.add(String(zip).padStart(4, '0'));
  };
  for (const { city, zip } of read('postal-codes')) add(properName(city), zip);
  for (const [town, file] of Object.entries(townFiles)) for (const { zip } of read(file)) add(town, zip);
  for (const { zip, district } of read('budapest'))
    if (district) add(properName(`Budapest ${district}. ker.`), zip);
  return codes;
}
