import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeByForm, ownerChoices, packageToChange } from '#lib/domains/touring/form.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../../history.ts';
import { wordsIn } from '../../../../../../words.ts';
import { ownPackage } from '../../../package.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const pack = await ownPackage(locals, params.slug);
  return {
    pack: { slug: pack.slug, title: pack.title },
    organisations: await ownerChoices(locals.db, locals.actor),
    values: await packageToChange(locals.db, pack)
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const pack = await ownPackage(locals, params.slug);
    const form = await request.formData();
    const handled = await changeByForm(db, actor, { form, before: pack }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('values' in handled) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: pack.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    setFlash(
      cookies,
      handled.merged ? words.t('meanwhile.merged') : words.t('touring.form.saved', { title: pack.title })
    );
    redirect(303, words.href(`/touring/packages/${handled.saved.slug}`));
  }
};
