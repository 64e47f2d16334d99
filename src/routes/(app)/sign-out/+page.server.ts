import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types';
import { forgetSessionCookie } from '../sign-in/cookies.ts';
import { endSession } from '#lib/domains/people/session.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { wordsIn } from '../../../words.ts';

export const actions: Actions = {
  default: async (event) => {
    const session = event.cookies.get(sessionCookie(event.url));
    if (session) await endSession(event.locals.db, session);
    forgetSessionCookie(event);
    redirect(303, (await wordsIn(event.locals.locale)).href('/'));
  }
};
