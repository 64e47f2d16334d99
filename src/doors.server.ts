// What somebody meets who may not come in just now: the house is closed, or they have to sign in first. Nothing filled in is lost.
import type { RequestEvent } from '@sveltejs/kit';
import { paths } from './generated/paths.ts';
import { wordsIn } from './words.ts';
import { languagesOf, type Installation } from '#lib/platform/installation.server.ts';
import { preferredLocale } from '#lib/platform/words/preferred.ts';
import { plainPage, type PlainPage } from '#lib/platform/plain-page.server.ts';
import { keptReturn } from '#lib/platform/return-path.server.ts';
import { routePath } from '#lib/platform/words/paths.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** The house is closed for a while; whoever reads English but no Hungarian is told in English at any address. */
export async function closedPage(event: RequestEvent, installation: Installation): Promise<Response> {
  const { maintenance } = installation;
  const accepted = event.request.headers.get('accept-language');
  const english =
    event.locals.locale === 'en' ||
    (languagesOf(installation).includes('en') && preferredLocale(accepted) === 'en');
  const locale = english ? 'en' : 'hu';
  const message = english ? maintenance?.messageInEnglish : maintenance?.message;
  const words = await wordsIn(locale);
  const again = kept(event, await fieldsOf(event.request), words);
  return plainPage({
    status: 503,
    locale,
    house: words.t('house.name'),
    title: words.t('administration.closed.title'),
    text: [message ?? words.t('administration.closed.text'), again ? words.t('house.error.keptHere') : '']
      .filter(Boolean)
      .join('\n'),
    link: { href: words.href('/sign-in'), label: words.t('administration.closed.signIn') },
    ...(again ? { again } : {}),
    headers: { 'retry-after': '600', vary: 'accept-language' }
  });
}

/** Doors that nobody who is not signed in passes; what stands behind them is not said, not even whether it is there. */
export function isForColleagues(routeId: string | null): boolean {
  if (routeId?.startsWith('/(admin)/')) return true;
  return (routeId?.startsWith('/(app)/') ?? false) && !openToAll.some((open) => routeId?.startsWith(open));
}

const openToAll = [
  '/(app)/sign-in',
  '/(app)/sign-out',
  '/(app)/answer',
  '/(app)/unsubscribe',
  '/(app)/organisations/[slug]/join',
  '/(app)/experts/[slug]/message',
  '/(app)/circles/[slug]/ask',
  '/(app)/following'
];

/** First in, then on to where they were going; what they had filled in stays in the page meanwhile. */
export async function signInFirst(event: RequestEvent, filledIn: Fields | null): Promise<Response> {
  const { url, request, locals, cookies } = event;
  const words = await wordsIn(locals.locale);
  const signIn = words.href('/sign-in');
  if (request.method === 'GET' || request.method === 'HEAD')
    return new Response(null, {
      status: 303,
      headers: {
        location: signIn,
        'set-cookie': cookies.serialize(...keptReturn(url, routePath(url.pathname, paths) + url.search))
      }
    });
  const again = kept(event, filledIn, words);
  return plainPage({
    status: 401,
    locale: locals.locale,
    house: words.t('house.name'),
    title: words.t('house.error.signedOutTitle'),
    text: words.t(again ? 'house.error.signedOutKept' : 'house.error.signedOut'),
    link: { href: signIn, label: words.t('administration.closed.signIn') },
    ...(again ? { again } : {})
  });
}

type Fields = readonly (readonly [name: string, value: string])[];

/** What a form without files says; null for anything else. Reads a copy: the page may still want the request. */
export async function fieldsOf(request: Request): Promise<Fields | null> {
  const type = request.headers.get('content-type') ?? '';
  if (request.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return null;
  return [...new URLSearchParams(await request.clone().text())];
}

function kept({ url }: RequestEvent, fields: Fields | null, words: Words): PlainPage['again'] {
  return fields?.length
    ? { action: url.pathname + url.search, fields, label: words.t('house.error.sendAgain') }
    : undefined;
}
