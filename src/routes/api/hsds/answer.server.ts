// What the routes of the HSDS API share: how they answer, and the words and postal codes that their objects need.
import { createHash } from 'node:crypto';
import { wordsIn } from '../../../words.ts';
import type { HsdsContext } from '#lib/domains/services/hsds.server.ts';
import { wholeContext as contextOfAll } from '#lib/domains/services/hsds/kept.server.ts';
import { firstPostalCodes } from '#lib/domains/services/hsds.server.ts';

/** Anybody's program may read it, from any site; whoever has it already is told so (RFC 9110 §13.1.2). */
export function hsdsAnswer(request: Request, body: unknown, status = 200): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache', etag };
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (status === 200 && (known.includes(etag) || known.includes('*')))
    return new Response(null, { status: 304, headers });
  return new Response(text, { status, headers: { ...headers, 'content-type': 'application/json' } });
}

export function hsdsMissing(request: Request): Response {
  return hsdsAnswer(request, { error: 'not_found' }, 404);
}

/** Programs are answered in Hungarian, the language of the records. */
export async function hsdsContext(
  { db, origin }: Pick<App.Locals, 'db' | 'origin'>,
  settlements: readonly { readonly id: string }[]
): Promise<HsdsContext> {
  return {
    words: await wordsIn('hu'),
    origin,
    postalCodes: await firstPostalCodes(db, settlements)
  };
}

export async function wholeContext({ db, origin }: Pick<App.Locals, 'db' | 'origin'>): Promise<HsdsContext> {
  return contextOfAll(db, await wordsIn('hu'), origin);
}
