import type { RequestHandler } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { hsdsService } from '#lib/domains/services/hsds.server.ts';
import { findService } from '#lib/domains/services/queries.server.ts';
import { hsdsAnswer, hsdsContext, hsdsMissing } from '../../answer.server.ts';

export const GET: RequestHandler = async ({ locals, params, request }) => {
  const service = isUuid(params.id) ? await findService(locals.db, params.id) : null;
  if (!service) return hsdsMissing(request);
  const context = await hsdsContext(
    locals,
    service.places.map(({ settlement }) => settlement)
  );
  return hsdsAnswer(request, hsdsService(service, context));
};
