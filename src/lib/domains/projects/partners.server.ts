// Asks partners whether they take their part of a project, and hears their answers: by link, on their page, or told on the telephone.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { mailPartners } from './mails.server.ts';
import type { Partner, Project } from './model.ts';
import { canAnswerFor, canLeadProject } from './policy.ts';
import { lockProject, setState, type ProjectRefused } from './steps.server.ts';

export type AskRefused =
  | ProjectRefused
  | { ok: false; reason: 'no_plan' }
  /** Nobody is left who has not been asked. */
  | { ok: false; reason: 'all_asked' };

/** One mail to each partner with events in the plan that has not said yes or no. @returns those that no mail reaches */
export async function askPartners(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ slug: string; asked: number; unreached: readonly string[] }, AskRefused>> {
  type Asked = Result<{ slug: string; asked: number; unreached: readonly string[] }, AskRefused>;
  return inTransaction(db, async (tx): Promise<Asked> => {
    const project = await lockProject(tx, id);
    if (!project) return no('not_found');
    if (!canLeadProject(actor, project)) return no('not_yours');
    if (project.state === 'made' || project.state === 'confirmed') return no('made_already');
    if (project.events.length === 0) return no('no_plan');
    const open = project.partners.filter(
      ({ id: partner, answer }) => answer === null && has(project, partner)
    );
    if (open.length === 0) return no('all_asked');
    const reached = await mailPartners(tx, { project, partners: open, by: actor }, now);
    await tx
      .updateTable('project_partner')
      .set({ asked_at: now })
      .where('project_id', '=', project.id as Id<'project'>)
      .where(
        'organisation_id',
        'in',
        open.map((partner) => partner.id)
      )
      .execute();
    await setState(tx, project, 'asked', now);
    await recordActivity(tx, actor, now, {
      verb: 'project.asked',
      objectKind: 'project',
      objectId: project.id,
      organisations: [project.lead.id, ...open.map((partner) => partner.id)],
      details: { title: project.title, count: open.length }
    });
    const unreached = open.filter((partner) => !reached.has(partner.id)).map(({ name }) => name);
    return ok({ slug: project.slug, asked: open.length - unreached.length, unreached });
  });
}

export interface Answer {
  readonly id: string;
  readonly organisation: string;
  readonly answer: 'yes' | 'no';
  readonly note: string | null;
}

export type AnswerRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Nobody waits for it any more. */
  | { ok: false; reason: 'closed' };

export async function answerProject(
  db: Database,
  actor: Actor,
  said: Answer,
  now: Date
): Promise<Result<{ slug: string }, AnswerRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, AnswerRefused>> => {
    const project = await lockProject(tx, said.id);
    const partner = project?.partners.find((each) => each.id === said.organisation);
    if (!project || !partner) return no('not_found');
    if (!canAnswerFor(actor, partner.id)) return no('not_yours');
    if (project.state !== 'asked' || partner.askedAt === null || partner.id === project.lead.id)
      return no('closed');
    await writeAnswer(tx, actor, { project, partner, said, how: 'online' }, now);
    return ok({ slug: project.slug });
  });
}

/** What a partner said to whoever leads the project; who wrote it down and when is kept, and the partner hears of it. */
export async function recordSpoken(
  db: Database,
  actor: Actor,
  said: Answer,
  now: Date
): Promise<Result<{ slug: string }, AnswerRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, AnswerRefused>> => {
    const project = await lockProject(tx, said.id);
    const partner = project?.partners.find((each) => each.id === said.organisation);
    if (!project || !partner) return no('not_found');
    if (!canLeadProject(actor, project)) return no('not_yours');
    const open = project.state === 'draft' || project.state === 'asked';
    if (!open || partner.id === project.lead.id || !has(project, partner.id)) return no('closed');
    if (project.state === 'draft') await setState(tx, project, 'asked', now);
    await writeAnswer(tx, actor, { project, partner, said, how: 'phone' }, now);
    return ok({ slug: project.slug });
  });
}

async function writeAnswer(
  tx: Database,
  actor: Actor,
  {
    project,
    partner,
    said,
    how
  }: { project: Project; partner: Partner; said: Answer; how: 'online' | 'phone' },
  now: Date
): Promise<void> {
  await tx
    .updateTable('project_partner')
    .set({
      ...{ answer: said.answer, note: said.note, answered_at: now, answered_how: how },
      answered_by: actor.kind === 'person' ? actor.id : null,
      asked_at: partner.askedAt ?? now
    })
    .where('project_id', '=', project.id as Id<'project'>)
    .where('organisation_id', '=', partner.id)
    .execute();
  await recordActivity(tx, actor, now, {
    verb: said.answer === 'yes' ? 'project.accepted' : 'project.declined',
    objectKind: 'project',
    objectId: project.id,
    organisations: [project.lead.id, partner.id],
    details: { title: project.title, partner: partner.name, ...(how === 'phone' ? { how } : {}) }
  });
}

function has({ events }: Project, partner: string): boolean {
  return events.some(({ organisation }) => organisation.id === partner);
}
