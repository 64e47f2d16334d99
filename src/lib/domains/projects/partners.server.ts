// Asks partners whether they take their part of a project, hears their answers, and turns what is agreed into events.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { defaultZone } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { createEvent, setEventStatus, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { mailPartners } from './mails.server.ts';
import type { PlannedEvent, Project } from './model.ts';
import { lockProject, type ProjectRefused } from './operations.server.ts';
import { allDays, listCandidates } from './plan.server.ts';
import { canAnswerFor, canLeadProject } from './policy.ts';

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
      ({ id: partner, answer }) =>
        answer === null && project.events.some(({ organisation }) => organisation.id === partner)
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
    return ok({
      slug: project.slug,
      asked: open.length,
      unreached: open.filter((partner) => !reached.has(partner.id)).map(({ name }) => name)
    });
  });
}

export type AnswerRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Nobody waits for it any more. */
  | { ok: false; reason: 'closed' };

export async function answerProject(
  db: Database,
  actor: Actor,
  {
    id,
    organisation,
    answer,
    note
  }: { id: string; organisation: string; answer: 'yes' | 'no'; note: string | null },
  now: Date
): Promise<Result<{ slug: string }, AnswerRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, AnswerRefused>> => {
    const project = await lockProject(tx, id);
    const partner = project?.partners.find((each) => each.id === organisation);
    if (!project || !partner) return no('not_found');
    if (!canAnswerFor(actor, organisation)) return no('not_yours');
    if (project.state !== 'asked' || partner.askedAt === null || organisation === project.lead.id)
      return no('closed');
    await tx
      .updateTable('project_partner')
      .set({
        answer,
        note,
        answered_at: now,
        answered_by: actor.kind === 'person' ? actor.id : null
      })
      .where('project_id', '=', project.id as Id<'project'>)
      .where('organisation_id', '=', organisation)
      .execute();
    await recordActivity(tx, actor, now, {
      verb: answer === 'yes' ? 'project.accepted' : 'project.declined',
      objectKind: 'project',
      objectId: project.id,
      organisations: [project.lead.id, organisation],
      details: { title: project.title, partner: partner.name }
    });
    return ok({ slug: project.slug });
  });
}

export type MakeRefused =
  | ProjectRefused
  | { ok: false; reason: 'nothing_agreed' }
  /** Something else is there by now; the names of the venues are in `venues`. */
  | { ok: false; reason: 'venues_taken'; venues: readonly string[] };

/** The events of those who said yes, into the calendar as plans; the partner is the first organiser, the lead the second. */
export async function makeEvents(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ slug: string; events: number }, MakeRefused>> {
  type Made = Result<{ slug: string; events: number }, MakeRefused>;
  return inTransaction(db, async (tx): Promise<Made> => {
    const project = await lockProject(tx, id);
    if (!project) return no('not_found');
    if (!canLeadProject(actor, project)) return no('not_yours');
    if (project.state === 'made' || project.state === 'confirmed') return no('made_already');
    const agreed = agreedEvents(project);
    if (agreed.length === 0) return no('nothing_agreed');
    const free = new Map(
      (await listCandidates(tx, project, allDays(project))).map((venue) => [venue.id, venue])
    );
    const taken = agreed.filter(({ venue, day }) => !free.get(venue.id)?.days.includes(day));
    if (taken.length > 0) return no('venues_taken', { venues: taken.map(({ venue }) => venue.name) });
    for (const planned of agreed) await makeEvent(tx, { actor, project, planned }, now);
    await setState(tx, project, 'made', now);
    await record(tx, { actor, project, verb: 'project.made', count: agreed.length }, now);
    return ok({ slug: project.slug, events: agreed.length });
  });
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

/** One step back: what is certain becomes a plan again, and planned events are called off. */
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
    const status = ({ asked: 'cancelled', made: 'tentative', confirmed: 'confirmed' } as const)[to];
    let count = 0;
    for (const { event } of project.events) {
      // What its organisers have called off by themselves stays so.
      if (!event || event.status === 'cancelled') continue;
      const set = await setEventStatus(tx, actor, { id: event.id as Id<'event'>, status }, now);
      if (set.ok) count += 1;
    }
    await setState(tx, project, to, now);
    const verb = (
      { asked: 'project.unmade', made: 'project.unconfirmed', confirmed: 'project.confirmed' } as const
    )[to];
    await record(tx, { actor, project, verb, count }, now);
    return ok({ slug: project.slug });
  });
}

/** Those whose partner has said yes. */
export function agreedEvents({ events, partners }: Pick<Project, 'events' | 'partners'>): PlannedEvent[] {
  const willing = new Set(partners.filter(({ answer }) => answer === 'yes').map(({ id }) => id));
  return events.filter(({ organisation }) => willing.has(organisation.id));
}

async function makeEvent(
  tx: Database,
  { actor, project, planned }: { actor: Actor; project: Project; planned: PlannedEvent },
  now: Date
): Promise<void> {
  const draft = draftOf(project, planned);
  const before = planned.event && (await findEvent(tx, planned.event.id as Id<'event'>));
  const saved = before
    ? await updateEvent(tx, actor, { id: before.id, draft }, now)
    : await createEvent(tx, actor, draft, now);
  if (!saved.ok) throw new Error(`An event of a joint project was not written: ${saved.reason}`);
  await tx
    .updateTable('project_event')
    .set({ event_id: saved.value.id })
    .where('id', '=', planned.id as Id<'project_event'>)
    .execute();
}

function draftOf(project: Project, { organisation, venue, settlement, day }: PlannedEvent): EventDraft {
  return {
    ...{ title: project.title, summary: null, description: project.text, place: null, lat: null, lon: null },
    ...{ starts: `${day}T${project.starts}`, minutes: project.minutes, zone: defaultZone, allDay: false },
    ...{ rule: null, exdates: [], rdates: [], overrides: [], performers: [], tradition: null },
    ...{ audiences: project.audiences, themes: project.themes, attendance: null, background: false },
    ...{ flexibility: { kind: 'fixed' }, status: 'tentative', price: null, website: null },
    organisers: [...new Set([organisation.id, project.lead.id])],
    settlement: settlement.id,
    venue: venue.id
  };
}

async function setState(tx: Database, project: Project, state: Project['state'], now: Date): Promise<void> {
  await tx
    .updateTable('project')
    .set({ state, updated_at: now })
    .where('id', '=', project.id as Id<'project'>)
    .execute();
}

async function record(
  tx: Database,
  { actor, project, verb, count }: { actor: Actor; project: Project; verb: string; count: number },
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
