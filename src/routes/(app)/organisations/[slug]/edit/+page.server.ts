import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findNewAddress } from '#lib/domains/registry/addresses.server.ts';
import { changeOrganisation, organisationToChange } from '#lib/domains/registry/change-form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { canEditOrganisation } from '#lib/domains/registry/policy.ts';
import { findOrganisationBySlug, type FullOrganisation } from '#lib/domains/registry/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const organisation = await editableOrganisation(db, actor, params.slug, await wordsIn(locale));
  return {
    organisation: { name: organisation.name, slug: organisation.slug },
    values: organisationToChange(organisation)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const organisation = await editableOrganisation(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], conflicts: [], entries: null };
    const handled = await changeOrganisation(db, actor, { form, before: organisation }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('values' in handled) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: organisation.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    const { name, slug } = handled.saved;
    setFlash(
      cookies,
      handled.merged ? words.t('meanwhile.merged') : words.t('registry.organisation.saved', { name })
    );
    redirect(303, words.href(`/organisations/${slug}`));
  }
};

/** Also by the address that it had before somebody renamed it: the form may have been open since. */
async function editableOrganisation(
  db: Database,
  actor: Actor,
  slug: string,
  words: Words
): Promise<FullOrganisation> {
  const find = (address: string) => findOrganisationBySlug(db, actor, address);
  const moved = (await find(slug)) ? null : await findNewAddress(db, 'organisation', slug);
  const organisation = await find(moved ?? slug);
  if (!organisation || !canEditOrganisation(actor, organisation)) error(404, words.t('house.error.notFound'));
  return organisation;
}
