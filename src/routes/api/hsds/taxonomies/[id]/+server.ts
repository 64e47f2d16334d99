import type { RequestHandler } from './$types';
import { hsdsTaxonomy } from '#lib/domains/services/hsds.server.ts';
import { taxonomyId } from '#lib/domains/services/hsds/ids.ts';
import { wordsIn } from '../../../../../words.ts';
import { hsdsAnswer, hsdsMissing } from '../../answer.server.ts';

export const GET: RequestHandler = async ({ params, request }) =>
  params.id.toLowerCase() === taxonomyId
    ? hsdsAnswer(request, hsdsTaxonomy(await wordsIn('hu')))
    : hsdsMissing(request);
