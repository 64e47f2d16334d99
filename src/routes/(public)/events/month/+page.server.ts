import type { PageServerLoad } from './$types';
import { monthAsked } from '#lib/core/day-asked.ts';
import { addDays, addMonths, dayOf, defaultZone, monthGrid } from '#lib/core/time.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listByDay } from '#lib/domains/calendar/occurrences.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now }, url }) => {
  const named = await namedFilter(db, actor, url.searchParams);
  const today = dayOf(now, defaultZone);
  const month = monthAsked(url.searchParams.get('month'), today.slice(0, 7));
  const weeks = monthGrid(month);
  const first = weeks[0]?.[0] ?? `${month}-01`;
  const end = addDays(weeks.at(-1)?.at(-1) ?? first, 1);
  const [days, microRegions] = await Promise.all([
    listByDay(db, actor, named.filter, { from: first, to: end }),
    listMicroRegions(db)
  ]);
  return {
    ...named,
    today,
    month,
    weeks,
    days,
    microRegions: microRegions.map(({ slug, name }) => ({ slug, name })),
    previous: addMonths(`${month}-01`, -1).slice(0, 7),
    next: addMonths(`${month}-01`, 1).slice(0, 7)
  };
};
