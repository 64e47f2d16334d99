import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findSignInLink, sessionDays, useSignInLink } from '#lib/domains/people/sign-in.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { wordsIn } from '../../../../words.ts';

// Opening the page does not sign in: mail programs follow links by themselves.
export const load: PageServerLoad = async ({ locals, params }) => ({
  link: await findSignInLink(locals.db, params.token, locals.now)
});

export const actions: Actions = {
  default: async ({ locals, params, cookies, url }) => {
    const link = await findSignInLink(locals.db, params.token, locals.now);
    const signedIn = await useSignInLink(locals.db, params.token, locals.now);
    if (!signedIn.ok || !link) return { refused: true };
    cookies.set(sessionCookie(url), signedIn.value.session, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
      maxAge: sessionDays * 86_400
    });
    const words = await wordsIn(locals.locale);
    setFlash(cookies, words.t('people.signIn.welcome', { name: link.name }));
    redirect(303, words.href('/'));
  }
};
