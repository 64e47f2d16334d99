import type { RequestHandler } from './$types';
import { hsdsPageOf, pageAsked } from '#lib/domains/services/hsds-page.ts';
import { hsdsTerms } from '#lib/domains/services/hsds.server.ts';
import { wordsIn } from '../../../../words.ts';
import { hsdsAnswer } from '../answer.server.ts';

export const GET: RequestHandler = async ({ url: { searchParams }, request }) => {
  const parent = searchParams.get('parent_id')?.toLowerCase();
  const terms = hsdsTerms(await wordsIn('hu'));
  return hsdsAnswer(
    request,
    hsdsPageOf(
      terms.filter((term) => !parent || term['parent_id'] === parent),
      pageAsked(searchParams)
    )
  );
};
