import type { PageServerLoad } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listOccurrences, listRunning } from '#lib/domains/calendar/occurrences.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now }, url }) => {
  const named = await namedFilter(db, actor, url.searchParams);
  const today = dayOf(now, defaultZone);
  const page = Math.min(1000, Math.max(1, Math.floor(Number(url.searchParams.get('page')) || 1)));
  const [running, listed, microRegions] = await Promise.all([
    page === 1 ? listRunning(db, actor, named.filter, { day: named.filter.from ?? today }) : [],
    listOccurrences(db, actor, named.filter, { today, page }),
    listMicroRegions(db)
  ]);
  return {
    ...named,
    microRegions: microRegions.map(({ slug, name }) => ({ slug, name })),
    today,
    page,
    running,
    rows: listed.rows,
    hasNext: listed.hasNext
  };
};
