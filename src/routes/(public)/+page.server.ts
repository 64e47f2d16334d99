import type { PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { noFilter } from '#lib/domains/calendar/filter.ts';
import { listOccurrences } from '#lib/domains/calendar/occurrences.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { findPublicTogether } from '#lib/domains/projects/queries.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, origin } }) => {
  const today = dayOf(now, defaultZone);
  const [{ region: slug = null, operator }, regions] = await Promise.all([
    findInstallation(db),
    listMicroRegions(db)
  ]);
  const microRegions = regions.map(({ slug, name }) => ({ slug, name }));
  // A region that is not there any more narrows nothing.
  const region = microRegions.find((each) => each.slug === slug) ?? null;
  const filter = { ...noFilter, region: region?.slug ?? null };
  const coming = await listOccurrences(db, actor, filter, { today, size: 8 });
  const together = await findPublicTogether(db);
  return {
    together,
    today,
    rows: coming.rows,
    microRegions,
    region,
    origin,
    operator: operator?.name ?? null
  };
};
