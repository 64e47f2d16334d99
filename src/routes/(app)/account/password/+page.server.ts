import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { keepSessionCookie } from '../../sign-in/cookies.ts';
import { textIn } from '../../sign-in/input.ts';
import { freshOnly } from '../person.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { longest } from '#lib/domains/people/password-rules.ts';
import { removePassword, setPassword } from '#lib/domains/people/password.server.ts';
import { renewSession } from '#lib/domains/people/session.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await freshOnly(event);
  const { email, name, passwordSince } = await findAccount(event.locals.db, person.id, event.locals.now);
  return { username: email ?? name, since: passwordSince };
};

export const actions: Actions = {
  set: async (event) => {
    const { person, session } = await freshOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const password = textIn(await event.request.formData(), 'password').slice(0, longest * 4);
    const set = await setPassword(db, person, { password, session }, now);
    if (!set.ok) return fail(400, { refused: set });
    const renewed = await renewSession(db, session);
    if (renewed) keepSessionCookie(event, renewed);
    setFlash(event.cookies, words.t('people.account.password.saved'));
    redirect(303, words.href('/account'));
  },

  remove: async (event) => {
    const { person } = await freshOnly(event);
    const words = await wordsIn(event.locals.locale);
    await removePassword(event.locals.db, person, event.locals.now);
    setFlash(event.cookies, words.t('people.account.password.removed'));
    redirect(303, words.href('/account'));
  }
};
