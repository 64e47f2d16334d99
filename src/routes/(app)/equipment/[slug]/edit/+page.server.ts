import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeEquipment, equipmentToChange } from '#lib/domains/registry/change-form.server.ts';
import { findEquipmentBySlug, type Equipment } from '#lib/domains/registry/equipment.server.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, actor } = locals;
  const thing = await editable(locals, params.slug);
  return {
    organisations: (await listOwnLabels(db, actor)).map(({ label }) => label),
    values: await equipmentToChange(db, thing)
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const before = await editable(locals, params.slug);
    const form = await request.formData();
    const handled = await changeEquipment(db, actor, { form, before }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('values' in handled) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: before.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    const { name } = handled.saved;
    setFlash(
      cookies,
      handled.merged ? words.t('meanwhile.merged') : words.t('registry.equipment.saved', { name })
    );
    redirect(303, words.href('/equipment'));
  }
};

async function editable({ db, actor, locale }: App.Locals, slug: string): Promise<Equipment> {
  const thing = await findEquipmentBySlug(db, slug);
  if (!thing || !mayEditFor(actor, thing.owner.id))
    error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return thing;
}
