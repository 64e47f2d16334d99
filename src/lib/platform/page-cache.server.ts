// Public pages as anonymous readers see them, kept in memory by address and dropped as soon as anything is done in the house.
import { createHash } from 'node:crypto';
import { onActivity } from './activity.server.ts';
import { countPage } from './metrics.server.ts';

interface Kept {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly status: number;
  readonly headers: [string, string][];
  readonly etag: string;
  readonly until: number;
}

export interface PageCache {
  /** @param address under which it is kept: whole, and with a host that was checked rather than the one that was asked for */
  respond(
    asked: { readonly request: Request; readonly address: string; readonly now: Date },
    render: () => Promise<Response>
  ): Promise<Response>;
}

/** Pages speak of «today», so none is kept longer than this. */
const keptMilliseconds = 60_000;
const maxPages = 2_000;
const maxBytes = 64 * 1024 * 1024;

export function createPageCache(): PageCache {
  let pages = new Map<string, Kept>();
  let bytes = 0;
  const drop = (): void => {
    pages = new Map();
    bytes = 0;
  };
  onActivity(drop);

  return {
    async respond({ request, address, now }, render) {
      const found = pages.get(address);
      if (found && found.until > now.getTime()) {
        countPage('hit');
        return answer(found, request);
      }
      countPage('miss');
      const generation = pages;
      const response = await render();
      // The database is away: what was true a while ago is better than nothing.
      if (response.status === 503 && found) return answer(found, request);
      if (response.status !== 200 || response.headers.has('set-cookie')) return response;
      const body = new Uint8Array(await response.arrayBuffer());
      const kept: Kept = {
        body,
        status: response.status,
        headers: [...response.headers].filter(([header]) => header !== 'etag'),
        etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
        until: now.getTime() + keptMilliseconds
      };
      // A change committed while this page was being made: it may already be old, so it is sent but not kept.
      if (generation === pages && body.length < maxBytes / 16) {
        if (pages.size >= maxPages || bytes + body.length > maxBytes) drop();
        pages.set(address, kept);
        bytes += body.length;
      }
      return answer(kept, request);
    }
  };
}

function answer(kept: Kept, request: Request): Response {
  const headers = new Headers(kept.headers);
  headers.set('etag', kept.etag);
  headers.set('cache-control', 'private, no-cache');
  if (request.headers.get('if-none-match') === kept.etag) return new Response(null, { status: 304, headers });
  return new Response(kept.body, { status: kept.status, headers });
}
