import { loadTeam, teamActions } from '../../../team-page.ts';
import type { PageServerLoad, RequestEvent } from './$types';
import { placeOfSettlement, type Place } from '#lib/domains/people/place.ts';
import { findSettlementBySlug } from '#lib/domains/places/queries.server.ts';

const findPlace = async ({
  locals: { db },
  params
}: Pick<RequestEvent, 'locals' | 'params'>): Promise<Place | null> => {
  const found = await findSettlementBySlug(db, params.slug);
  return found && placeOfSettlement(found);
};

export const load: PageServerLoad = async (event) => loadTeam(event.locals, await findPlace(event));

export const actions = teamActions<RequestEvent>(findPlace);
