// What every step of a project shares: one after the other, by those who lead it, written down with who took part.
import type { Id } from '#lib/core/ids.ts';
import { no } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { agreedEvents, type Project } from './model.ts';
import { canLeadProject } from './policy.ts';
import { findProjectById } from './queries.server.ts';

export type ProjectRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Its events are in the calendar. */
  | { ok: false; reason: 'made_already' };

/** Runs as long as its events are not in the calendar; one after the other, should two plan at once. */
export async function led<T extends { ok: boolean }>(
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

export async function setState(
  tx: Database,
  project: Project,
  state: Project['state'],
  now: Date
): Promise<void> {
  await tx
    .updateTable('project')
    .set({ state, updated_at: now })
    .where('id', '=', project.id as Id<'project'>)
    .execute();
}

export async function recordStep(
  tx: Database,
  actor: Actor,
  { project, verb, count }: { project: Project; verb: string; count: number },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'project',
    objectId: project.id,
    organisations: [
      ...new Set([project.lead.id, ...agreedEvents(project).map(({ organisation }) => organisation.id)])
    ],
    details: { title: project.title, count }
  });
}
