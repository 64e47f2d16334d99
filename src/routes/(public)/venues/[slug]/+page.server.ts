import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { mapOfPlace } from '#lib/domains/places/map/place-map.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findNewAddress } from '#lib/domains/registry/addresses.server.ts';
import { canClose, canEditVenue, canSeeRegisterHistory } from '#lib/domains/registry/policy.ts';
import { findVenueBySlug } from '#lib/domains/registry/venue-queries.server.ts';
import { recordFoot } from '#lib/domains/upkeep/record.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const venue = await findVenueBySlug(db, params.slug);
  const words = await wordsIn(locale);
  if (!venue) {
    const moved = await findNewAddress(db, 'venue', params.slug);
    if (moved) redirect(301, words.href(`/venues/${moved}`));
    error(404, words.t('house.error.notFound'));
  }
  const home = (await listSettlementsById(db, [venue.settlement.id])).get(venue.settlement.id);
  return {
    venue,
    map: home ? await mapOfPlace(db, venue.point, home) : null,
    foot: await recordFoot(db, { domains, actor, words, now }, { kind: 'venue', id: venue.id }),
    sections: await gatherSections(db, domains, 'venue', {
      id: venue.id,
      slug: venue.slug,
      actor,
      words,
      now
    }),
    canEdit: canEditVenue(actor, venue),
    canClose: canClose(actor, venue),
    seesHistory: canSeeRegisterHistory(actor, venue)
  };
};
