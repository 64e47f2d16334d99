import { countFrom } from '../../count.ts';
import type { PageServerLoad } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listOccurrences } from '#lib/domains/calendar/occurrences.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now }, url }) => {
  const { filter, settlement, organisation, unknownSettlement } = await namedFilter(
    db,
    actor,
    url.searchParams
  );
  const today = dayOf(now, defaultZone);
  const { rows } = unknownSettlement
    ? { rows: [] }
    : await listOccurrences(db, actor, filter, { today, page: 1 });
  return { filter, settlement, organisation, today, rows: rows.slice(0, countFrom(url.searchParams)) };
};
