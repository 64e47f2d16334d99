// The one door through which an address given by a user is fetched: only public places, only so much, only so long.
import { lookup as systemLookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { no, ok } from '#lib/core/result.ts';
import { isPublicAddress } from './fetch/public-address.ts';

/** Each has a sentence for the user under `fetch.refused.*`. */
export type FetchReason =
  | 'not_an_address'
  | 'other_scheme'
  | 'with_password'
  | 'other_port'
  | 'not_public'
  | 'unknown_name'
  | 'unreachable'
  | 'untrusted'
  | 'too_slow'
  | 'too_large'
  | 'too_many_redirects'
  | 'unreadable'
  | 'refused_there';

export type Fetched =
  | {
      readonly kind: 'fetched';
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
      /** Where it was found after redirects. */
      readonly address: string;
      /** Where it is to be asked for from now on: as far as the redirects say that they are for good (RFC 9110 §15.4). */
      readonly movedTo: string | null;
    }
  | { readonly kind: 'not_modified'; readonly movedTo: string | null };

/** `status` is there when the other side answered with an error; `retryAfter`, in milliseconds, when it said when to come again. */
export type FetchResult =
  | { ok: true; value: Fetched }
  | { ok: false; reason: FetchReason; status?: number; host?: string; retryAfter?: number };

export interface FetchRequest {
  readonly address: string;
  /** From the last `Fetched`: when nothing changed since, the answer is `not_modified`. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Media types wanted, as in an Accept header. */
  readonly accept?: string;
}

export const fetchLimits = {
  /** Both as sent and after decompression. */
  bytes: 5 * 1024 * 1024,
  /** In all: resolving, every redirect, the last byte. */
  milliseconds: 10_000,
  redirects: 3
} as const;

const allowedPorts = new Set(['', '80', '443', '8080', '8443']);

/** Only tests of this file open other doors: no setting leads here, and a rule holds that nothing else imports it. */
export interface TestDoors {
  readonly resolve: (name: string) => Promise<readonly string[]>;
  /** `address:port` pairs that count as public. */
  readonly open: ReadonlySet<string>;
  readonly milliseconds?: number;
}

/** Never throws: whatever goes wrong is a value. */
export function fetchGuarded(request: FetchRequest): Promise<FetchResult> {
  return fetchThrough(request, null);
}

export function fetchThroughTestDoors(request: FetchRequest, doors: TestDoors): Promise<FetchResult> {
  return fetchThrough(request, doors);
}

async function fetchThrough(request: FetchRequest, doors: TestDoors | null): Promise<FetchResult> {
  const deadline = AbortSignal.timeout(doors?.milliseconds ?? fetchLimits.milliseconds);
  let address = request.address.trim();
  let movedTo: string | null = null;
  let forGood = true;
  for (let redirects = 0; redirects <= fetchLimits.redirects; redirects++) {
    const hop = await followOne(address, request, doors, deadline);
    if (!('redirect' in hop)) return hop.ok ? { ok: true, value: { ...hop.value, movedTo } } : hop;
    address = hop.redirect;
    forGood &&= hop.forGood;
    if (forGood) movedTo = address;
  }
  return no('too_many_redirects');
}

interface Redirect {
  readonly redirect: string;
  readonly forGood: boolean;
}

interface Hop {
  readonly url: URL;
  readonly pinned: string;
  readonly request: FetchRequest;
  readonly deadline: AbortSignal;
}

async function followOne(
  address: string,
  request: FetchRequest,
  doors: TestDoors | null,
  deadline: AbortSignal
): Promise<FetchResult | Redirect> {
  const url = URL.parse(address);
  if (!url) return no('not_an_address');
  const host = url.hostname;
  const refused = spellingFault(url, doors);
  if (refused) return no(refused, { host });
  let addresses: readonly string[];
  try {
    addresses = await before(deadline, resolveName(host, doors));
  } catch {
    return no(deadline.aborted ? 'too_slow' : 'unknown_name', { host });
  }
  const pinned = addresses.find((one) => mayVisit(one, url, doors));
  if (!pinned) return no(addresses.length > 0 ? 'not_public' : 'unknown_name', { host });
  try {
    return await visit({ url, pinned, request, deadline });
  } catch (error) {
    return no(deadline.aborted ? 'too_slow' : faultOf(error), { host });
  }
}

function spellingFault(url: URL, doors: TestDoors | null): FetchReason | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'other_scheme';
  if (url.username || url.password) return 'with_password';
  if (url.hostname === '') return 'not_an_address';
  if (!doors && !allowedPorts.has(url.port)) return 'other_port';
  return null;
}

/** A parsed URL has turned every spelling of an IPv4 address (0x7f.1, 017700000001, 2130706433) into the dotted one. */
async function resolveName(host: string, doors: TestDoors | null): Promise<readonly string[]> {
  const literal = host.startsWith('[') ? host.slice(1, -1) : host;
  if (isIP(literal)) return [literal];
  if (doors) return doors.resolve(host);
  return (await systemLookup(host, { all: true, order: 'verbatim' })).map((found) => found.address);
}

function mayVisit(address: string, url: URL, doors: TestDoors | null): boolean {
  return isPublicAddress(address) || (doors?.open.has(`${address}:${url.port}`) ?? false);
}

/** The connection goes to the address that was checked, whatever the name says a moment later. */
async function visit({ url, pinned, request, deadline }: Hop): Promise<FetchResult | Redirect> {
  const secure = url.protocol === 'https:';
  const lookup: LookupFunction = (_name, options, answer) => {
    const family = isIP(pinned);
    if (options.all) answer(null, [{ address: pinned, family }]);
    else answer(null, pinned, family);
  };
  const headers: Record<string, string> = {
    accept: request.accept ?? '*/*',
    'accept-encoding': 'gzip, br',
    'user-agent': 'Kalaka',
    ...(request.etag ? { 'if-none-match': request.etag } : {}),
    ...(request.lastModified ? { 'if-modified-since': request.lastModified } : {})
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // An agent of its own: no connection is shared, and no proxy of the environment is asked.
    const options = { headers, lookup, signal: deadline, maxHeaderSize: 16_384 };
    const outgoing = secure
      ? httpsRequest(url, { ...options, agent: new HttpsAgent() }, resolve)
      : httpRequest(url, { ...options, agent: new HttpAgent() }, resolve);
    outgoing.once('error', reject);
    outgoing.end();
  });
  response.on('error', () => undefined);
  try {
    return await readAnswer(response, url);
  } finally {
    response.destroy();
  }
}

async function readAnswer(response: IncomingMessage, url: URL): Promise<FetchResult | Redirect> {
  const status = response.statusCode ?? 0;
  const header = (name: string): string | null => {
    const value = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const location = header('location');
  if (status === 304) return ok({ kind: 'not_modified', movedTo: null });
  if ([301, 302, 303, 307, 308].includes(status) && location)
    return { redirect: URL.parse(location, url)?.href ?? '', forGood: status === 301 || status === 308 };
  if (status !== 200) {
    const retryAfter = waitFrom(header('retry-after'), header('date'));
    return no('refused_there', {
      status,
      host: url.hostname,
      ...(retryAfter === null ? {} : { retryAfter })
    });
  }
  if (Number(header('content-length') ?? 0) > fetchLimits.bytes)
    return no('too_large', { host: url.hostname });
  const bytes = await readBody(response, header('content-encoding'));
  if (!bytes) return no('too_large', { host: url.hostname });
  return ok({
    kind: 'fetched',
    bytes,
    contentType: header('content-type'),
    etag: header('etag'),
    lastModified: header('last-modified'),
    address: url.href,
    movedTo: null
  });
}

/** Seconds, or a moment as the other side's own clock counts (RFC 9110 §10.2.3). */
function waitFrom(retryAfter: string | null, date: string | null): number | null {
  if (retryAfter === null) return null;
  if (/^[0-9]{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const wait = Date.parse(retryAfter) - Date.parse(date ?? '');
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}

/** @returns null when it is more than the limit, before or after decompression @throws Unreadable */
async function readBody(response: IncomingMessage, encoding: string | null): Promise<Uint8Array | null> {
  const decoder = decoderOf(encoding);
  let received = 0;
  let tooMuch = false;
  response.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received <= fetchLimits.bytes) return;
    tooMuch = true;
    response.destroy();
  });
  const body: Readable = decoder ? response.pipe(decoder) : response;
  // A broken connection reaches whoever reads the decoder, too.
  if (decoder) response.once('close', () => response.complete || decoder.destroy(new Error('cut off')));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > fetchLimits.bytes) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    if (tooMuch) return null;
    throw error;
  } finally {
    decoder?.destroy();
  }
  return tooMuch ? null : Buffer.concat(chunks);
}

function decoderOf(encoding: string | null) {
  const name = (encoding ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === '') return null;
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  if (name === 'deflate') return createInflate();
  throw new Unreadable(`content-encoding ${name}`);
}

class Unreadable extends Error {}

function faultOf(error: unknown): FetchReason {
  if (error instanceof Unreadable) return 'unreadable';
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (code.startsWith('HPE_') || code.startsWith('Z_') || code.startsWith('ERR__ERROR')) return 'unreadable';
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return 'untrusted';
  return 'unreachable';
}

function before<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('too slow'));
    if (deadline.aborted) return stop();
    deadline.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', stop));
  });
}
