import { loadTeam, teamActions } from '../../../team-page.ts';
import type { PageServerLoad, RequestEvent } from './$types';
import { findOrganisationPlace } from '#lib/domains/registry/place.server.ts';

const findPlace = ({ locals: { db }, params }: Pick<RequestEvent, 'locals' | 'params'>) =>
  findOrganisationPlace(db, params.slug);

export const load: PageServerLoad = async (event) => loadTeam(event.locals, await findPlace(event));

export const actions = teamActions<RequestEvent>(findPlace);
