import { administratorOnly } from '../../administrator.ts';
import type { PageServerLoad } from './$types';
import { countFollowers } from '#lib/domains/following/queries.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  return countFollowers(locals.db);
};
