// Begins a tour: whom it might visit, and in which hall; the plans are then found by a job.
import { sql } from 'kysely';
import { slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { addDays, daysBetween, defaultZone, dayOf } from '#lib/core/time.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { computeJob } from './compute.server.ts';
import type { TourForm } from './tour-input.ts';
import { fitOf } from './fit.ts';
import { maySearch } from './limits.server.ts';
import { maxCandidates, maxTourDays, type TourSettings } from './model.ts';
import { canEditPackage } from './policy.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';
import { listRequests } from './request-queries.server.ts';

export type BeginRefused =
  | { ok: false; reason: 'gone' }
  | { ok: false; reason: 'past' }
  | { ok: false; reason: 'too_many_days' }
  | { ok: false; reason: 'nobody_chosen' }
  | { ok: false; reason: 'too_many_chosen' }
  | { ok: false; reason: 'too_many_searches' };

/** The plans are found by a job; nothing is asked of anybody yet. */
export async function beginTour(
  db: Database,
  actor: Actor,
  { pack: id, form }: { pack: string; form: TourForm },
  now: Date
): Promise<Result<{ slug: string }, BeginRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, BeginRefused>> => {
    const pack = await findPackage(tx, id);
    if (!pack || actor.kind !== 'person' || !canEditPackage(actor, pack)) return no('gone');
    if (form.lastDay <= dayOf(now, defaultZone)) return no('past');
    if (daysBetween(form.firstDay, form.lastDay) >= maxTourDays) return no('too_many_days');
    const candidates = await candidatesOf(tx, pack, form);
    if (candidates.length === 0) return no('nobody_chosen');
    if (candidates.length > maxCandidates) return no('too_many_chosen');
    if (!(await maySearch(tx, actor, now))) return no('too_many_searches');
    const tour = newId<'tour'>(now);
    const [slug = tour] = await freeSlugs(tx, 'tour', [slugOf(form.name)]);
    const settings: TourSettings = {
      sharing: form.sharing,
      maxStops: form.maxStops,
      ...{ perVisit: form.perVisit, perHead: form.perHead },
      ...{ twoADay: pack.twoADay, restAfter: pack.restAfter, fee: pack.fee, perKm: pack.perKm },
      perNight: pack.perNight
    };
    await tx
      .insertInto('tour')
      .values({
        ...{ id: tour, slug, package_id: pack.id, person_id: actor.id, name: form.name },
        ...{ first_day: form.firstDay, last_day: form.lastDay, settings: JSON.stringify(settings) },
        ...{ state: 'draft', search: 'waiting', source: 'entered', created_at: now, updated_at: now }
      })
      .execute();
    await tx
      .insertInto('tour_stop')
      .values(
        candidates.map((each) => ({
          ...each,
          id: newId<'tour_stop'>(now),
          tour_id: tour,
          state: 'left_out' as const,
          updated_at: now
        }))
      )
      .execute();
    await enqueue(tx, { name: computeJob, runAt: now });
    await recordActivity(tx, actor, now, {
      verb: 'tour.begun',
      objectKind: 'tour',
      objectId: tour,
      organisations: [pack.organisation.id],
      details: { title: form.name, count: candidates.length }
    });
    return ok({ slug });
  });
}

interface NewStop {
  readonly request_id: Id<'package_request'> | null;
  readonly venue_id: Id<'venue'>;
  readonly settlement_id: Id<'settlement'>;
  readonly organisation_id: Id<'organisation'> | null;
}

/** Those who asked come before halls that were only chosen; who named no hall gets the settlement's largest that fits. */
async function candidatesOf(tx: Database, pack: TouringPackage, form: TourForm): Promise<NewStop[]> {
  const requests = (await listRequests(tx, pack.id, ['open'])).filter(({ id }) => form.requests.includes(id));
  const without = requests.filter(({ venue }) => venue === null).map(({ settlement }) => settlement);
  const largest = await largestHalls(tx, pack, without);
  const wanted = [
    ...requests.map((each) => ({ request: each, venue: each.venue ?? largest.get(each.settlement) ?? null })),
    ...form.venues.map((venue) => ({ request: null, venue }))
  ];
  const halls = await findVenuesByIds(
    tx,
    wanted.flatMap(({ venue }) => (venue ? [venue] : []))
  );
  const stops = new Map<string, NewStop>();
  for (const { request, venue } of wanted) {
    const hall = venue ? halls.get(venue) : undefined;
    if (!hall || hall.closed || stops.has(hall.id)) continue;
    stops.set(hall.id, {
      request_id: request?.id ?? null,
      venue_id: hall.id,
      settlement_id: hall.settlement.id as Id<'settlement'>,
      organisation_id: (hall.organisation?.id ?? request?.organisation ?? null) as Id<'organisation'> | null
    });
  }
  return [...stops.values()];
}

async function largestHalls(
  tx: Database,
  pack: TouringPackage,
  settlements: readonly string[]
): Promise<Map<string, string>> {
  if (settlements.length === 0) return new Map();
  const { rows } = await sql<{ id: string; settlement: string }>`
    select id, settlement_id as settlement from venue
    where settlement_id = any(${[...settlements]}::uuid[]) and closed_on is null and not idle
      and kind in ('hall', 'community_room', 'school', 'library', 'sports_hall', 'club_room')
    order by bookable desc, capacity desc nulls last, id limit 2000`.execute(tx);
  const halls = await findVenuesByIds(
    tx,
    rows.map(({ id }) => id)
  );
  const found = new Map<string, string>();
  for (const { id, settlement } of rows) {
    const hall = halls.get(id);
    if (!hall || found.has(settlement)) continue;
    const { verdict } = fitOf(pack, { ...hall.furnishing, capacity: hall.capacity });
    if (verdict !== 'not') found.set(settlement, id);
  }
  return found;
}

/** The two weeks after the next: what the form of a new tour proposes. */
export function usualPeriod(today: string): { firstDay: string; lastDay: string } {
  return { firstDay: addDays(today, 21), lastDay: addDays(today, 48) };
}
