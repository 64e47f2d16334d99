// What every answer tells the browser about itself: no guessing, no frames, no keeping of what was meant for one person.
import { isFramed } from './framed.ts';

/** For everything that leaves the process, files of the build included. */
export function fixedHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-permitted-cross-domain-policies': 'none',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {})
  };
}

/** Calendars, data and pictures have nothing to run; should one be opened as a page, it stays inert. */
const inertPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

export interface Answered {
  readonly https: boolean;
  /** Whether it was made for one person: signed in, or told something that is told once. */
  readonly personal: boolean;
  readonly routeId: string | null;
}

/**
 * Leaves what a route has said itself, but for three things: what is personal is never kept, cookies keep to https, and
 * «no-referrer» becomes «same-origin», which tells strangers as little: with the former, the forms of the page would come
 * with «Origin: null» and be refused.
 */
export function protectHeaders(headers: Headers, { https, personal, routeId }: Answered): void {
  for (const [name, value] of Object.entries(fixedHeaders(https)))
    if (!headers.has(name)) headers.set(name, value);
  if (headers.get('referrer-policy') === 'no-referrer') headers.set('referrer-policy', 'same-origin');
  if (isForOtherSites(routeId)) headers.set('cross-origin-resource-policy', 'cross-origin');
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', inertPolicy);
  if (isFramed(routeId)) letOthersFrame(headers);
  const setsCookie = headers.has('set-cookie');
  // Pictures have said whether everybody may see them.
  const saysItself = routeId?.startsWith('/photos/') ?? false;
  if (setsCookie || (!saysItself && (personal || !isPublic(routeId))))
    headers.set('cache-control', 'private, no-store');
  else if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
  if (https && setsCookie) secureCookies(headers);
}

/** The only pages for which this is so; they have no forms, and may not send any. */
function letOthersFrame(headers: Headers): void {
  const policy = headers.get('content-security-policy');
  if (policy === null) return;
  headers.set(
    'content-security-policy',
    policy
      .replace(/frame-ancestors [^;]*/, 'frame-ancestors *')
      .replace(/form-action [^;]*/, "form-action 'none'")
      .replace(/script-src [^;]*/, "script-src 'none'")
  );
  headers.set('cross-origin-resource-policy', 'cross-origin');
}

function secureCookies(headers: Headers): void {
  const cookies = headers.getSetCookie();
  headers.delete('set-cookie');
  for (const cookie of cookies)
    headers.append('set-cookie', /;\s*secure\b/i.test(cookie) ? cookie : `${cookie}; Secure`);
}

function isForOtherSites(routeId: string | null): boolean {
  return routeId !== null && (routeId.startsWith('/feeds/') || routeId.startsWith('/api/'));
}

function isPublic(routeId: string | null): boolean {
  return isForOtherSites(routeId) || (routeId?.startsWith('/(public)') ?? false) || routeId === '/ui';
}
