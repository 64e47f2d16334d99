import type { RequestHandler } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { hsdsLocation } from '#lib/domains/services/hsds.server.ts';
import { hsdsAnswer, hsdsContext, hsdsMissing } from '../../answer.server.ts';

export const GET: RequestHandler = async ({ locals, params, request }) => {
  const venue = isUuid(params.id) ? await findVenue(locals.db, params.id) : null;
  if (!venue) return hsdsMissing(request);
  return hsdsAnswer(request, hsdsLocation(venue, await hsdsContext(locals, [venue.settlement])));
};
