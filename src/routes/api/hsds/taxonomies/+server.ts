import type { RequestHandler } from './$types';
import { hsdsPageOf, pageAsked } from '#lib/domains/services/hsds-page.ts';
import { hsdsTaxonomy } from '#lib/domains/services/hsds.server.ts';
import { wordsIn } from '../../../../words.ts';
import { hsdsAnswer } from '../answer.server.ts';

export const GET: RequestHandler = async ({ url: { searchParams }, request }) =>
  hsdsAnswer(request, hsdsPageOf([hsdsTaxonomy(await wordsIn('hu'))], pageAsked(searchParams)));
