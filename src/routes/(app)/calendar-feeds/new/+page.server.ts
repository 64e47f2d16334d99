import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { emptyForm, ownOrganisations, previewForm, subscribeForm } from '#lib/domains/feeds/form.server.ts';
import { canKeepFeeds } from '#lib/domains/feeds/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

async function mayKeep({ actor, locale }: App.Locals) {
  const words = await wordsIn(locale);
  if (!canKeepFeeds(actor)) error(404, words.t('house.error.notFound'));
  return words;
}

export const load: PageServerLoad = async ({ locals, url }) => {
  await mayKeep(locals);
  const own = await ownOrganisations(locals.db, locals.actor);
  const asked = {
    organisation: url.searchParams.get('organisation'),
    address: url.searchParams.get('address')
  };
  return { own, values: emptyForm(own, asked), once: newOnceKey(locals.now) };
};

export const actions: Actions = {
  preview: async ({ locals, request }) => {
    const words = await mayKeep(locals);
    const { db, actor, now } = locals;
    const answer = await previewForm(db, actor, { form: await request.formData(), words, now });
    return answer.errors.length > 0 ? fail(400, answer) : answer;
  },
  subscribe: async ({ locals, request, cookies }) => {
    const words = await mayKeep(locals);
    const { db, actor, now } = locals;
    const answer = await subscribeForm(db, actor, { form: await request.formData(), words, now });
    if (!('subscribed' in answer)) return fail(400, answer);
    setFlash(cookies, words.t(answer.read ? 'feeds.form.subscribed' : 'feeds.form.subscribedLater'));
    redirect(303, words.href(`/calendar-feeds/${answer.subscribed}`));
  }
};
