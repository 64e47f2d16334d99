import { loadTeam, teamActions } from '../../../team-page.ts';
import type { PageServerLoad, RequestEvent } from './$types';
import { slugOf } from '#lib/core/hungarian.ts';
import type { Place } from '#lib/domains/people/place.ts';
import { listCounties } from '#lib/domains/places/queries.server.ts';

const findPlace = async ({
  locals: { db },
  params
}: Pick<RequestEvent, 'locals' | 'params'>): Promise<Place | null> => {
  const found = (await listCounties(db)).find(({ county }) => slugOf(county) === params.county);
  return found
    ? { kind: 'county', county: found.county, name: found.county, path: `/counties/${params.county}` }
    : null;
};

export const load: PageServerLoad = async (event) => loadTeam(event.locals, await findPlace(event));

export const actions = teamActions<RequestEvent>(findPlace);
