import type { RequestHandler } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { hsdsServiceAtLocation } from '#lib/domains/services/hsds.server.ts';
import { findServicePlace } from '#lib/domains/services/queries.server.ts';
import { hsdsAnswer, hsdsContext, hsdsMissing } from '../../answer.server.ts';

export const GET: RequestHandler = async ({ locals, params, request }) => {
  const found = isUuid(params.id) ? await findServicePlace(locals.db, params.id) : null;
  if (!found) return hsdsMissing(request);
  const context = await hsdsContext(
    locals,
    found.service.places.map(({ settlement }) => settlement)
  );
  return hsdsAnswer(request, hsdsServiceAtLocation(found.service, found.place, { ...context, full: true }));
};
