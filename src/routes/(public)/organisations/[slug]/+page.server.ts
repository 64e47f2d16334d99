import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { findNewAddress } from '#lib/domains/registry/addresses.server.ts';
import { maySeeTeam } from '#lib/domains/people/policy.ts';
import { isOwnerless } from '#lib/domains/people/team.server.ts';
import { placeOfOrganisation } from '#lib/domains/registry/place.server.ts';
import { canEditOrganisation, canSeeRegisterHistory } from '#lib/domains/registry/policy.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { canGiveServiceTo } from '#lib/domains/services/policy.ts';
import { listServicesOf } from '#lib/domains/services/queries.server.ts';
import { listVenuesOf } from '#lib/domains/registry/venue-queries.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const organisation = await findOrganisationBySlug(db, actor, params.slug);
  if (!organisation) {
    const words = await wordsIn(locale);
    const moved = await findNewAddress(db, 'organisation', params.slug);
    if (moved) redirect(301, words.href(`/organisations/${moved}`));
    error(404, words.t('house.error.notFound'));
  }
  return {
    organisation,
    venues: await listVenuesOf(db, organisation.id),
    services: (await listServicesOf(db, organisation.id)).map(({ slug, name, status, terms }) => ({
      slug,
      name,
      status,
      terms
    })),
    givesServices: canGiveServiceTo(actor, organisation.id),
    canEdit: canEditOrganisation(actor, organisation),
    seesHistory: canSeeRegisterHistory(actor, { organisation, settlement: organisation.settlement }),
    seesTeam:
      actor.kind === 'person' &&
      maySeeTeam(
        actor,
        placeOfOrganisation(organisation),
        await isOwnerless(db, placeOfOrganisation(organisation))
      )
  };
};
