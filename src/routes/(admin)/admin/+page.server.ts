import { administratorOnly } from '../administrator.ts';
import { rankedDomains } from '../../../house.server.ts';
import { theHouse } from '../../the-house.server.ts';
import type { PageServerLoad } from './$types';
import { countWaitingWork } from '#lib/platform/health.server.ts';
import { findings, needsAttention, type Finding } from '#lib/platform/health-report.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { setupSteps } from '#lib/platform/setup/steps.ts';
import { missingFacts } from '#lib/platform/privacy/statements.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const house = theHouse();
  const [found, work, installation] = await Promise.all([
    findings(house, rankedDomains, locals.now),
    countWaitingWork(locals.db, locals.now),
    findInstallation(locals.db)
  ]);
  return {
    attention: found.filter(needsAttention),
    failedJobs: work.failed,
    waitingMails: work.mails && (work.mails.get('waiting') ?? 0),
    databaseBytes: found.find((finding): finding is Finding => finding.key === 'database')?.bytes ?? 0,
    closed: installation.maintenance !== undefined,
    missingFacts: missingFacts(installation).length,
    steps: { done: installation.setup?.done.length ?? 0, all: setupSteps.length }
  };
};
