import type { PageServerLoad } from './$types';
import { addDays, addMonths, dayOf, defaultZone, isDay, monthGrid } from '#lib/core/time.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listByDay } from '#lib/domains/calendar/queries.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now }, url }) => {
  const named = await namedFilter(db, url.searchParams);
  const today = dayOf(now, defaultZone);
  const asked = url.searchParams.get('month') ?? '';
  const month = isDay(`${asked}-01`) ? asked : today.slice(0, 7);
  const weeks = monthGrid(month);
  const first = weeks[0]?.[0] ?? `${month}-01`;
  const days = await listByDay(db, actor, named.filter, first, addDays(weeks.at(-1)?.at(-1) ?? first, 1));
  return {
    ...named,
    today,
    month,
    weeks,
    days,
    previous: addMonths(`${month}-01`, -1).slice(0, 7),
    next: addMonths(`${month}-01`, 1).slice(0, 7)
  };
};
