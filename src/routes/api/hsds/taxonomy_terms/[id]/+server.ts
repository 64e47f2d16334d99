import type { RequestHandler } from './$types';
import { hsdsTerms } from '#lib/domains/services/hsds.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { hsdsAnswer, hsdsMissing } from '../../answer.server.ts';

export const GET: RequestHandler = async ({ params, request }) => {
  const found = hsdsTerms(await wordsIn('hu')).find(({ id }) => id === params.id.toLowerCase());
  return found ? hsdsAnswer(request, found) : hsdsMissing(request);
};
