// What the routes of the HSDS API share: how they answer, and the words and postal codes that their objects need.
import { wordsIn } from '../../../words.ts';
import type { HsdsContext } from '#lib/domains/services/hsds.server.ts';
import { wholeContext as contextOfAll } from '#lib/domains/services/hsds/kept.server.ts';
import { firstPostalCodes } from '#lib/domains/services/hsds.server.ts';

/** Anybody's program may read it, from any site. */
export function hsdsAnswer(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'access-control-allow-origin': '*' } });
}

export function hsdsMissing(): Response {
  return hsdsAnswer({ error: 'not_found' }, 404);
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
