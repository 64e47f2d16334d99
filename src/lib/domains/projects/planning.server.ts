// Plans a project: searches, takes what was found, moves events by hand, and gives partners shares of their own.
import { isDeepStrictEqual } from 'node:util';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { isDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { mostEvents, shareOf, type Project, type Share } from './model.ts';
import { allDays, computeJob, listCandidates, planAtOnce } from './plan.server.ts';
import { findProjectById } from './queries.server.ts';
import { led, type ProjectRefused } from './steps.server.ts';

/** Looks again: venues and days may be taken since, and partners may have said no. The plan stays until another is taken. */
export async function searchProject(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ slug: string }, ProjectRefused>> {
  return led(db, actor, id, async (tx, project) => {
    await search(tx, project.id, now);
    return ok({ slug: project.slug });
  });
}

/** Makes what was found the plan. */
export async function takeFound(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<
  Result<{ slug: string; events: number }, ProjectRefused | { ok: false; reason: 'nothing_found' }>
> {
  return led(
    db,
    actor,
    id,
    async (
      tx,
      project
    ): Promise<
      Result<{ slug: string; events: number }, ProjectRefused | { ok: false; reason: 'nothing_found' }>
    > => {
      const candidates = new Map((await listCandidates(tx, project)).map((venue) => [venue.id, venue]));
      const taken = (project.found?.events ?? []).flatMap(({ venue, day }) => {
        const candidate = candidates.get(venue);
        return candidate?.days.includes(day) ? [{ candidate, day }] : [];
      });
      if (taken.length === 0) return no('nothing_found');
      const before = new Map(project.events.map((planned) => [planned.venue.id, planned]));
      const projectId = project.id as Id<'project'>;
      await tx.deleteFrom('project_event').where('project_id', '=', projectId).execute();
      await tx
        .insertInto('project_event')
        .values(
          taken.map(({ candidate, day }) => ({
            id: newId<'project_event'>(now),
            project_id: projectId,
            organisation_id: candidate.organisation,
            venue_id: candidate.id as Id<'venue'>,
            day,
            // An event that was in the calendar once comes back as itself.
            event_id: (before.get(candidate.id)?.event?.id ?? null) as Id<'event'> | null
          }))
        )
        .execute();
      await replanned(tx, { actor, project, verb: 'project.planned' }, now);
      return ok({ slug: project.slug, events: taken.length });
    }
  );
}

export type MoveRefused =
  | ProjectRefused
  | { ok: false; reason: 'venue_unknown' }
  | { ok: false; reason: 'venue_twice' }
  | { ok: false; reason: 'day_wrong' }
  | { ok: false; reason: 'too_many' }
  /** Something else is there at that time. */
  | { ok: false; reason: 'venue_taken' };

/**
 * Moves one event of the plan, adds one, or leaves one out.
 * @param change.event null for a new one; @param change.to null to leave it out; the day need not be one of the project's weekdays
 */
export async function changePlan(
  db: Database,
  actor: Actor,
  { id, event, to }: { id: string; event: string | null; to: { venue: string; day: string } | null },
  now: Date
): Promise<Result<{ slug: string }, MoveRefused>> {
  return led(db, actor, id, async (tx, project): Promise<Result<{ slug: string }, MoveRefused>> => {
    const planned = event === null ? null : project.events.find((each) => each.id === event);
    if (planned === undefined) return no('not_found');
    if (to === null) {
      if (planned)
        await tx
          .deleteFrom('project_event')
          .where('id', '=', planned.id as Id<'project_event'>)
          .execute();
    } else {
      if (!isDay(to.day) || to.day < project.firstDay || to.day > project.lastDay) return no('day_wrong');
      if (project.events.some((each) => each.venue.id === to.venue && each.id !== planned?.id))
        return no('venue_twice');
      if (!planned && project.events.length >= mostEvents) return no('too_many');
      const candidates = await listCandidates(tx, project, allDays(project));
      const venue = candidates.find((each) => each.id === to.venue);
      if (!venue) return no('venue_unknown');
      if (!venue.days.includes(to.day)) return no('venue_taken');
      const values = {
        organisation_id: venue.organisation,
        venue_id: venue.id as Id<'venue'>,
        day: to.day
      };
      if (planned)
        await tx
          .updateTable('project_event')
          .set(values)
          .where('id', '=', planned.id as Id<'project_event'>)
          .execute();
      else
        await tx
          .insertInto('project_event')
          .values({ ...values, id: newId<'project_event'>(now), project_id: project.id as Id<'project'> })
          .execute();
    }
    await replanned(tx, { actor, project, verb: 'project.replanned' }, now);
    return ok({ slug: project.slug });
  });
}

export type SharesRefused =
  | ProjectRefused
  | { ok: false; reason: 'share_turned' }
  /** All that partners have at the least is more than there will be events. */
  | { ok: false; reason: 'least_too_many' };

/** How many events each partner has, where it is not as many as all the others. Searches again. */
export async function changeShares(
  db: Database,
  actor: Actor,
  { id, shares }: { id: string; shares: readonly Share[] },
  now: Date
): Promise<Result<{ slug: string }, SharesRefused>> {
  return led(db, actor, id, async (tx, project): Promise<Result<{ slug: string }, SharesRefused>> => {
    const said = new Map(shares.map((share) => [share.organisation, share]));
    const partners = project.partners.map((partner) => ({ ...partner, ...said.get(partner.id) }));
    for (const { atLeast, atMost } of partners)
      if (atLeast !== null && atMost !== null && atLeast > atMost) return no('share_turned');
    const least = partners.reduce(
      (sum, partner) => sum + (partner.answer === 'no' ? 0 : shareOf(project, partner).least),
      0
    );
    if (least > project.eventsWanted) return no('least_too_many');
    const changed = partners.filter(
      (partner, k) =>
        partner.atLeast !== project.partners[k]?.atLeast || partner.atMost !== project.partners[k]?.atMost
    );
    for (const { id: organisation, atLeast, atMost } of changed)
      await tx
        .updateTable('project_partner')
        .set({ at_least: atLeast, at_most: atMost })
        .where('project_id', '=', project.id as Id<'project'>)
        .where('organisation_id', '=', organisation)
        .execute();
    if (changed.length > 0)
      await recordActivity(tx, actor, now, {
        verb: 'project.shared_out',
        objectKind: 'project',
        objectId: project.id,
        organisations: [project.lead.id],
        details: { title: project.title, count: changed.length }
      });
    await search(tx, project.id, now);
    return ok({ slug: project.slug });
  });
}

export async function search(tx: Database, id: string, now: Date): Promise<void> {
  const project = await findProjectById(tx, id);
  if (!project) return;
  const found = await planAtOnce(tx, project, now);
  const searching = !found.proved && found.events.length > 0;
  await tx
    .updateTable('project')
    .set({ found: JSON.stringify(found), searching, updated_at: now })
    .where('id', '=', id as Id<'project'>)
    .execute();
  if (searching) await enqueue(tx, { name: computeJob, runAt: now });
}

/** A partner's word holds for what they were shown: whoever has other events now is asked again. */
async function replanned(
  tx: Database,
  { actor, project, verb }: { actor: Actor; project: Project; verb: string },
  now: Date
): Promise<void> {
  const after = await findProjectById(tx, project.id);
  const eventsOf = (of: Project, partner: string): string[] =>
    of.events.flatMap(({ organisation, venue, day }) =>
      organisation.id === partner ? [`${day} ${venue.id}`] : []
    );
  const changed = project.partners.filter(
    ({ id, answer }) =>
      id !== project.lead.id &&
      answer === 'yes' &&
      after !== null &&
      !isDeepStrictEqual(eventsOf(project, id), eventsOf(after, id))
  );
  await forgetWords(tx, project, changed);
  await tx
    .updateTable('project')
    .set({ updated_at: now })
    .where('id', '=', project.id as Id<'project'>)
    .execute();
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'project',
    objectId: project.id,
    organisations: [project.lead.id],
    details: { title: project.title, count: after?.events.length ?? 0 }
  });
}

/** What was said of another programme, day or hall is no answer: these are asked again. */
export async function forgetWords(
  tx: Database,
  project: Pick<Project, 'id'>,
  partners: readonly { readonly id: string }[]
): Promise<void> {
  if (partners.length === 0) return;
  await tx
    .updateTable('project_partner')
    .set({
      ...{ answer: null, answered_at: null, answered_by: null, answered_how: null, note: null },
      asked_at: null
    })
    .where('project_id', '=', project.id as Id<'project'>)
    .where(
      'organisation_id',
      'in',
      partners.map(({ id }) => id)
    )
    .execute();
}
