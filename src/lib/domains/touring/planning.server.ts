// Begins a tour, has it searched again, takes a plan over, takes the last change back; nothing is asked of anybody here in a draft.
import { sql } from 'kysely';
import { slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { addDays, daysBetween, defaultZone, dayOf, instantOf } from '#lib/core/time.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { computeJob } from './compute.server.ts';
import type { TourForm } from './input.ts';
import {
  fitOf,
  isInPlan,
  maxCandidates,
  maxTourDays,
  type Before,
  type FoundPlan,
  type PlanKind,
  type TourSettings
} from './model.ts';
import { canEditPackage, canLeadTour } from './policy.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';
import { listRequests } from './requests.server.ts';
import { settleAsked } from './settle.server.ts';
import { findTour, listStops, lockTour, type FullTour, type TourStop } from './tours.server.ts';

export type BeginRefused =
  | { ok: false; reason: 'gone' }
  | { ok: false; reason: 'past' }
  | { ok: false; reason: 'too_many_days' }
  | { ok: false; reason: 'nobody_chosen' }
  | { ok: false; reason: 'too_many_chosen' };

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
    const tour = newId<'tour'>(now);
    const [slug = tour] = await freeSlugs(tx, 'tour', [slugOf(form.name)]);
    const settings: TourSettings = {
      sharing: form.sharing,
      maxStops: form.maxStops,
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
    const { verdict } = fitOf(pack, { capacity: hall.capacity, power: hall.furnishing.power });
    if (verdict !== 'not') found.set(settlement, id);
  }
  return found;
}

export type ChangeRefused = { ok: false; reason: 'gone' } | { ok: false; reason: 'not_now' };

/** What the leader wants of one stop. */
export interface Wish {
  readonly stop: string;
  readonly kept: boolean;
  readonly day: string | null;
  /** 'HH:MM' */
  readonly time: string | null;
  /** Taken out of the tour, or brought back. */
  readonly out: boolean;
}

/** What was agreed is touched by nobody's wish: it stays as far as it can, and only those move whose move is shown and asked for. */
export async function searchAgain(
  db: Database,
  actor: Actor,
  { id, wishes }: { id: string; wishes: readonly Wish[] },
  now: Date
): Promise<Result<null, ChangeRefused>> {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    const by = new Map(wishes.map((wish) => [wish.stop, wish]));
    for (const stop of stops) {
      const wish = by.get(stop.id);
      if (!wish || stop.state === 'accepted' || stop.state === 'asked' || stop.state === 'suggested')
        continue;
      const state = wish.out
        ? ('dropped' as const)
        : stop.state === 'dropped'
          ? ('left_out' as const)
          : stop.state;
      await tx
        .updateTable('tour_stop')
        .set({
          ...{ state, kept: wish.kept && !wish.out, kept_day: wish.day, kept_time: wish.day && wish.time },
          ...(state === 'dropped' ? { starts_at: null, ends_at: null, position: null } : {}),
          updated_at: now
        })
        .where('id', '=', stop.id)
        .execute();
    }
    await tx
      .updateTable('tour')
      .set({
        ...{ search: 'waiting', progress: 0, answer: null, updated_at: now },
        ...(tour.state === 'draft' ? { before: JSON.stringify(snapshotOf(tour, stops)) } : {})
      })
      .where('id', '=', tour.id)
      .execute();
    await enqueue(tx, { name: computeJob, runAt: now });
    await record(tx, actor, { verb: 'tour.searched_again', tour }, now);
    return ok(null);
  });
}

/** Takes one of the plans over. Of a tour that was asked about, those whose time changes are asked anew, and nobody else. */
export async function choosePlan(
  db: Database,
  actor: Actor,
  { id, kind }: { id: string; kind: PlanKind },
  now: Date
): Promise<Result<null, ChangeRefused>> {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    const plan = tour.answer?.plans.find((each) => each.kind === kind);
    if (tour.search !== 'ready' || !plan) return no('not_now');
    const reasons = new Map(tour.answer?.leftOut.map(({ stop, code }) => [stop, code]));
    await writePlan(tx, { plan, stops, reasons, draft: tour.state === 'draft' }, now);
    await tx
      .updateTable('tour')
      .set({
        ...{ plan: JSON.stringify(plan), answer: null, search: 'none', updated_at: now },
        before: tour.state === 'draft' ? JSON.stringify(snapshotOf(tour, stops)) : null
      })
      .where('id', '=', tour.id)
      .execute();
    await record(tx, actor, { verb: 'tour.planned', tour, count: plan.stops.length, km: plan.km }, now);
    const fresh = tour.state === 'asked' ? await findTour(tx, tour.id) : null;
    if (fresh) await settleAsked(tx, actor, { tour: fresh, before: stops }, now);
    return ok(null);
  });
}

/** Nothing of what was found is taken over. */
export async function leaveAsItIs(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, ChangeRefused>> {
  return changeTour(db, actor, { id, now }, async (tx, tour) => {
    await tx
      .updateTable('tour')
      .set({ answer: null, search: 'none', updated_at: now })
      .where('id', '=', tour.id)
      .execute();
    return ok(null);
  });
}

/** As it was before the last change, as long as nobody has been asked. */
export async function undoChange(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, ChangeRefused>> {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    if (tour.state !== 'draft' || !tour.before) return no('not_now');
    const { before } = tour;
    for (const was of before.stops) {
      const starts = was.starts === null ? null : new Date(was.starts);
      const planned = before.plan?.stops.find(({ stop }) => stop === was.id);
      await tx
        .updateTable('tour_stop')
        .set({
          ...{ state: was.state, kept: was.kept, kept_day: was.keptDay, kept_time: was.keptTime },
          ...{ starts_at: starts, ends_at: planned ? instantOf(planned.ends, defaultZone) : null },
          updated_at: now
        })
        .where('id', '=', was.id as Id<'tour_stop'>)
        .execute();
    }
    await tx
      .updateTable('tour')
      .set({
        ...{ plan: before.plan === null ? null : JSON.stringify(before.plan), answer: null, search: 'none' },
        // Undone by mistake: the same button brings it back.
        ...{ before: JSON.stringify(snapshotOf(tour, stops)), updated_at: now }
      })
      .where('id', '=', tour.id)
      .execute();
    await record(tx, actor, { verb: 'tour.undone', tour }, now);
    return ok(null);
  });
}

function snapshotOf({ plan }: FullTour, stops: readonly TourStop[]): Before {
  return {
    plan,
    stops: stops.map(({ id, state, startsAt, kept, keptDay, keptTime }) => ({
      ...{ id, state, kept, keptDay, keptTime },
      starts: startsAt?.toISOString() ?? null
    }))
  };
}

async function writePlan(
  tx: Database,
  {
    plan,
    stops,
    reasons,
    draft
  }: {
    plan: FoundPlan;
    stops: readonly TourStop[];
    reasons: ReadonlyMap<string, string>;
    draft: boolean;
  },
  now: Date
): Promise<void> {
  const planned = new Map(plan.stops.map((each, position) => [each.stop, { ...each, position }]));
  for (const { id, state } of stops) {
    if (state === 'declined' || state === 'dropped') continue;
    const found = planned.get(id);
    await tx
      .updateTable('tour_stop')
      .set(
        found
          ? {
              ...(isInPlan(state) && !draft ? {} : { state: 'planned' as const }),
              ...{ position: found.position, km: found.km, share_huf: found.share, reason: null },
              starts_at: instantOf(found.starts, defaultZone),
              ends_at: instantOf(found.ends, defaultZone),
              updated_at: now
            }
          : {
              ...{ position: null, km: null, share_huf: null, starts_at: null, ends_at: null },
              ...{ state: 'left_out' as const, updated_at: now },
              reason: JSON.stringify({ code: reasons.get(id) ?? 'no_room' })
            }
      )
      .where('id', '=', id)
      .execute();
  }
}

export async function changeTour(
  db: Database,
  actor: Actor,
  { id }: { id: string; now: Date },
  change: (tx: Database, tour: FullTour, stops: readonly TourStop[]) => Promise<Result<null, ChangeRefused>>
): Promise<Result<null, ChangeRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, ChangeRefused>> => {
    const tour = await lockTour(tx, id);
    if (!tour || !canLeadTour(actor, tour)) return no('gone');
    if (tour.state === 'cancelled') return no('not_now');
    return change(tx, tour, await listStops(tx, tour.id));
  });
}

export async function record(
  tx: Database,
  actor: Actor,
  { verb, tour, ...details }: { verb: string; tour: FullTour; count?: number; km?: number; place?: string },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'tour',
    objectId: tour.id,
    organisations: [tour.pack.organisation.id],
    details: { title: tour.name, ...details }
  });
}

/** The two weeks after the next: what the form of a new tour proposes. */
export function usualPeriod(today: string): { firstDay: string; lastDay: string } {
  return { firstDay: addDays(today, 21), lastDay: addDays(today, 48) };
}
