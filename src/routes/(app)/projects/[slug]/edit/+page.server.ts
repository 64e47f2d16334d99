import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { handleProjectChange, projectChoices, projectToChange } from '#lib/domains/projects/form.server.ts';
import { canLeadProject } from '#lib/domains/projects/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../history.ts';
import { projectAsked } from '../../../../project-pages.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { project, words } = await projectAsked({ locals, params }, canLeadProject);
  return {
    project: { slug: project.slug, title: project.title },
    values: projectToChange(project),
    choices: await projectChoices(locals.db, locals.actor, { project, words })
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies }) => {
    const { db, actor, now } = locals;
    const { project, words } = await projectAsked({ locals, params }, canLeadProject);
    const done = await handleProjectChange(
      db,
      actor,
      { form: await request.formData(), before: project },
      now
    );
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) {
      const { values, errors, meanwhile } = done;
      const since = meanwhile && { object: project.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      const shown = { values, errors, conflicts: meanwhile?.conflicts ?? [], entries };
      return meanwhile || errors.length > 0 ? fail(meanwhile ? 409 : 400, shown) : shown;
    }
    setFlash(cookies, words.t(done.saved.merged ? 'meanwhile.merged' : 'projects.form.saved'));
    redirect(303, words.href(`/projects/${done.saved.slug}/plan`));
  }
};
