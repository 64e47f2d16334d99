// Where somebody was going when they had to sign in first: kept in a cookie for an hour, and never another site.
import type { Cookies } from '@sveltejs/kit';

type Kept = Parameters<Cookies['set']>;

export function returnCookie(url: URL): string {
  return url.protocol === 'https:' ? '__Host-return' : 'return';
}

/** The arguments of `cookies.set` or `cookies.serialize`. @param path as the routes are named, with its query */
export function keptReturn(url: URL, path: string): Kept {
  return [
    returnCookie(url),
    path,
    { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', maxAge: 3600 }
  ];
}

/** Only a path within this house is returned to, whatever the cookie says. */
export function safeReturnPath(kept: string | undefined): string {
  return kept && /^\/(?![/\\])[^\s\\#]*$/.test(kept) && !kept.includes('//') ? kept : '/';
}
