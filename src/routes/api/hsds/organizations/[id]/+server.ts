import type { RequestHandler } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { findOrganisation } from '#lib/domains/registry/queries.server.ts';
import { hsdsOrganisation } from '#lib/domains/services/hsds.server.ts';
import { hsdsAnswer, hsdsContext, hsdsMissing } from '../../answer.server.ts';

export const GET: RequestHandler = async ({ locals, params, request }) => {
  const organisation = isUuid(params.id) ? await findOrganisation(locals.db, params.id) : null;
  if (!organisation) return hsdsMissing(request);
  return hsdsAnswer(request, hsdsOrganisation(organisation, await hsdsContext(locals, [])));
};
