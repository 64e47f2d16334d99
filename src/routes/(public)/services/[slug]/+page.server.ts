import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { mapOfPlace } from '#lib/domains/places/map/place-map.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { stateSaid, weekSaid } from '#lib/domains/services/opening-words.ts';
import { canEditService, canSeeServiceHistory } from '#lib/domains/services/policy.ts';
import { findServiceBySlug } from '#lib/domains/services/queries.server.ts';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { recordFoot } from '#lib/domains/upkeep/record.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const words = await wordsIn(locale);
  const service = await findServiceBySlug(db, params.slug);
  if (!service) error(404, words.t('house.error.notFound'));
  const today = dayOf(now, defaultZone);
  // Places that keep hours of their own get a week of their own.
  const own = service.places.filter(({ id }) => service.openings.some(({ venue }) => venue === id));
  const weeks =
    own.length > 0
      ? [...own, ...service.places.filter((place) => !own.includes(place))]
          .map(({ id, name }) => ({ place: name as string | null, days: weekSaid(words, service, id) }))
          .filter(({ days }) => days.length > 0)
      : [{ place: null, days: weekSaid(words, service, null) }];
  // The way to the first of its places; one that is elsewhere, too, has a page of its own for each.
  const [place] = service.places;
  const home = place
    ? (await listSettlementsById(db, [place.settlement.id])).get(place.settlement.id)
    : service.organisation.settlement;
  return {
    service,
    map: home ? await mapOfPlace(db, place?.point ?? null, home) : null,
    near: home?.slug ?? null,
    state: service.status === 'active' ? stateSaid(words, service, null, now) : null,
    weeks: weeks.filter(({ days }) => days.length > 0),
    exceptions: service.exceptions.filter(({ last }) => last >= today).slice(0, 20),
    foot: await recordFoot(db, { domains, actor, words, now }, { kind: 'service', id: service.id }),
    sections: await gatherSections(db, domains, 'service', {
      id: service.id,
      slug: service.slug,
      actor,
      words,
      now
    }),
    canEdit: canEditService(actor, service),
    seesHistory: canSeeServiceHistory(actor, service)
  };
};
