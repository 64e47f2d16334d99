import type { RequestHandler } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { hsdsPage, hsdsPageOf, pageAsked } from '#lib/domains/services/hsds-page.ts';
import { hsdsServiceAtLocation } from '#lib/domains/services/hsds.server.ts';
import { taxonomyId, termOfId } from '#lib/domains/services/hsds/ids.ts';
import { listServicePlaces } from '#lib/domains/services/queries.server.ts';
import { hsdsAnswer, hsdsContext } from '../answer.server.ts';

export const GET: RequestHandler = async ({ locals, url: { searchParams }, request }) => {
  const asked = pageAsked(searchParams);
  const word = (name: string): string => (searchParams.get(name) ?? '').trim().slice(0, 200);
  const term = word('taxonomy_term_id') ? termOfId(word('taxonomy_term_id')) : null;
  const organisation = word('organization_id');
  const taxonomy = word('taxonomy_id').toLowerCase();
  const after = word('modified_after') ? new Date(word('modified_after')) : null;
  if (after && Number.isNaN(after.getTime())) return hsdsAnswer(request, { error: 'modified_after' }, 400);
  // What is asked for by an id that nobody has is asked for in vain.
  const nothing =
    (word('taxonomy_term_id') && !term) ||
    (organisation && !isUuid(organisation)) ||
    (taxonomy && taxonomy !== taxonomyId);
  if (nothing) return hsdsAnswer(request, hsdsPageOf([], asked));
  const { places, total } = await listServicePlaces(
    locals.db,
    { text: word('search'), term, organisation: organisation || null, modifiedAfter: after },
    asked
  );
  const context = await hsdsContext(
    locals,
    places.map(({ place }) => place.settlement)
  );
  const full = word('full') === 'true';
  return hsdsAnswer(
    request,
    hsdsPage(
      places.map(({ service, place }) => hsdsServiceAtLocation(service, place, { ...context, full })),
      total,
      asked
    )
  );
};
