import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { phaseOf } from '#lib/domains/touring/model.ts';
import { listTours } from '#lib/domains/touring/tour-list.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const today = dayOf(now, defaultZone);
  return {
    tours: (await listTours(db, actor)).map((tour) => ({ ...tour, phase: phaseOf(tour, today) }))
  };
};
