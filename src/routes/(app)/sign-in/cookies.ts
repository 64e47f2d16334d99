// The cookies of signing in: who is signed in, which browser this is, which challenge it was given, where to go on afterwards.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { paths } from '../../../generated/paths.ts';
import { wordsIn } from '../../../words.ts';
import { challengeMinutes } from '#lib/domains/people/passkey-challenge.server.ts';
import {
  endSession,
  longestSessionDays,
  type Browser,
  type OpenedSession
} from '#lib/domains/people/session.server.ts';
import { deviceDays } from '#lib/domains/people/sign-in-schema.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { keptReturn, returnCookie, safeReturnPath } from '#lib/platform/return-path.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { routePath } from '#lib/platform/words/paths.ts';

const daySeconds = 86_400;
const secretPattern = /^[A-Za-z0-9_-]{43}$/;

export function browserOf({ request, cookies, url }: RequestEvent): Browser {
  const token = cookies.get(ownName(url, 'device'));
  return {
    userAgent: request.headers.get('user-agent'),
    deviceToken: token && secretPattern.test(token) ? token : null
  };
}

/** Signs the browser in as whoever was found, out of the session that it had, and leads on: to `path`, or where they were going. */
export async function enter(event: RequestEvent, opened: OpenedSession, path?: string): Promise<never> {
  const { cookies, url, locals } = event;
  const before = cookies.get(sessionCookie(url));
  if (before) await endSession(locals.db, before);
  keepSessionCookie(event, opened.session);
  keep(event, ownName(url, 'device'), opened.deviceToken, deviceDays * daySeconds);
  const words = await wordsIn(locals.locale);
  setFlash(cookies, words.t('people.signIn.welcome', { name: opened.name }));
  redirect(303, words.href(path ?? takeReturnPath(event)));
}

/** The database decides how long it is good for; the cookie lasts as long as any session may. */
export function keepSessionCookie(event: RequestEvent, session: string): void {
  keep(event, sessionCookie(event.url), session, longestSessionDays * daySeconds);
}

export function forgetSessionCookie({ cookies, url }: RequestEvent): void {
  cookies.delete(sessionCookie(url), { path: '/', secure: url.protocol === 'https:' });
}

export function keepChallenge(event: RequestEvent, token: string): void {
  keep(event, ownName(event.url, 'challenge'), token, challengeMinutes * 60);
}

export function challengeOf({ cookies, url }: RequestEvent): string | undefined {
  return cookies.get(ownName(url, 'challenge'));
}

/** After signing in, back to this page. */
export function returnAfterSignIn({ url, cookies }: RequestEvent): void {
  cookies.set(...keptReturn(url, routePath(url.pathname, paths) + url.search));
}

export function takeReturnPath({ cookies, url }: RequestEvent): string {
  const name = returnCookie(url);
  const kept = cookies.get(name);
  if (kept) cookies.delete(name, { path: '/', secure: url.protocol === 'https:' });
  return safeReturnPath(kept);
}

function keep({ cookies, url }: RequestEvent, name: string, value: string, seconds: number): void {
  cookies.set(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: seconds
  });
}

function ownName(url: URL, name: string): string {
  return url.protocol === 'https:' ? `__Host-${name}` : name;
}
