import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { canRequest } from '#lib/domains/bookings/policy.ts';
import { findEquipmentBySlug } from '#lib/domains/registry/equipment.server.ts';
import { canSeeRegisterHistory } from '#lib/domains/registry/policy.ts';
import { recordFoot } from '#lib/domains/upkeep/record.server.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const thing = await findEquipmentBySlug(db, params.slug);
  const words = await wordsIn(locale);
  if (!thing) error(404, words.t('house.error.notFound'));
  const { id, slug } = thing;
  return {
    thing,
    sections: await gatherSections(db, domains, 'equipment', { id, slug, actor, words, now }),
    foot: await recordFoot(db, { domains, actor, words, now }, { kind: 'equipment', id }),
    seesHistory: canSeeRegisterHistory(actor, { organisation: thing.owner, settlement: thing.settlement }),
    mayAsk: canRequest(actor),
    canEdit: mayEditFor(actor, thing.owner.id)
  };
};
