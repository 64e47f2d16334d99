import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { findSupporter, listGifts, publicGift } from '#lib/domains/projects/supporters.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const found = await findSupporter(db, actor, params.slug);
  if (!found) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const { supporter, keeps } = found;
  const { slug, name, kind, gives, what, website, organisation, settlement, thankedPublicly } = supporter;
  return {
    supporter: { slug, name, kind, gives, what, website, organisation, settlement, thankedPublicly },
    keeps,
    gifts: (await listGifts(db, [supporter.id])).map((gift) => publicGift(gift, supporter))
  };
};
