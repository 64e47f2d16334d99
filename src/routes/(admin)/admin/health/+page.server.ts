import { administratorOnly } from '../../administrator.ts';
import { theHouse } from '../../../the-house.server.ts';
import type { PageServerLoad } from './$types';
import { findings } from '#lib/platform/health-report.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  return { findings: await findings(theHouse(), locals.now) };
};
