// Turns what is agreed into events with their halls held, announces them, and takes both back.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { setEventStatus } from '#lib/domains/calendar/operations.server.ts';
import { holdEvent, releaseEvent, VenueGone } from './held-event.server.ts';
import { inTheWayOf, type InTheWay } from './in-the-way.server.ts';
import { agreedEvents } from './model.ts';
import { canLeadProject } from './policy.ts';
import { lockProject, recordStep, setState, type ProjectRefused } from './steps.server.ts';

export type MakeRefused =
  | ProjectRefused
  | { ok: false; reason: 'nothing_agreed' }
  /** Something else is there by now. */
  | { ok: false; reason: 'venues_taken'; taken: readonly InTheWay[] };

/** The events of those who said yes, into the calendar as plans; the partner is the first organiser, the lead the second. */
export async function makeEvents(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ slug: string; events: number }, MakeRefused>> {
  type Made = Result<{ slug: string; events: number }, MakeRefused>;
  try {
    return await inTransaction(db, async (tx): Promise<Made> => {
      const project = await lockProject(tx, id);
      if (!project) return no('not_found');
      if (!canLeadProject(actor, project)) return no('not_yours');
      if (project.state === 'made' || project.state === 'confirmed') return no('made_already');
      const agreed = agreedEvents(project);
      if (agreed.length === 0) return no('nothing_agreed');
      const taken = await inTheWayOf(tx, project, agreed);
      if (taken.length > 0) return no('venues_taken', { taken });
      for (const planned of agreed) await holdEvent(tx, actor, { project, planned }, now);
      await setState(tx, project, 'made', now);
      await recordStep(tx, actor, { project, verb: 'project.made', count: agreed.length }, now);
      return ok({ slug: project.slug, events: agreed.length });
    });
  } catch (error) {
    // Somebody was quicker by a moment: nothing of it has been written.
    if (!(error instanceof VenueGone)) throw error;
    const { venue, day } = error.planned;
    return no('venues_taken', { taken: [{ venue: venue.name, day, what: null }] });
  }
}

/** Plans become certain, and the project is for everyone to see. */
export async function confirmEvents(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ slug: string }, StepRefused>> {
  return step(db, actor, { id, from: 'made', to: 'confirmed' }, now);
}

/**
 * One step back: what is certain becomes a plan again; of plans the halls are given back, and those that were never announced are
 * gone, while those that were are called off for all to see.
 */
export async function undoEvents(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ slug: string }, StepRefused>> {
  const back = await step(db, actor, { id, from: 'confirmed', to: 'made' }, now);
  return back.ok || back.reason !== 'not_now'
    ? back
    : step(db, actor, { id, from: 'made', to: 'asked' }, now);
}

export type StepRefused =
  { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' } | { ok: false; reason: 'not_now' };

async function step(
  db: Database,
  actor: Actor,
  { id, from, to }: { id: string; from: 'made' | 'confirmed'; to: 'asked' | 'made' | 'confirmed' },
  now: Date
): Promise<Result<{ slug: string }, StepRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, StepRefused>> => {
    const project = await lockProject(tx, id);
    if (!project) return no('not_found');
    if (!canLeadProject(actor, project)) return no('not_yours');
    if (project.state !== from) return no('not_now');
    let count = 0;
    for (const planned of project.events) {
      if (!planned.event) continue;
      if (to === 'asked') {
        await releaseEvent(tx, actor, { project, planned }, now);
        count += 1;
        continue;
      }
      // What its organisers have called off by themselves stays so.
      if (planned.event.status === 'cancelled') continue;
      const status = to === 'made' ? 'tentative' : 'confirmed';
      const set = await setEventStatus(tx, actor, { id: planned.event.id as Id<'event'>, status }, now);
      if (set.ok) count += 1;
    }
    await setState(tx, project, to, now);
    const verb = (
      { asked: 'project.unmade', made: 'project.unconfirmed', confirmed: 'project.confirmed' } as const
    )[to];
    await recordStep(tx, actor, { project, verb, count }, now);
    return ok({ slug: project.slug });
  });
}
