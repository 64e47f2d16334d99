import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { organisationDraft, organisationValues } from '#lib/domains/registry/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { updateOrganisation } from '#lib/domains/registry/operations.server.ts';
import { canEditOrganisation } from '#lib/domains/registry/policy.ts';
import { findOrganisationBySlug, type FullOrganisation } from '#lib/domains/registry/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const organisation = await editableOrganisation(db, actor, params.slug, await wordsIn(locale));
  return {
    organisation: { name: organisation.name, slug: organisation.slug },
    values: organisationValues(organisation)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const organisation = await editableOrganisation(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [] };
    const draft = await organisationDraft(db, form);
    if (!draft.ok) return fail(400, { values: textsOf(form), errors: draft.errors });
    const saved = await updateOrganisation(db, actor, { id: organisation.id, draft: draft.value }, now);
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('registry.organisation.saved', { name: draft.value.name }));
    redirect(303, words.href(`/organisations/${saved.value.slug}`));
  }
};

async function editableOrganisation(
  db: Database,
  actor: Actor,
  slug: string,
  words: Words
): Promise<FullOrganisation> {
  const organisation = await findOrganisationBySlug(db, actor, slug);
  if (!organisation || !canEditOrganisation(actor, organisation)) error(404, words.t('house.error.notFound'));
  return organisation;
}
