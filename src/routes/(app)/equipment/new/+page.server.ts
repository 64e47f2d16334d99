import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { saveEquipment } from '#lib/domains/registry/equipment.server.ts';
import {
  canAddEquipment,
  newEquipmentValues,
  readEquipmentForm
} from '#lib/domains/registry/equipment-form.server.ts';
import { textsOf } from '#lib/domains/registry/input.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  if (!canAddEquipment(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return {
    once: newOnceKey(now),
    organisations: (await listOwnLabels(db, actor)).map(({ label }) => label),
    values: await newEquipmentValues(db, actor)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canAddEquipment(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const read = await readEquipmentForm(db, actor, form, null);
    if (!read.ok) return fail(400, { values: textsOf(form), errors: read.errors });
    const saved = await actOnce(db, actor, { form, now }, (tx) =>
      saveEquipment(tx, actor, { before: null, draft: read.value }, now)
    );
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('registry.equipment.saved', { name: read.value.name }));
    redirect(303, words.href('/equipment'));
  }
};
