import { error, redirect } from '@sveltejs/kit';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';
import type { PageServerLoad } from './$types';
import { maySeeTeam } from '#lib/domains/people/policy.ts';
import { placeOfSettlement } from '#lib/domains/people/place.ts';
import { canSeeSettlementHistory } from '#lib/domains/places/policy.ts';
import { mapOfPlace } from '#lib/domains/places/map/place-map.server.ts';
import { capital } from '#lib/domains/places/capital.ts';
import {
  findNewSettlementSlug,
  findSettlementBySlug,
  nearestTown,
  settlementsWithin
} from '#lib/domains/places/queries.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';

/** How far one looks for the nearest town, and how many neighbours are named. */
const townKilometres = 60;
const neighbourCount = 8;

export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, actor, now, locale } = locals;
  const words = await wordsIn(locale);
  const settlement = await findSettlementBySlug(db, params.slug);
  if (!settlement) {
    const moved = await findNewSettlementSlug(db, params.slug);
    if (moved) redirect(301, words.href(`/settlements/${moved}`));
    if (params.slug === capital.toLowerCase()) redirect(303, words.href(`/settlements?county=${capital}`));
    error(404);
  }

  const around = settlement.point ? await settlementsWithin(db, settlement.point, townKilometres) : [];
  return {
    settlement,
    map: await mapOfPlace(db, settlement.point, settlement),
    seesHistory: canSeeSettlementHistory(actor, settlement),
    seesTeam: actor.kind === 'person' && maySeeTeam(actor, placeOfSettlement(settlement), false),
    town: settlement.legalStatus === 'capital_district' ? null : nearestTown(around, settlement.id),
    neighbours: around.filter(({ id }) => id !== settlement.id).slice(0, neighbourCount),
    sections: await gatherSections(db, domains, 'settlement', {
      id: settlement.id,
      slug: settlement.slug,
      actor,
      words,
      now
    })
  };
};
