// Composition of a request: language, actor, the page cache, and what becomes of errors.
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { readSettings } from './settings.ts';
import { openHouse, provideHouse, providedHouse, type House } from './house.server.ts';
import { paths } from './generated/paths.ts';
import { wordsIn } from './words.ts';
import { findActor } from '#lib/domains/people/session-actor.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { createPageCache } from '#lib/platform/page-cache.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { readFlash } from '#lib/platform/flash.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { localeOf, localisedPath, routePath } from '#lib/platform/words/paths.ts';

let house: House;
const pages = createPageCache();

export const init: ServerInit = async () => {
  house = providedHouse() ?? (await openForDevelopment());
};

/** `vite dev` has no server entry of ours: the pages open the house themselves. */
async function openForDevelopment(): Promise<House> {
  const opened = await openHouse(readSettings(process.env), {
    withJobs: true,
    onStep: (step) => log('info', 'opening', { step })
  });
  provideHouse(opened);
  return opened;
}

export const handle: Handle = async ({ event, resolve }) => {
  const { pathname, search } = event.url;
  const locale = localeOf(pathname);
  const proper = localisedPath(locale, routePath(pathname, paths), paths);
  if (proper !== pathname && event.request.method === 'GET')
    return new Response(null, { status: 301, headers: { location: proper + search } });

  const session = event.cookies.get(sessionCookie(event.url));
  event.locals.db = house.db;
  event.locals.locale = locale;
  event.locals.now = now();
  event.locals.origin = house.settings.publicUrl ?? event.url.origin;
  event.locals.actor = (session && (await findActor(house.db, session, event.locals.now))) || anonymous;
  event.locals.flash = readFlash(event.cookies);

  const respond = async (): Promise<Response> => {
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%kalaka.lang%', locale)
    });
    secure(response.headers, event.url);
    if (response.status === 503) response.headers.set('retry-after', String(retrySeconds));
    return response;
  };
  const cacheable =
    event.request.method === 'GET' &&
    event.locals.actor.kind === 'anonymous' &&
    event.locals.flash === null &&
    event.route.id?.includes('(public)');
  return cacheable ? pages.respond(event.request, event.locals.now, respond) : respond();
};

/** After which a page that could not be made is worth another try. */
const retrySeconds = 60;

function secure(headers: Headers, url: URL): void {
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  if (url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
}

export const handleError: HandleServerError = async ({ kind, error, event }) => {
  if (kind === 'app') return;
  const words = await wordsIn(localeOf(event.url.pathname));
  if (kind !== 'unknown')
    return error.status === 404 ? { message: words.t('house.error.notFound') } : { message: error.message };
  if (isInterruption(error)) {
    log('warn', 'database_unavailable', { route: event.route.id ?? 'none', error: error.message });
    const posted = event.request.method === 'POST';
    return { status: 503, message: words.t(posted ? 'house.error.busyPost' : 'house.error.busy') };
  }
  const code = crypto.randomUUID().slice(0, 8);
  log('error', 'request_failed', {
    code,
    route: event.route.id ?? 'none',
    error: error instanceof Error ? (error.stack ?? error.message) : String(error)
  });
  return { message: words.t('house.error.unexpected', { code }) };
};

/** By name: the error comes from the process's copy of the database, and this is the built pages' copy. */
function isInterruption(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'DatabaseInterrupted' || isInterruption(error.cause));
}
