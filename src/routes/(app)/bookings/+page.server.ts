import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { canRequest } from '#lib/domains/bookings/policy.ts';
import { listOwn, listToDecide } from '#lib/domains/bookings/queries.server.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  if (!canRequest(actor)) error(404, words.t('house.error.notFound'));
  const [toDecide, own] = await Promise.all([listToDecide(db, actor), listOwn(db, actor, now)]);
  return { toDecide, own };
};
