// Has tours planned in a thread of their own, and writes down how far that is and what was found.
import type { Answer } from '#lib/core/answer.ts';
import type { TourPlan } from '#lib/core/itinerary-tell.ts';
import type { Tour } from '#lib/core/itinerary.ts';
import { defaultZone, localOf, minuteMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { runThread } from '#lib/platform/thread.server.ts';
import type { FromComputer } from './compute-worker.ts';
import { sharesOf, type Found, type FoundPlan, type PlanKind } from './model.ts';
import { askAbout, type Asked, type Instance } from './question.server.ts';
import { findTour, listStops, type FullTour, type TourStop } from './tours.server.ts';

export const computeJob = 'touring.compute';

/** What has been found by then counts: others wait, too. */
const mostSeconds = 28;

/** Answers the one that has waited longest: each search has a job of its own, and what else waits comes between them. */
export async function computeTours(db: Database, now: Date): Promise<void> {
  const next = await db
    .selectFrom('tour')
    .select('id')
    .where('search', '=', 'waiting')
    .orderBy('updated_at')
    .limit(1)
    .executeTakeFirst();
  if (!next) return;
  const tour = await findTour(db, next.id);
  let found: Found | null = null;
  try {
    found = tour && (await compute(db, tour, now));
  } catch (error) {
    log('error', 'tour_failed', { tour: next.id, error: String(error) });
  }
  await db
    .updateTable('tour')
    .set({
      search: found ? 'ready' : 'failed',
      progress: 1,
      answer: found ? JSON.stringify(found) : null
    })
    .where('id', '=', next.id)
    .where('search', '=', 'waiting')
    .$if(tour !== null, (query) => query.where('updated_at', '=', (tour as FullTour).updatedAt))
    .execute();
}

async function compute(db: Database, tour: FullTour, now: Date): Promise<Found | null> {
  const stops = await listStops(db, tour.id);
  const instance = await askAbout(db, tour, stops, now);
  if (!instance) return null;
  await db.updateTable('tour').set({ progress: 0.3 }).where('id', '=', tour.id).execute();
  const found = await planAside(instance.question);
  return foundIn({ found, instance, tour, stops });
}

/** In a thread of its own: the best that was found in time. @throws Error when nothing was */
export async function planAside(question: Asked): Promise<Answer<Tour>> {
  const heard: { last: Answer<Tour> | null } = { last: null };
  const order = {
    script: 'src/lib/domains/touring/compute-worker.ts',
    data: question,
    seconds: mostSeconds,
    megabytes: 1024
  };
  const end = await runThread<FromComputer>(order, ({ found }) => (heard.last = found));
  if (heard.last) return heard.last;
  if (end.kind === 'broke') throw end.error;
  throw new Error('The thread ended without an answer');
}

function foundIn({
  found,
  instance,
  tour,
  stops
}: {
  found: Answer<Tour>;
  instance: Instance;
  tour: FullTour;
  stops: readonly TourStop[];
}): Found {
  const { best, others, leftOut } = found.answer;
  const people = new Map(stops.map(({ id, settlement }) => [id as string, settlement.population ?? 0]));
  const plans = (best ? [best, ...others] : []).map((plan): FoundPlan => {
    const shares = sharedBy(tour, plan, people);
    return {
      kind: kindOf(plan, best),
      km: Math.round(plan.km),
      days: plan.days,
      nights: plan.nights,
      cost: plan.cost,
      offered: plan.offered,
      stops: plan.stops.map((stop, index) => ({
        stop: stop.id,
        leaves: local(stop.leaves),
        arrives: local(stop.arrives),
        starts: local(stop.start),
        ends: local(stop.end),
        ready: local(stop.ready),
        km: Math.round(stop.km),
        then: stop.then,
        homeAt: stop.homeAt === null ? null : local(stop.homeAt),
        share: shares[index] ?? 0,
        clash: instance.clashes(stop.id, stop.start, stop.end)
      }))
    };
  });
  const distinct = plans.filter(({ kind }, index) => plans.findIndex((each) => each.kind === kind) === index);
  const gap = found.reasons.find(({ code }) => code === 'proved' || code === 'at_most');
  return {
    plans: distinct,
    leftOut: [
      ...leftOut.map(({ id, reason }) => ({ stop: id, code: reason.code })),
      ...stops
        .filter(({ venue, state }) => venue.closed && state !== 'declined' && state !== 'dropped')
        .map(({ id }) => ({ stop: id, code: 'venue_closed' as const }))
    ],
    gap: gap?.code === 'proved' ? 0 : gap ? Number(gap['percent'] ?? 0) : null,
    repair: instance.repair
  };
}

/** What was searched for with less travelling and has none is a plan on other days. */
function kindOf({ kind, km }: TourPlan, best: TourPlan | null): PlanKind {
  return kind === 'less_travel' && best && Math.round(km) >= Math.round(best.km) ? 'other_days' : kind;
}

function sharedBy(
  { settings }: FullTour,
  {
    cost,
    stops
  }: { readonly cost: number; readonly stops: readonly { readonly id: string; readonly share: number }[] },
  people: ReadonlyMap<string, number>
): readonly number[] {
  if (settings.sharing === 'distance') return stops.map(({ share }) => share);
  return sharesOf(
    cost,
    stops.map(({ id }) => (settings.sharing === 'equal' ? 1 : (people.get(id) ?? 0)))
  );
}

function local(minutes: number): string {
  return localOf(new Date(minutes * minuteMs), defaultZone);
}
