import { administratorOnly } from '../../administrator.ts';
import { rankedDomains } from '../../../../house.server.ts';
import { theHouse } from '../../../the-house.server.ts';
import type { PageServerLoad } from './$types';
import { findings } from '#lib/platform/health-report.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  return { findings: await findings(theHouse(), rankedDomains, locals.now) };
};
