import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { canRecordVisit } from '#lib/domains/acquaintance/policy.ts';
import { listSheets, mostSheets } from '#lib/domains/acquaintance/sheet.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale, origin }, url }) => {
  const words = await wordsIn(locale);
  if (!canRecordVisit(actor)) error(404, words.t('house.error.notFound'));
  const slug = url.searchParams.get('organisation');
  const near = (url.searchParams.get('settlement') ?? '').trim().slice(0, 100);
  const asked = Number(url.searchParams.get('page') ?? '1');
  const page = Number.isSafeInteger(asked) && asked >= 1 && asked <= 1000 ? asked : 1;
  const organisation = slug ? await findOrganisationBySlug(db, actor, slug) : null;
  if (slug && !organisation) error(404, words.t('house.error.notFound'));
  const { settlement } = await findNear(db, organisation ? '' : near, 0);
  const list = organisation
    ? await listSheets(db, actor, { organisation: organisation.id })
    : settlement
      ? await listSheets(db, actor, { settlement: settlement.id }, page)
      : null;
  return {
    near,
    page,
    origin,
    mostSheets,
    settlement: settlement && { name: settlement.name, slug: settlement.slug },
    organisation: organisation && { name: organisation.name, slug: organisation.slug },
    list
  };
};
