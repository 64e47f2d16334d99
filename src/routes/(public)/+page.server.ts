import type { PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { noFilter } from '#lib/domains/calendar/filter.ts';
import { listOccurrences } from '#lib/domains/calendar/queries.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now } }) => {
  const today = dayOf(now, defaultZone);
  const [coming, microRegions] = await Promise.all([
    listOccurrences(db, actor, noFilter, { today, size: 8 }),
    listMicroRegions(db)
  ]);
  return { today, rows: coming.rows, microRegions: microRegions.map(({ slug, name }) => ({ slug, name })) };
};
