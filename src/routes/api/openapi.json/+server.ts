import type { RequestHandler } from './$types';
import { openApi } from '#lib/domains/services/openapi.ts';
import { hsdsAnswer } from '../hsds/answer.server.ts';

export const GET: RequestHandler = ({ locals: { origin }, request }) => hsdsAnswer(request, openApi(origin));
