// Begins a joint project, and changes what is asked of it.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { enteredByHand } from '#lib/domains/registry/model.ts';
import type { Project, ProjectFacts } from './model.ts';
import { forgetWords, search } from './planning.server.ts';
import { canLeadProject } from './policy.ts';
import { led, type ProjectRefused } from './steps.server.ts';

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
    // A partner has said yes to this programme at this hour, and to no other.
    const isOther = (['title', 'text', 'starts', 'minutes'] as const).some(
      (name) => project[name] !== kept[name]
    );
    const agreed = project.partners.filter(({ answer, id: each }) => answer === 'yes' && each !== kept.lead);
    if (isOther) await forgetWords(tx, project, agreed);
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
        ...(organisation === lead
          ? { answer: 'yes' as const, answered_at: now, answered_how: 'online' as const }
          : {})
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
