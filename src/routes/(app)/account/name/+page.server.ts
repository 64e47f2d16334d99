import { fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { textIn } from '../../sign-in/input.ts';
import { personOnly } from '../person.ts';
import type { Actions, PageServerLoad } from './$types';
import { changeName } from '#lib/domains/people/account.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  return { name: person.name };
};

export const actions: Actions = {
  default: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const name = textIn(await event.request.formData(), 'name');
    const changed = await changeName(db, person, name, now);
    if (!changed.ok) return fail(400, { name, problem: words.t(`people.account.ownName.${changed.reason}`) });
    setFlash(event.cookies, words.t('people.account.ownName.saved'));
    redirect(303, words.href('/account'));
  }
};
