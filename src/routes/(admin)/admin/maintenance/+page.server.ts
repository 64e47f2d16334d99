import { fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { setMaintenance } from '#lib/platform/maintenance.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const { maintenance } = await findInstallation(locals.db);
  return {
    maintenance: maintenance
      ? { since: new Date(maintenance.since), message: maintenance.message ?? '' }
      : null
  };
};

export const actions: Actions = {
  close: async ({ locals, request, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const message = String((await request.formData()).get('message') ?? '');
    const done = await setMaintenance(locals.db, locals.actor, message, locals.now);
    if (!done.ok) return fail(400, { message, problem: words.t('administration.maintenance.tooLong') });
    setFlash(cookies, words.t('administration.maintenance.closed'));
    redirect(303, words.href('/admin/maintenance'));
  },
  open: async ({ locals, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    await setMaintenance(locals.db, locals.actor, null, locals.now);
    setFlash(cookies, words.t('administration.maintenance.opened'));
    redirect(303, words.href('/admin/maintenance'));
  }
};
