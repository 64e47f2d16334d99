import { fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation, languagesOf } from '#lib/platform/installation.server.ts';
import { longestMaintenanceMessage, setMaintenance } from '#lib/platform/maintenance.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const installation = await findInstallation(locals.db);
  const { maintenance } = installation;
  return {
    maintenance: maintenance
      ? {
          since: new Date(maintenance.since),
          message: maintenance.message ?? '',
          english: maintenance.messageInEnglish ?? ''
        }
      : null,
    speaksEnglish: languagesOf(installation).includes('en')
  };
};

export const actions: Actions = {
  close: async ({ locals, request, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const form = await request.formData();
    const message = String(form.get('message') ?? '');
    const english = String(form.get('english') ?? '');
    const done = await setMaintenance(locals.db, locals.actor, { hu: message, en: english }, locals.now);
    if (!done.ok) {
      const field = message.trim().length > longestMaintenanceMessage ? 'message' : 'english';
      return fail(400, { message, english, field, problem: words.t('administration.maintenance.tooLong') });
    }
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
