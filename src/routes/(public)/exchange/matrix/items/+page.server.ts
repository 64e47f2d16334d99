import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { capacities } from '#lib/domains/exchange/capacities.ts';
import { capacityName, matrixScope } from '#lib/domains/exchange/matrix-view.server.ts';
import { matrixFilterFrom, matrixQueryOf } from '#lib/domains/exchange/matrix-filter.ts';
import { listHeld } from '#lib/domains/exchange/matrix.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { wordsIn } from '../../../../../words.ts';

const most = 300;

export const load: PageServerLoad = async ({ locals: { db, actor, locale, now }, url }) => {
  const words = await wordsIn(locale);
  const filter = matrixFilterFrom(url.searchParams);
  const capacity = capacities.find((each) => each === url.searchParams.get('capacity'));
  const slug = url.searchParams.get('organisation');
  const organisation = slug ? await findOrganisationBySlug(db, actor, slug) : null;
  const { scope } = await matrixScope(db, filter, now);
  if (!capacity || !scope || (slug && !organisation)) error(404, words.t('house.error.notFound'));
  const records = await listHeld(db, actor, {
    ...{ scope, capacity, organisation: organisation?.id ?? null, limit: most + 1 }
  });
  return {
    name: capacityName(words, capacity),
    organisation: organisation && { name: organisation.name, slug: organisation.slug },
    back: matrixQueryOf(filter, filter.page),
    most,
    tooMany: records.length > most,
    rows: records.slice(0, most).map(({ title, path, organisation: owner, value }) => ({
      title,
      href: words.href(path),
      facts: [
        owner,
        ...(capacity === 'time.free' ? [words.t('exchange.matrix.days', { days: words.number(value) })] : [])
      ]
    }))
  };
};
