import type { PageServerLoad } from './$types';
import { monthAsked } from '#lib/core/day-asked.ts';
import { addMonths, dayOf, defaultZone, monthGrid } from '#lib/core/time.ts';
import { editableOrganisations, isColleague } from '#lib/platform/actor.ts';
import { findClashMonth } from '#lib/domains/calendar/clash-month.server.ts';
import { peopleOfPairs } from '#lib/domains/calendar/reach.server.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';

/** The worst are what a round table talks about; the rest is one click away. */
const shownAtFirst = 20;

export const load: PageServerLoad = async ({ locals: { db, actor, now }, url }) => {
  const named = await namedFilter(db, actor, url.searchParams);
  const month = monthAsked(url.searchParams.get('month'), dayOf(now, defaultZone).slice(0, 7));
  // The organiser chooses among the clashes: their partners are other organisers' events.
  const filter = { ...named.filter, organiser: null };
  const [found, microRegions, mine] = await Promise.all([
    findClashMonth(db, actor, { month, filter, organiser: named.filter.organiser }),
    listMicroRegions(db),
    findOrganisationsByIds(db, editableOrganisations(actor) ?? [])
  ]);
  const everything = url.searchParams.has('all');
  const pairs = everything ? found.pairs : found.pairs.slice(0, shownAtFirst);
  return {
    ...named,
    month,
    weeks: monthGrid(month),
    previous: addMonths(`${month}-01`, -1).slice(0, 7),
    next: addMonths(`${month}-01`, 1).slice(0, 7),
    microRegions: microRegions.map(({ slug, name }) => ({ slug, name })),
    mine: [...mine.values()].map(({ slug, name }) => ({ slug, name })),
    isColleague: isColleague(actor),
    total: found.pairs.length,
    strong: found.pairs.filter(({ score }) => score >= 50).length,
    pairs,
    people: isColleague(actor) ? await peopleOfPairs(db, pairs) : new Map<string, number>(),
    byDay: found.byDay,
    byOrganisation: found.byOrganisation.slice(0, 12),
    synergies: found.synergies,
    doubles: found.doubles,
    events: found.events,
    unplaced: found.unplaced.length
  };
};
