import type { PageServerLoad } from './$types';
import { findByName } from '#lib/domains/registry/names.server.ts';
import { findVenue, findVenueBySlug } from '#lib/domains/registry/venue-queries.server.ts';
import { menuFilterFrom } from '#lib/domains/touring/filter.ts';
import { fitOf } from '#lib/domains/touring/fit.ts';
import { factsInBrief, fitSaid } from '#lib/domains/touring/package-words.ts';
import { canEnterPackages } from '#lib/domains/touring/policy.ts';
import { listOwnPackages, listPackages } from '#lib/domains/touring/queries.server.ts';
import { editableOrganisations } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, url }) => {
  const words = await wordsIn(locale);
  const filter = menuFilterFrom(url.searchParams);
  const bySlug = filter.hall ? await findVenueBySlug(db, filter.hall) : null;
  const named = filter.hall && !bySlug ? await findByName(db, 'venue', filter.hall) : null;
  const hall = bySlug ?? (named?.ok ? await findVenue(db, named.value.id) : null);
  const list = await listPackages(db, filter);
  const mayEnter = actor.kind === 'person' && canEnterPackages(actor);
  const own = mayEnter ? await listOwnPackages(db, editableOrganisations(actor) ?? []) : [];
  return {
    filter,
    hall: hall ? { name: hall.name, place: hall.settlement.name } : null,
    hallUnknown: filter.hall !== '' && !hall,
    mayEnter,
    own: own.map(({ slug, title, state }) => ({ slug, title, state })),
    list: {
      ...list,
      rows: list.rows.map((pack) => ({
        slug: pack.slug,
        title: pack.title,
        facts: factsInBrief(words, pack).map(({ text }) => text),
        fit: hall ? fitSaid(words, fitOf(pack, { ...hall.furnishing, capacity: hall.capacity })) : null
      }))
    }
  };
};
