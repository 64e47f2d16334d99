import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { closeByForm, closingShown } from '#lib/domains/registry/closing-form.server.ts';
import { canClose } from '#lib/domains/registry/policy.ts';
import { findVenueBySlug } from '#lib/domains/registry/venue-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const venue = await closable(locals, params.slug);
  return { shown: await closingShown(locals.db, 'venue', venue, locals.now) };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies }) => {
    const words = await wordsIn(locals.locale);
    const { id } = await closable(locals, params.slug);
    const form = await request.formData();
    const handled = await closeByForm(locals.db, locals.actor, { kind: 'venue', id, form }, locals.now);
    if (!handled) error(404, words.t('house.error.notFound'));
    if ('mistake' in handled) {
      const sent = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
      return fail(400, { mistake: handled.mistake, sent });
    }
    const { name, slug } = handled.done.value;
    const said = form.has('reopen') ? 'registry.closed.reopened' : 'registry.closed.done';
    setFlash(cookies, words.t(said, { name }));
    redirect(303, words.href(`/venues/${slug}`));
  }
};

async function closable({ db, actor, locale }: App.Locals, slug: string) {
  const venue = await findVenueBySlug(db, slug);
  if (!venue || !canClose(actor, venue)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return venue;
}
