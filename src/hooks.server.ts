// Composition of a request: language, actor, the page cache, and what becomes of errors.
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { readSettings } from './settings.ts';
import { openHouse, provideHouse, providedHouse, type House } from './house.server.ts';
import { heedInstallation } from './installed.server.ts';
import { paths } from './generated/paths.ts';
import { closedPage, fieldsOf, isForColleagues, signInFirst } from './doors.server.ts';
import { wordsIn } from './words.ts';
import { findActor } from '#lib/domains/people/session-actor.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { createPageCache } from '#lib/platform/page-cache.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { readFlash } from '#lib/platform/flash.server.ts';
import { isFramed } from '#lib/platform/framed.ts';
import { languagesOf } from '#lib/platform/installation.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { isClosedFor } from '#lib/platform/maintenance.server.ts';
import { countRequest } from '#lib/platform/metrics.server.ts';
import { checkedOrigin, isFromElsewhere } from '#lib/platform/origin.server.ts';
import { plainPage } from '#lib/platform/plain-page.server.ts';
import { protectHeaders } from '#lib/platform/security-headers.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { localeOf, localisedPath, routePath, type Locale } from '#lib/platform/words/paths.ts';

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
  const started = performance.now();
  const { method } = event.request;
  const locale = localeOf(event.url.pathname);
  const https = event.url.protocol === 'https:';
  event.locals.db = house.db;
  event.locals.locale = locale;
  event.locals.now = now();
  event.locals.origin = checkedOrigin(event.url, house.settings, event.platform?.req?.socket.localPort);
  event.locals.actor = anonymous;
  event.locals.flash = null;

  const response =
    (await turnedAway(event)) ??
    (await answer(event, resolve).catch((error: unknown) => withoutDatabase(event, error)));
  if (response.status === 503 && !response.headers.has('retry-after'))
    response.headers.set('retry-after', String(retrySeconds));
  const { actor, flash } = event.locals;
  protectHeaders(response.headers, {
    https,
    personal: actor.kind !== 'anonymous' || flash !== null,
    routeId: event.route.id
  });
  const seconds = (performance.now() - started) / 1000;
  const route = event.route.id ?? 'none';
  countRequest(route, method, response.status, seconds);
  if (house.settings.requestLog)
    log('info', 'request', { route, method, status: response.status, ms: Math.round(seconds * 1000) });
  return response;
};

/** What never reaches a page: addresses that are none, addresses in the wrong words, forms of other sites. */
async function turnedAway({ url, request, route, locals }: RequestEvent): Promise<Response | null> {
  const { pathname, search } = url;
  // «//elsewhere.example/events» is a path here, but as the target of a redirect or a link it is another site.
  if (pathname.includes('//')) return movedTo(pathname.replace(/\/{2,}/g, '/') + search, 308);
  if (/%00/.test(pathname + search)) return plainRefusal(locals.locale, 404, 'notFound');
  const proper = localisedPath(locals.locale, routePath(pathname, paths), paths);
  if (proper !== pathname && request.method === 'GET') return movedTo(proper + search, 301);
  if (isFromElsewhere(request, url, route.id)) return plainRefusal(locals.locale, 403, 'elsewhere');
  const size = oversized(request, route.id);
  return size && plainRefusal(locals.locale, size, 'tooLarge');
}

/** Routes that take files: they read them piece by piece (`readUpload`) and have a limit of their own. */
const fileRoutes: ReadonlySet<string | null> = new Set([
  '/(admin)/admin/import',
  '/(app)/photos-of/[kind]/[slug]'
]);
const formBytes = 1024 * 1024;

/** A form is held in memory as a whole, so it has to be small, and to say its size beforehand. */
function oversized({ method, headers }: Request, routeId: string | null): 411 | 413 | null {
  if (method === 'GET' || method === 'HEAD' || fileRoutes.has(routeId)) return null;
  if (headers.has('transfer-encoding')) return 411;
  return Number(headers.get('content-length') ?? 0) > formBytes ? 413 : null;
}

async function answer(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
  const { locals, request, route, url } = event;
  // Those who watch the house ask while the database is gone, too.
  const watched = isWatch(route.id);
  if (!watched) {
    // In somebody else's page everyone sees what a stranger sees, and no cookie is read or written.
    if (!isFramed(route.id)) {
      const session = event.cookies.get(sessionCookie(url));
      locals.actor = (session && (await findActor(house.db, session, locals.now))) || anonymous;
      // Pictures of the page before must not take away what the next page has to say.
      if (!route.id?.startsWith('/photos/')) locals.flash = readFlash(event.cookies);
    }
    const installation = await heedInstallation(house.db);
    if (request.method === 'GET' && !languagesOf(installation).includes(locals.locale))
      return movedTo(localisedPath('hu', routePath(url.pathname, paths), paths) + url.search, 301);
    if (isClosedFor(locals.actor, installation, route.id)) return closedPage(event, installation);
  }
  const { locale } = locals;
  const respond = async (): Promise<Response> =>
    resolve(event, { transformPageChunk: ({ html }) => html.replace('%kalaka.lang%', locale) });
  const keepable = isPublic(event) && locals.actor.kind === 'anonymous' && locals.flash === null;
  if (keepable) return fromMemory(event, respond);
  if (locals.actor.kind !== 'anonymous' || !isForColleagues(route.id)) return respond();
  const filledIn = await fieldsOf(event.request);
  const response = await respond();
  return response.status === 404 ? signInFirst(event, filledIn) : response;
}

function isPublic({ request, route }: RequestEvent): boolean {
  return request.method === 'GET' && (route.id?.includes('(public)') ?? false);
}

function fromMemory(
  { request, url, locals }: RequestEvent,
  respond: () => Promise<Response>
): Promise<Response> {
  const address = locals.origin + request.url.slice(url.origin.length);
  return pages.respond({ request, address, now: locals.now }, respond);
}

/** After which a page that could not be made is worth another try. */
const retrySeconds = 60;

/** When not even the session can be looked up: public pages as everyone sees them, if they are in memory; otherwise a request for patience. */
async function withoutDatabase(event: RequestEvent, error: unknown): Promise<Response> {
  if (!isInterruption(error)) throw error;
  const { locals, request, route } = event;
  log('warn', 'database_unavailable', { route: route.id ?? 'none', error: error.message });
  const words = await wordsIn(locals.locale);
  const sorry = async (): Promise<Response> =>
    plainPage({
      status: 503,
      locale: locals.locale,
      house: words.t('house.name'),
      title: words.t('house.error.busyTitle'),
      text: words.t(request.method === 'POST' ? 'house.error.busyPost' : 'house.error.busy'),
      link: { href: words.href('/'), label: words.t('house.error.home') }
    });
  return isPublic(event) ? fromMemory(event, sorry) : sorry();
}

function isWatch(routeId: string | null): boolean {
  return routeId === '/metrics' || (routeId?.startsWith('/health/') ?? false);
}

function movedTo(location: string, status: 301 | 308): Response {
  return new Response(null, { status, headers: { location } });
}

async function plainRefusal(
  locale: Locale,
  status: 403 | 404 | 411 | 413,
  reason: 'notFound' | 'elsewhere' | 'tooLarge'
): Promise<Response> {
  const words = await wordsIn(locale);
  const [title, text] = {
    notFound: [words.t('house.error.notFoundTitle'), words.t('house.error.notFound')] as const,
    elsewhere: [words.t('administration.elsewhere.title'), words.t('administration.elsewhere.text')] as const,
    tooLarge: [words.t('house.error.tooLargeTitle'), words.t('house.error.tooLarge')] as const
  }[reason];
  return plainPage({
    status,
    locale,
    house: words.t('house.name'),
    title,
    text,
    link: { href: words.href('/'), label: words.t('house.error.home') }
  });
}

export const handleError: HandleServerError = async ({ kind, error, event }) => {
  if (kind === 'app') return;
  const words = await wordsIn(localeOf(event.url.pathname));
  // An address that cannot be read leads nowhere, like one that is not there.
  if (kind !== 'unknown' && error.status === 400 && error.message === 'Malformed URI')
    return { status: 404, message: words.t('house.error.notFound') };
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
