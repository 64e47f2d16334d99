import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { textIn } from '../../sign-in/input.ts';
import { personOnly } from '../person.ts';
import { findAccount, setLanguage } from '#lib/domains/people/account.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { locale } = await findAccount(event.locals.db, person.id, event.locals.now);
  return { chosen: locale };
};

export const actions: Actions = {
  default: async (event) => {
    const { person } = await personOnly(event);
    const chosen = textIn(await event.request.formData(), 'language') === 'en' ? 'en' : 'hu';
    await setLanguage(event.locals.db, person.id, chosen);
    const words = await wordsIn(chosen);
    setFlash(event.cookies, words.t('people.account.language.saved'));
    redirect(303, words.href('/account'));
  }
};
