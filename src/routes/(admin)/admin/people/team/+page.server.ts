import { teamActions, loadTeam } from '../../../../(app)/team-page.ts';
import { wordsIn } from '../../../../../words.ts';
import type { PageServerLoad, RequestEvent } from './$types';
import type { Place } from '#lib/domains/people/place.ts';

const findPlace = async ({ locals }: Pick<RequestEvent, 'locals'>): Promise<Place> => ({
  kind: 'wide',
  name: (await wordsIn(locals.locale)).t('people.admin.title'),
  path: '/admin/people'
});

export const load: PageServerLoad = async (event) => loadTeam(event.locals, await findPlace(event));

export const actions = teamActions<RequestEvent>(findPlace);
