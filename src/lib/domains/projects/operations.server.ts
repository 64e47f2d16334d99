// Begins a joint project, changes what is asked of it, and plans it: searches, takes what was found, moves events by hand.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { isDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { enteredByHand } from '#lib/domains/registry/model.ts';
import { mostEvents, type Project, type ProjectFacts } from './model.ts';
import { allDays, computeJob, listCandidates, planAtOnce } from './plan.server.ts';
import { canLeadProject } from './policy.ts';
import { findProjectById } from './queries.server.ts';

export type ProjectRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Its events are in the calendar. */
  | { ok: false; reason: 'made_already' };
export type ProjectSaved = Result<{ id: string; slug: string }, ProjectRefused | ChangedMeanwhile>;

/** With a plan: the search runs at once, and its proof follows. */
export async function createProject(
  db: Database,
  actor: Actor,
  {
    facts,
    origin
  }: { facts: ProjectFacts; origin?: { readonly source: string; readonly externalId: string } },
  now: Date
): Promise<ProjectSaved> {
  if (!canLeadProject(actor, { lead: { id: facts.lead } })) return no('not_yours');
  return inTransaction(db, async (tx): Promise<ProjectSaved> => {
    const id = newId<'project'>(now);
    const [slug = id] = await freeSlugs(tx, 'project', [slugOf(facts.title)]);
    await tx
      .insertInto('project')
      .values({
        ...columnsOf(facts),
        id,
        slug,
        lead_organisation_id: facts.lead,
        person_id: actor.kind === 'person' ? actor.id : null,
        state: 'draft',
        found: null,
        source: origin?.source ?? enteredByHand,
        external_id: origin?.externalId ?? null,
        created_at: now,
        updated_at: now
      })
      .execute();
    await writePartners(tx, id, facts, now);
    await recordActivity(tx, actor, now, {
      verb: 'project.begun',
      objectKind: 'project',
      objectId: id,
      organisations: [facts.lead],
      details: { title: facts.title }
    });
    await search(tx, id, now);
    return ok({ id, slug });
  });
}

/** @param from the version that was changed: with any other there, nothing is written */
export async function changeProject(
  db: Database,
  actor: Actor,
  { id, facts, from }: { id: string; facts: ProjectFacts; from?: Date | null },
  now: Date
): Promise<ProjectSaved> {
  return led(db, actor, id, async (tx, project): Promise<ProjectSaved> => {
    if (isAnother(from, project)) return no('changed_meanwhile', { at: project.updatedAt });
    // Whoever leads it stays: partners have agreed to them.
    const kept = { ...facts, lead: project.lead.id };
    await tx
      .updateTable('project')
      .set({ ...columnsOf(kept), updated_at: now })
      .where('id', '=', project.id as Id<'project'>)
      .execute();
    await writePartners(tx, project.id as Id<'project'>, kept, now);
    await tx
      .deleteFrom('project_event')
      .where('project_id', '=', project.id as Id<'project'>)
      .where(
        sql<boolean>`not exists (select from project_partner partner
        where partner.project_id = project_event.project_id
          and partner.organisation_id = project_event.organisation_id)`
      )
      .execute();
    const details = changesBetween(factsOf(project), kept);
    if (Object.keys(details).length > 0)
      await recordActivity(tx, actor, now, {
        verb: 'project.changed',
        objectKind: 'project',
        objectId: project.id,
        organisations: [project.lead.id],
        details
      });
    await search(tx, project.id, now);
    return ok({ id: project.id, slug: project.slug });
  });
}

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

/** Runs as long as its events are not in the calendar; one after the other, should two plan at once. */
async function led<T extends { ok: boolean }>(
  db: Database,
  actor: Actor,
  id: string,
  act: (tx: Database, project: Project) => Promise<T>
): Promise<T | ProjectRefused> {
  return inTransaction(db, async (tx): Promise<T | ProjectRefused> => {
    const project = await lockProject(tx, id);
    if (!project) return no('not_found');
    if (!canLeadProject(actor, project)) return no('not_yours');
    if (project.state === 'made' || project.state === 'confirmed') return no('made_already');
    return act(tx, project);
  });
}

export async function lockProject(tx: Database, id: string): Promise<Project | null> {
  const found = await findProjectById(tx, id);
  if (!found) return null;
  await tx
    .selectFrom('project')
    .select('id')
    .where('id', '=', found.id as Id<'project'>)
    .forUpdate()
    .execute();
  return findProjectById(tx, id);
}

async function search(tx: Database, id: string, now: Date): Promise<void> {
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
  if (changed.length > 0)
    await tx
      .updateTable('project_partner')
      .set({ answer: null, answered_at: null, answered_by: null, note: null, asked_at: null })
      .where('project_id', '=', project.id as Id<'project'>)
      .where(
        'organisation_id',
        'in',
        changed.map(({ id }) => id)
      )
      .execute();
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

async function writePartners(
  tx: Database,
  id: Id<'project'>,
  { lead, partners }: ProjectFacts,
  now: Date
): Promise<void> {
  const wanted = [...new Set([lead, ...partners])];
  await tx
    .deleteFrom('project_partner')
    .where('project_id', '=', id)
    .where('organisation_id', 'not in', wanted)
    .execute();
  await tx
    .insertInto('project_partner')
    .values(
      wanted.map((organisation) => ({
        project_id: id,
        organisation_id: organisation,
        // Whoever leads it has said yes by beginning it.
        ...(organisation === lead ? { answer: 'yes' as const, answered_at: now } : {})
      }))
    )
    .onConflict((conflict) => conflict.columns(['project_id', 'organisation_id']).doNothing())
    .execute();
}

export function factsOf(project: Project): ProjectFacts {
  return {
    ...project,
    lead: project.lead.id,
    partners: project.partners.map(({ id }) => id)
  };
}

function columnsOf(facts: ProjectFacts) {
  return {
    ...{ title: facts.title, text: facts.text, territory: facts.territory },
    settlements: [...facts.settlements],
    ...{ events_wanted: facts.eventsWanted, within_km: facts.withinKm },
    ...{ first_day: facts.firstDay, last_day: facts.lastDay, weekdays: [...facts.weekdays] },
    ...{ starts: facts.starts, minutes: facts.minutes },
    ...{ audiences: [...facts.audiences], themes: [...facts.themes] },
    ...{ at_least: facts.atLeast, at_most: facts.atMost }
  };
}

/** In the order of the form; partners are counted, not named: the history has a line of its own for each answer. */
export const changedFields = [
  'title',
  'text',
  'territory',
  'eventsWanted',
  'withinKm',
  'firstDay',
  'lastDay',
  'weekdays',
  'starts',
  'minutes',
  'audiences',
  'themes',
  'atLeast',
  'atMost'
] as const satisfies readonly (keyof ProjectFacts)[];

function changesBetween(before: ProjectFacts, after: ProjectFacts): Record<string, JsonValue> {
  const changes: Record<string, JsonValue> = {};
  const plain = (value: unknown): JsonValue => (value ?? null) as JsonValue;
  for (const field of changedFields)
    if (!isDeepStrictEqual(before[field], after[field]))
      changes[field] = [plain(before[field]), plain(after[field])];
  const [had, has] = [new Set(before.partners).size, new Set([after.lead, ...after.partners]).size];
  if (had !== has) changes['partners'] = [had, has];
  return changes;
}
