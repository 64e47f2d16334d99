// The open house, for the few routes that look at the installation itself rather than at what is in the database.
import { providedHouse, type House } from '../house.server.ts';

export function theHouse(): House {
  const house = providedHouse();
  if (!house) throw new Error('No house was opened in this process.');
  return house;
}
