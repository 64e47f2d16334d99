import { redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator } from '../step.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { closeSetup } from '#lib/platform/setup/setup.server.ts';
import { isDone, setupSteps } from '#lib/platform/setup/steps.ts';

export const load: PageServerLoad = async (event) => {
  administrator(event);
  const { db } = event.locals;
  const [{ setup, region }, regions] = await Promise.all([findInstallation(db), listMicroRegions(db)]);
  return {
    open: setupSteps.filter((step) => !isDone(setup, step)),
    region: regions.find(({ slug }) => slug === region)?.name ?? null,
    closed: setup?.closedAt !== undefined
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = administrator(event);
    const { db, now, locale } = event.locals;
    await closeSetup(db, actor, now);
    const words = await wordsIn(locale);
    setFlash(event.cookies, words.t('setup.done.finished'));
    redirect(303, words.href('/admin'));
  }
};
