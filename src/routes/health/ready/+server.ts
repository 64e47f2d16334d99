import { theHouse } from '../../the-house.server.ts';
import type { RequestHandler } from './$types';
import { readiness } from '#lib/platform/health.server.ts';

/** 200 when requests can be served, else 503; nothing in it is a secret, so a load balancer may ask from anywhere. */
export const GET: RequestHandler = async () => {
  const { ready, ...checks } = await readiness(theHouse());
  return Response.json(
    { status: ready ? 'ready' : 'not ready', ...checks },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } }
  );
};
