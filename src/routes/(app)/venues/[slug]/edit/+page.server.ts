import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { venueDraft, venueValues } from '#lib/domains/registry/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { updateVenue } from '#lib/domains/registry/operations.server.ts';
import { canEditVenue } from '#lib/domains/registry/policy.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { findVenueBySlug, type FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const venue = await editableVenue(db, actor, params.slug, await wordsIn(locale));
  return {
    venue: { name: venue.name, slug: venue.slug },
    organisations: (await listOwnLabels(db, actor)).map(({ label }) => label),
    values: await venueValues(db, venue)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const venue = await editableVenue(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [] };
    const draft = await venueDraft(db, actor, form, venue);
    if (!draft.ok) return fail(400, { values: textsOf(form), errors: draft.errors });
    const saved = await updateVenue(db, actor, { id: venue.id, draft: draft.value }, now);
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('registry.venue.saved', { name: draft.value.name }));
    redirect(303, words.href(`/venues/${saved.value.slug}`));
  }
};

async function editableVenue(db: Database, actor: Actor, slug: string, words: Words): Promise<FullVenue> {
  const venue = await findVenueBySlug(db, slug);
  if (!venue || !canEditVenue(actor, venue)) error(404, words.t('house.error.notFound'));
  return venue;
}
