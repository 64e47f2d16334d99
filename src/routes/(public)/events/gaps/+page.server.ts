import type { PageServerLoad } from './$types';
import { addDays, dayOf, daysBetween, defaultZone } from '#lib/core/time.ts';
import { findGaps, gapRadii } from '#lib/domains/calendar/gaps.server.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';

const pageSize = 50;
/** A longer time than a year has something everywhere. */
const longest = 366;

export const load: PageServerLoad = async ({ locals: { db, actor, now }, url }) => {
  const named = await namedFilter(db, actor, url.searchParams);
  const from = sensible(named.filter.from) ?? dayOf(now, defaultZone);
  const asked = sensible(named.filter.to);
  const to = asked && asked >= from ? asked : addDays(from, 29);
  const last = daysBetween(from, to) > longest ? addDays(from, longest) : to;
  const km = gapRadii.find((radius) => String(radius) === url.searchParams.get('empty')) ?? 0;
  const [found, microRegions] = await Promise.all([
    findGaps(db, actor, { filter: named.filter, from, to: last, km }),
    listMicroRegions(db)
  ]);
  const page = Math.min(1000, Math.max(1, Math.floor(Number(url.searchParams.get('page')) || 1)));
  return {
    ...named,
    from,
    to: last,
    km,
    page,
    rows: found.gaps.slice((page - 1) * pageSize, page * pageSize),
    hasNext: found.gaps.length > page * pageSize,
    total: found.gaps.length,
    people: found.people,
    settlements: found.settlements,
    unplaced: found.unplaced,
    microRegions: microRegions.map(({ slug, name }) => ({ slug, name }))
  };
};

/** The end of the calendar has no day after it. */
function sensible(day: string | null): string | null {
  return day !== null && day >= '1900-01-01' && day < '2200-01-01' ? day : null;
}
