import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { loadMatchesPage } from '#lib/domains/matches/page.server.ts';
import { canVisitMatches } from '#lib/domains/matches/policy.ts';
import { isAdministrator } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale } }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  if (!canVisitMatches(actor)) error(404, words.t('house.error.notFound'));
  return { ...(await loadMatchesPage(db, actor, words)), mayExport: isAdministrator(actor) };
};
