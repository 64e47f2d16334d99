import { countFrom } from '../../count.ts';
import type { PageServerLoad } from './$types';
import { askedFrom, termsAsked } from '#lib/domains/services/asked.ts';
import { findAnswers, settlementAsked } from '#lib/domains/services/find.server.ts';
import { terms as allTerms } from '#lib/domains/services/taxonomy.ts';

export const load: PageServerLoad = async ({ locals: { db, locale }, url }) => {
  const asked = askedFrom(url.searchParams);
  const { settlement: near } = await settlementAsked(db, asked.near);
  const chosen = termsAsked(asked);
  const terms = chosen.length > 0 || asked.question ? chosen : allTerms;
  const { answers, settlement } =
    asked.near && !near
      ? { answers: [], settlement: null }
      : await findAnswers(db, { question: asked.question, terms, settlement: near, locale });
  return {
    asked,
    place: settlement?.name ?? null,
    answers: answers.slice(0, countFrom(url.searchParams)).map(({ service, place }) => ({
      slug: service.slug,
      name: service.name,
      description: service.description,
      organisation: service.organisation.name,
      phone: service.phones[0]?.number ?? null,
      settlement: place?.settlement.name ?? null
    }))
  };
};
