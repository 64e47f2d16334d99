import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { canRecordVisit } from '#lib/domains/acquaintance/policy.ts';
import { listVisits } from '#lib/domains/acquaintance/queries.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, url }) => {
  const words = await wordsIn(locale);
  if (!canRecordVisit(actor)) error(404, words.t('house.error.notFound'));
  const slug = url.searchParams.get('organisation');
  const organisation = slug ? await findOrganisationBySlug(db, actor, slug) : null;
  if (slug && !organisation) error(404, words.t('house.error.notFound'));
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const asked = Number(url.searchParams.get('page') ?? '1');
  const page = Number.isSafeInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1;
  return {
    text,
    page,
    organisation: organisation && { name: organisation.name, slug: organisation.slug },
    ...(await listVisits(db, actor, { organisation: organisation?.id ?? null, text, page }))
  };
};
