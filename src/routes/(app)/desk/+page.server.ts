import { error } from '@sveltejs/kit';
import { domains } from '../../../generated/domains.ts';
import type { PageServerLoad } from './$types';
import { listOrganisationsWorkedIn } from '#lib/domains/registry/worked-in.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Domain } from '#lib/platform/domain.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now } }) => {
  if (!isColleague(actor)) error(404);
  const items = (domains as readonly Domain[])
    .flatMap(({ desk }) => desk ?? [])
    .filter(({ seenBy }) => seenBy(actor))
    .sort((a, b) => a.order - b.order);
  return {
    own: await listOrganisationsWorkedIn(db, actor),
    items: await Promise.all(
      items.map(async ({ label, lead, path, waiting }) => ({
        label,
        lead,
        path,
        waiting: (await waiting?.(db, { actor, now })) ?? 0
      }))
    )
  };
};
