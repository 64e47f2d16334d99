import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { factsOfExpert } from '#lib/domains/experts/expert-words.ts';
import { withdrawnDays } from '#lib/domains/experts/model.ts';
import { canKeepExpert, isOwnEntry } from '#lib/domains/experts/policy.ts';
import { countOpenInquiries, findExpertBySlug } from '#lib/domains/experts/queries.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const words = await wordsIn(locale);
  const expert = await findExpertBySlug(db, actor, params.slug);
  if (!expert) error(404, words.t('house.error.notFound'));
  const keeps = canKeepExpert(actor, expert);
  const { id, slug, name, headline, introduction, links, organisations, settlement, visibility } = expert;
  return {
    // What only those see who keep the entry does not even reach the page of others.
    expert: { slug, name, headline, introduction, links, organisations, settlement },
    facts: factsOfExpert(words, expert),
    state: expert.consent ? visibility : expert.email ? ('waiting' as const) : ('withdrawn' as const),
    withdrawnDays,
    own: isOwnEntry(actor, expert),
    keeping: keeps
      ? {
          keptBy: expert.keptBy?.name ?? null,
          reachedBy: expert.reachedBy,
          open: await countOpenInquiries(db, id)
        }
      : null,
    passedOn: expert.reachedBy !== null,
    sections: await gatherSections(db, domains, 'expert', { id, slug, actor, words, now })
  };
};
