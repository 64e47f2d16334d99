import type { RequestHandler } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { everythingAsHsds } from '#lib/domains/services/hsds/kept.server.ts';
import { writePackage } from '#lib/domains/services/hsds/package.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import { hsdsMissing, wholeContext } from '../answer.server.ts';

export const GET: RequestHandler = async ({ locals, request }) => {
  if (!isColleague(locals.actor)) return hsdsMissing(request);
  const rows = await everythingAsHsds(locals.db, await wholeContext(locals));
  return new Response(writePackage(rows), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="hsds-${dayOf(locals.now, defaultZone)}.zip"`,
      'cache-control': 'no-store'
    }
  });
};
