import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { textIn } from '../../sign-in/input.ts';
import { personOnly } from '../person.ts';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { endSessionOf, endSessions, listSessions } from '#lib/domains/people/session.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person, session } = await personOnly(event);
  return { sessions: await listSessions(event.locals.db, person.id, session, event.locals.now) };
};

export const actions: Actions = {
  one: async (event) => {
    const { person } = await personOnly(event);
    const { db, locale } = event.locals;
    const words = await wordsIn(locale);
    const id = textIn(await event.request.formData(), 'session');
    if (!isUuid(id) || !(await endSessionOf(db, person.id, id as Id<'session'>)))
      error(404, words.t('house.error.notFound'));
    setFlash(event.cookies, words.t('people.account.sessions.ended'));
    redirect(303, words.href('/account/sessions'));
  },

  others: async (event) => {
    const { person, session } = await personOnly(event);
    const words = await wordsIn(event.locals.locale);
    await endSessions(event.locals.db, person.id, session);
    setFlash(event.cookies, words.t('people.account.sessions.othersEnded'));
    redirect(303, words.href('/account/sessions'));
  }
};
