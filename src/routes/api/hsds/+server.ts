import type { RequestHandler } from './$types';
import { hsdsVersion } from '#lib/domains/services/hsds.server.ts';
import { hsdsAnswer } from './answer.server.ts';

export const GET: RequestHandler = ({ locals: { origin }, request }) =>
  hsdsAnswer(request, {
    version: hsdsVersion,
    profile: 'https://docs.openreferral.org/en/3.1/hsds/overview.html',
    openapi_url: `${origin}/api/openapi.json`
  });
