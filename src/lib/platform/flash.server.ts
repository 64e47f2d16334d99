// A sentence for the next page only: «The event has been saved.» It travels in a cookie, so it needs no session.
import type { Cookies } from '@sveltejs/kit';

const name = 'flash';

export function setFlash(cookies: Cookies, sentence: string): void {
  cookies.set(name, Buffer.from(sentence).toString('base64url'), {
    path: '/',
    maxAge: 60,
    httpOnly: true,
    sameSite: 'lax',
    secure: false
  });
}

export function readFlash(cookies: Cookies): string | null {
  const value = cookies.get(name);
  if (!value) return null;
  cookies.delete(name, { path: '/', secure: false });
  return Buffer.from(value, 'base64url').toString().slice(0, 500);
}
