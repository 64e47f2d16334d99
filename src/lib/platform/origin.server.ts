// Where a request may say that it comes from, and under which name the house believes that it was called.
import { hostname, networkInterfaces } from 'node:os';

/**
 * The beginning of absolute addresses. A Host header is whatever its sender wrote: it is believed only when it names this
 * machine, otherwise links would lead readers of mails and feeds to a stranger.
 * @param localPort on which the request came in; a name of this machine counts only with it
 * @returns without a slash at the end
 */
export function checkedOrigin(
  url: URL,
  settings: { readonly publicUrl: string | undefined; readonly host: string; readonly port: number },
  localPort: number | undefined
): string {
  if (settings.publicUrl) return new URL(settings.publicUrl).origin;
  if (isLoopbackName(url.hostname)) return url.origin;
  const port = localPort ?? settings.port;
  const asked = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (asked === port && ownNames(settings.host).has(bare(url.hostname))) return url.origin;
  return `${url.protocol}//localhost:${port}`;
}

/** By the address of the connection, not by what the request says. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Routes whose POST another site or a mail program may send: what they do is bound to the secret in their address, never to
 * who is signed in.
 */
const openRoutes = new Set(['/(app)/unsubscribe/[token]', '/(app)/following/[token]']);

/**
 * Whether a request that changes something comes from a page of somebody else, or does not say from where. A browser that
 * hides the origin («null», as after «no-referrer») still says by Sec-Fetch-Site, which no page can write, that it is ours.
 */
export function isFromElsewhere(request: Request, url: URL, routeId: string | null): boolean {
  if (!changing.has(request.method)) return false;
  if (routeId !== null && openRoutes.has(routeId)) return false;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin === null || origin === 'null') return site !== 'same-origin';
  return origin !== url.origin || site === 'cross-site';
}

export function isLoopbackName(name: string): boolean {
  return bare(name) === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(bare(name));
}

function ownNames(host: string): ReadonlySet<string> {
  const machine = hostname().toLowerCase();
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return new Set([
    host.toLowerCase(),
    machine,
    `${machine}.local`,
    ...addresses.map(({ address }) => address)
  ]);
}

function bare(name: string): string {
  return name.startsWith('[') ? name.slice(1, -1) : name.toLowerCase();
}
