import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { handleSupporter, supporterToChange } from '#lib/domains/projects/supporter-form.server.ts';
import { removeSupporter } from '#lib/domains/projects/supporter-operations.server.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../history.ts';
import { keptSupporterAsked } from '../../../../project-pages.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { supporter } = await keptSupporterAsked({ locals, params });
  return {
    supporter: { slug: supporter.slug, name: supporter.name },
    values: supporterToChange(supporter),
    organisations: (await listOwnLabels(locals.db, locals.actor)).map(({ label }) => label)
  };
};

export const actions: Actions = {
  save: async ({ locals, params, request, cookies }) => {
    const { db, actor, now } = locals;
    const { supporter, words } = await keptSupporterAsked({ locals, params });
    const form = await request.formData();
    const done = await handleSupporter(db, actor, { form, before: supporter }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) {
      const { values, errors, meanwhile } = done;
      const since = meanwhile && { object: supporter.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      const shown = { values, errors, conflicts: meanwhile?.conflicts ?? [], entries };
      return meanwhile || errors.length > 0 ? fail(meanwhile ? 409 : 400, shown) : shown;
    }
    setFlash(cookies, words.t(done.saved.merged ? 'meanwhile.merged' : 'projects.supporter.saved'));
    redirect(303, words.href(`/supporters/${done.saved.slug}/keep`));
  },
  remove: async ({ locals, params, cookies }) => {
    const { supporter, words } = await keptSupporterAsked({ locals, params });
    const done = await removeSupporter(locals.db, locals.actor, supporter.id, locals.now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('projects.supporter.removed'));
    redirect(303, words.href('/supporters'));
  }
};
