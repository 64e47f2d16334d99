// What every sentence and reckoning of this process goes by that the installation says: the name of the house, and the days off that
// somebody has added. Heard at the start, with each request and before each round of jobs, so that pages, mails and commands agree.
import { takeOfficialDays } from '#lib/domains/calendar/official-days.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findInstallation, type Installation } from '#lib/platform/installation.server.ts';
import { callHouse } from '#lib/platform/words/house-name.ts';

export async function heedInstallation(db: Database): Promise<Installation> {
  const installation = await findInstallation(db);
  callHouse(installation.name);
  takeOfficialDays(installation.officialDays);
  return installation;
}
