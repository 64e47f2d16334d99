import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import {
  emptyProject,
  handleNewProject,
  listMembersOf,
  projectChoices
} from '#lib/domains/projects/form.server.ts';
import { canPlanProjects } from '#lib/domains/projects/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  if (!canPlanProjects(actor)) error(404, words.t('house.error.notFound'));
  const circle = url.searchParams.get('circle');
  const members = await listMembersOf(db, actor, circle);
  return {
    values: { ...emptyProject(now), partners: members.map(({ id }) => id).join('\n') } as Record<
      string,
      string
    >,
    choices: await projectChoices(db, actor, { project: null, words, circle }),
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canPlanProjects(actor)) error(404, words.t('house.error.notFound'));
    const done = await handleNewProject(db, actor, await request.formData(), now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) return done.errors.length > 0 ? fail(400, done) : done;
    setFlash(cookies, words.t('projects.form.begun'));
    redirect(303, words.href(`/projects/${done.saved.slug}/plan`));
  }
};
