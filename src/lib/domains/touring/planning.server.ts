// Has a tour searched again, takes a plan over, takes the last change back; in a draft nothing is asked of anybody here.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { defaultZone, instantOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { changeTour, record, snapshotOf, type ChangeRefused } from './change.server.ts';
import { computeJob } from './compute.server.ts';
import { maySearch, mayWrite } from './limits.server.ts';
import { isInPlan, type FoundPlan, type PlanKind, type TourSettings, type Worth } from './model.ts';
import { settleAsked } from './settle.server.ts';
import { findTour, type FullTour, type TourStop } from './tours.server.ts';

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
  { id, wishes, worth }: { id: string; wishes: readonly Wish[]; worth?: Worth },
  now: Date
): Promise<Result<null, ChangeRefused>> {
  return changeTour(db, actor, { id, now }, async (tx, tour, stops) => {
    if (!(await maySearch(tx, actor, now))) return no('too_many_searches');
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
        settings: JSON.stringify({ ...settingsNow(tour), ...worth }),
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
    if (tour.state === 'asked' && !(await mayWrite(tx, actor, now))) return no('too_many_letters');
    const reasons = new Map(tour.answer?.leftOut.map(({ stop, code }) => [stop, code]));
    await writePlan(tx, { plan, stops, reasons, draft: tour.state === 'draft' }, now);
    await tx
      .updateTable('tour')
      .set({
        ...{ plan: JSON.stringify(plan), answer: null, search: 'none', updated_at: now },
        // One step with the search that found it: what was wished for there goes back with it.
        before: tour.state === 'draft' ? JSON.stringify(tour.before ?? snapshotOf(tour, stops)) : null
      })
      .where('id', '=', tour.id)
      .execute();
    const fresh = tour.state === 'asked' ? await findTour(tx, tour.id) : null;
    const letters = fresh ? await settleAsked(tx, actor, { tour: fresh, before: stops }, now) : 0;
    const count = plan.stops.length;
    await record(tx, actor, { verb: 'tour.planned', tour, count, km: plan.km, letters }, now);
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

/** As long as nobody was asked, what the package says today counts; then what was asked about. */
function settingsNow({ state, settings, pack }: FullTour): TourSettings {
  if (state !== 'draft') return settings;
  const { twoADay, restAfter, fee, perKm, perNight } = pack;
  return { ...settings, twoADay, restAfter, fee, perKm, perNight };
}
