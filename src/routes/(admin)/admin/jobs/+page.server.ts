import { fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';
import { setFlash } from '#lib/platform/flash.server.ts';
import { discardJob, listOpenJobs, retryJob } from '#lib/platform/job-list.server.ts';

const shown = 200;

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const jobs = await listOpenJobs(locals.db, locals.now, shown);
  return {
    failed: jobs.filter(({ state }) => state === 'failed'),
    open: jobs.filter(({ state }) => state !== 'failed'),
    cut: jobs.length === shown ? shown : null
  };
};

const act =
  (change: typeof retryJob, told: 'administration.jobs.retried' | 'administration.jobs.discarded') =>
  async ({ locals, request, cookies }: Parameters<Actions[string]>[0]) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const id = String((await request.formData()).get('job') ?? '');
    const done = await change(locals.db, locals.actor, id, locals.now);
    if (!done.ok) return fail(409, { problem: words.t('administration.jobs.gone') });
    setFlash(cookies, words.t(told));
    redirect(303, words.href('/admin/jobs'));
  };

export const actions: Actions = {
  retry: act(retryJob, 'administration.jobs.retried'),
  discard: act(discardJob, 'administration.jobs.discarded')
};
