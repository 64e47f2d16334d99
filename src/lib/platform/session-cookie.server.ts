// The name of the session cookie: bound to the host wherever the browser allows that, which is on https only.

export function sessionCookie(url: URL): string {
  return url.protocol === 'https:' ? '__Host-session' : 'session';
}
