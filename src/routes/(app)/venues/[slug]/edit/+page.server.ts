import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findNewAddress } from '#lib/domains/registry/addresses.server.ts';
import { changeVenue, venueToChange } from '#lib/domains/registry/change-form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { canEditVenue } from '#lib/domains/registry/policy.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { findVenueBySlug, type FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const venue = await editableVenue(db, actor, params.slug, await wordsIn(locale));
  return {
    venue: { name: venue.name, slug: venue.slug },
    organisations: (await listOwnLabels(db, actor)).map(({ label }) => label),
    values: await venueToChange(db, venue)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const venue = await editableVenue(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], conflicts: [], entries: null };
    const handled = await changeVenue(db, actor, { form, before: venue }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('values' in handled) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: venue.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    const { name, slug } = handled.saved;
    setFlash(
      cookies,
      handled.merged ? words.t('meanwhile.merged') : words.t('registry.venue.saved', { name })
    );
    redirect(303, words.href(`/venues/${slug}`));
  }
};

/** Also by the address that it had before somebody renamed it: the form may have been open since. */
async function editableVenue(db: Database, actor: Actor, slug: string, words: Words): Promise<FullVenue> {
  const moved = (await findVenueBySlug(db, slug)) ? null : await findNewAddress(db, 'venue', slug);
  const venue = await findVenueBySlug(db, moved ?? slug);
  if (!venue || !canEditVenue(actor, venue)) error(404, words.t('house.error.notFound'));
  return venue;
}
