import { createHash, timingSafeEqual } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { theHouse } from '../the-house.server.ts';
import type { RequestHandler } from './$types';
import type { Settings } from '../../settings.ts';
import { houseGauges } from '#lib/platform/health.server.ts';
import { metricsText } from '#lib/platform/metrics.server.ts';
import { isLoopbackAddress, isLoopbackName } from '#lib/platform/origin.server.ts';

export const GET: RequestHandler = async ({ locals, request, url, getClientAddress }) => {
  const house = theHouse();
  const near = isLoopbackAddress(getClientAddress()) && isLoopbackName(url.hostname);
  if (!mayRead(house.settings, request.headers, near)) error(404);
  const text = metricsText(await houseGauges(house.db, house.database, locals.now));
  return new Response(text, {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }
  });
};

/** Behind a proxy everybody comes from this machine: there, and wherever a token is set, only the token counts. */
function mayRead({ metricsToken, publicUrl }: Settings, headers: Headers, near: boolean): boolean {
  if (!metricsToken) return near && !publicUrl && !forwarded.some((name) => headers.has(name));
  const shown = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  return shown !== undefined && timingSafeEqual(digest(shown), digest(metricsToken));
}

const forwarded = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
