import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types';
import { endSession } from '#lib/domains/people/sign-in.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { wordsIn } from '../../../words.ts';

export const actions: Actions = {
  default: async ({ locals, cookies, url }) => {
    const name = sessionCookie(url);
    const session = cookies.get(name);
    if (session) await endSession(locals.db, session);
    cookies.delete(name, { path: '/', secure: url.protocol === 'https:' });
    redirect(303, (await wordsIn(locals.locale)).href('/'));
  }
};
