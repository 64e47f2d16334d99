import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { textIn } from '../../sign-in/input.ts';
import { personOnly } from '../person.ts';
import { declaredTables } from '../../../../house.server.ts';
import { wordsIn } from '../../../../words.ts';
import { isUuid } from '#lib/core/ids.ts';
import { listConsents, withdrawConsent } from '#lib/domains/people/consent.server.ts';
import { askForData, findDataExport } from '#lib/domains/people/data-export.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { db, now } = event.locals;
  return {
    consents: await listConsents(db, person.id),
    copy: await findDataExport(db, person.id, now)
  };
};

export const actions: Actions = {
  ask: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    await askForData(db, person, { locale, tables: declaredTables }, now);
    setFlash(event.cookies, words.t('privacy.data.copyAsked'));
    redirect(303, words.href('/account/privacy'));
  },

  withdraw: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const id = textIn(await event.request.formData(), 'consent');
    const done = isUuid(id) && (await withdrawConsent(db, person, id, now)).ok;
    setFlash(event.cookies, words.t(done ? 'privacy.data.withdrawn' : 'privacy.data.gone'));
    redirect(303, words.href('/account/privacy'));
  }
};
