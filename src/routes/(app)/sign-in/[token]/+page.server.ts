import type { Actions, PageServerLoad } from './$types';
import { browserOf, enter } from '../cookies.ts';
import { findSignInLink, useSignInLink } from '#lib/domains/people/sign-in.server.ts';

// Opening the page does not sign in: mail programs follow links by themselves.
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  return { link: await findSignInLink(locals.db, params.token, locals.now) };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, params } = event;
    const signedIn = await useSignInLink(locals.db, params.token, locals.now, browserOf(event));
    return signedIn.ok ? enter(event, signedIn.value) : { refused: true };
  }
};
