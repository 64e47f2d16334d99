import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import {
  findEquipmentBySlug,
  saveEquipment,
  type Equipment
} from '#lib/domains/registry/equipment.server.ts';
import { equipmentValues, readEquipmentForm } from '#lib/domains/registry/equipment-form.server.ts';
import { textsOf } from '#lib/domains/registry/input.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, actor } = locals;
  const thing = await editable(locals, params.slug);
  return {
    organisations: (await listOwnLabels(db, actor)).map(({ label }) => label),
    values: await equipmentValues(db, thing)
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const before = await editable(locals, params.slug);
    const form = await request.formData();
    const read = await readEquipmentForm(db, actor, form, before);
    if (!read.ok) return fail(400, { values: textsOf(form), errors: read.errors });
    const saved = await saveEquipment(db, actor, { before, draft: read.value }, now);
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('registry.equipment.saved', { name: read.value.name }));
    redirect(303, words.href('/equipment'));
  }
};

async function editable({ db, actor, locale }: App.Locals, slug: string): Promise<Equipment> {
  const thing = await findEquipmentBySlug(db, slug);
  if (!thing || !mayEditFor(actor, thing.owner.id))
    error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return thing;
}
