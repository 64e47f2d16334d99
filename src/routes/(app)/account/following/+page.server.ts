import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { actOnFollowings, loadFollowings } from '../../following/settings.ts';
import { personOnly } from '../person.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { db, now, locale } = event.locals;
  const holder = { person: person.id, email: null };
  return { followings: await loadFollowings(db, holder, await wordsIn(locale), now) };
};

export const actions: Actions = {
  default: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const form = await event.request.formData();
    const done = await actOnFollowings(db, { person: person.id, email: null }, { form, of: null, now });
    const told = done === 'all' ? 'allDoneSignedIn' : done === 'gone' ? 'stopped' : done;
    setFlash(event.cookies, words.t(`following.settings.${told}`));
    redirect(303, words.href('/account/following'));
  }
};
