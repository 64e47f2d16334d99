import type { PageServerLoad } from './$types';
import { addMonths, dayOf, defaultZone } from '#lib/core/time.ts';
import { sheetFrom, usualMonth } from '#lib/domains/calendar/print/choice.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { anonymous } from '#lib/platform/actor.ts';

/** Offered in the form: from the month before last on, for a year and a half. */
const monthsOffered = 20;

export const load: PageServerLoad = async ({ locals: { db, now }, url }) => {
  const today = dayOf(now, defaultZone);
  const choice = sheetFrom(url.searchParams, today);
  const first = addMonths(`${today.slice(0, 7)}-01`, -2);
  const offered = Array.from({ length: monthsOffered }, (_, index) => addMonths(first, index).slice(0, 7));
  const years = [0, 1].map((ahead) => `${Number(today.slice(0, 4)) + ahead}-01`);
  const [named, microRegions] = await Promise.all([
    namedFilter(db, anonymous, url.searchParams),
    listMicroRegions(db)
  ]);
  return {
    ...named,
    choice,
    usual: { month: usualMonth('list', today), year: usualMonth('year', today) },
    months: [...new Set([...offered, ...years, choice.month])].sort(),
    microRegions: microRegions.map(({ slug, name }) => ({ slug, name }))
  };
};
