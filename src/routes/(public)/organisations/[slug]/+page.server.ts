import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { findNewAddress } from '#lib/domains/registry/addresses.server.ts';
import { maySeeTeam } from '#lib/domains/people/policy.ts';
import { isOwnerless } from '#lib/domains/people/team.server.ts';
import { placeOfOrganisation } from '#lib/domains/registry/place.server.ts';
import { canClose, canEditOrganisation, canSeeRegisterHistory } from '#lib/domains/registry/policy.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { listVenuesOf } from '#lib/domains/registry/venue-queries.server.ts';
import { recordFoot } from '#lib/domains/upkeep/record.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const organisation = await findOrganisationBySlug(db, actor, params.slug);
  const words = await wordsIn(locale);
  if (!organisation) {
    const moved = await findNewAddress(db, 'organisation', params.slug);
    if (moved) redirect(301, words.href(`/organisations/${moved}`));
    error(404, words.t('house.error.notFound'));
  }
  return {
    organisation,
    venues: await listVenuesOf(db, organisation.id),
    foot: await recordFoot(db, { domains, actor, words, now }, { kind: 'organisation', id: organisation.id }),
    sections: await gatherSections(db, domains, 'organisation', {
      id: organisation.id,
      slug: organisation.slug,
      actor,
      words,
      now
    }),
    canEdit: canEditOrganisation(actor, organisation),
    canClose: canClose(actor, organisation),
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
