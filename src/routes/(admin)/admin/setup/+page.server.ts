import { redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator } from './step.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { closeSetup } from '#lib/platform/setup/setup.server.ts';
import { isDone, setupSteps, stepToGoOnWith } from '#lib/platform/setup/steps.ts';

export const load: PageServerLoad = async (event) => {
  administrator(event);
  const { setup } = await findInstallation(event.locals.db);
  return {
    steps: setupSteps.map((step) => ({ step, done: isDone(setup, step) })),
    next: stepToGoOnWith(setup),
    closed: setup?.closedAt !== undefined
  };
};

export const actions: Actions = {
  hide: async (event) => {
    const actor = administrator(event);
    const { db, now, locale } = event.locals;
    await closeSetup(db, actor, now);
    const words = await wordsIn(locale);
    setFlash(event.cookies, words.t('setup.hidden'));
    redirect(303, words.href('/admin'));
  }
};
