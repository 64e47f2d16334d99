import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { actOnFollowings, loadFollowings } from '../settings.ts';
import { findHolder } from '#lib/domains/following/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

// Opening the page changes nothing: mail programs follow links by themselves.
export const load: PageServerLoad = async ({ locals: { db, now, locale }, params, url, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const holder = await findHolder(db, params.token);
  if (!holder) return { known: false as const, followings: [], email: null, account: false, of: null };
  const followings = await loadFollowings(db, holder, await wordsIn(locale), now);
  const of = url.searchParams.get('of');
  return {
    known: true as const,
    followings,
    email: holder.email,
    account: holder.person !== null,
    of: followings.find(({ id }) => id === of) ?? null
  };
};

export const actions: Actions = {
  // The token alone decides, never a cookie: a mail program's one-click POST (RFC 8058) has none.
  default: async ({ locals: { db, now, locale }, params, request, url, cookies }) => {
    const holder = await findHolder(db, params.token);
    if (!holder) return fail(404, { done: null });
    const form = await request.formData();
    const done = await actOnFollowings(db, holder, { form, of: url.searchParams.get('of'), now });
    const words = await wordsIn(locale);
    const left = await findHolder(db, params.token);
    if (form.has('List-Unsubscribe') || done === 'gone' || !left)
      return { done: done === 'all' && holder.person ? ('allSignedIn' as const) : done };
    setFlash(cookies, words.t(`following.settings.${done === 'saved' ? 'saved' : 'stopped'}`));
    redirect(303, words.href(`/following/${params.token}`));
  }
};
