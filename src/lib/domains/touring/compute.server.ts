// Has tours planned in a thread of their own, and writes down how far that is and what was found.
import { Worker } from 'node:worker_threads';
import type { Answer } from '#lib/core/answer.ts';
import type { TourPlan } from '#lib/core/itinerary-tell.ts';
import type { Tour } from '#lib/core/itinerary.ts';
import { defaultZone, localOf, minuteMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { projectFile } from '#lib/platform/db/project.server.ts';
import { log } from '#lib/platform/log.server.ts';
import type { FromComputer } from './compute-worker.ts';
import { sharesOf, type Found, type FoundPlan, type PlanKind } from './model.ts';
import { askAbout, type Asked, type Instance } from './question.server.ts';
import { findTour, listStops, type FullTour, type TourStop } from './tours.server.ts';

export const computeJob = 'touring.compute';

/** A thread that takes longer hangs: thirty stops take two seconds. */
const mostSeconds = 120;

/** Answers all that wait, the first one first. */
export async function computeTours(db: Database, now: Date): Promise<void> {
  for (;;) {
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
}

async function compute(db: Database, tour: FullTour, now: Date): Promise<Found | null> {
  const stops = await listStops(db, tour.id);
  const instance = await askAbout(db, tour, stops, now);
  if (!instance) return null;
  await db.updateTable('tour').set({ progress: 0.3 }).where('id', '=', tour.id).execute();
  const found = await runAside(instance.question);
  return found && foundIn({ found, instance, tour, stops });
}

/** In a thread of its own; null when it ended without an answer. */
export async function runAside(question: Asked): Promise<Answer<Tour> | null> {
  const worker = new Worker(projectFile('src/lib/domains/touring/compute-worker.ts'), {
    workerData: question,
    name: 'touring',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 1024 }
  });
  let timer: NodeJS.Timeout | undefined;
  let found: Answer<Tour> | null = null;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The thread did not come to an end')), mostSeconds * 1000);
      worker.on('message', (message: FromComputer) => {
        if (message.kind === 'found') found = message.found;
      });
      worker.on('error', reject);
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`The thread ended with ${code}`))
      );
    });
    return found;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
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
