import type { RequestHandler } from './$types';
import { findVenuesByIds, listVenues } from '#lib/domains/registry/venue-queries.server.ts';
import { hsdsPage, pageAsked } from '#lib/domains/services/hsds-page.ts';
import { hsdsLocation } from '#lib/domains/services/hsds.server.ts';
import { hsdsAnswer, hsdsContext } from '../answer.server.ts';

export const GET: RequestHandler = async ({ locals, url: { searchParams }, request }) => {
  const asked = pageAsked(searchParams);
  const { rows, total } = await listVenues(locals.db, {
    settlements: null,
    text: (searchParams.get('search') ?? '').slice(0, 200),
    page: asked.page,
    pageSize: asked.size
  });
  const full = await findVenuesByIds(
    locals.db,
    rows.map(({ id }) => id)
  );
  const context = await hsdsContext(
    locals,
    rows.map(({ settlement }) => settlement)
  );
  return hsdsAnswer(
    request,
    hsdsPage(
      rows.flatMap(({ id }) => {
        const venue = full.get(id);
        return venue ? [hsdsLocation(venue, context)] : [];
      }),
      total,
      asked
    )
  );
};
