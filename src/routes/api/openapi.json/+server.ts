import type { RequestHandler } from './$types';
import { openApiOfAll } from '../../../open-api.ts';
import { hsdsAnswer } from '../hsds/answer.server.ts';

export const GET: RequestHandler = ({ locals: { origin }, request }) =>
  hsdsAnswer(request, openApiOfAll(origin));
