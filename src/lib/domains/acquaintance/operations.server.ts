// Writes visits down, changes them, takes them away, and settles their next steps; each in one transaction with its activity.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { listCompanions } from './companions.server.ts';
import { prompts, putOff, type VisitDraft } from './model.ts';
import { canBeSentBy, canChangeVisit, canReadVisit, canRecordVisit, canSettleStep } from './policy.ts';
import { findAnyVisit, territoryOf, type FullVisit } from './queries.server.ts';

export type VisitRefused = { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' };
export type VisitSaved = Result<{ id: Id<'acquaintance_visit'> }, VisitRefused>;

/** Whoever writes it down counts as one who went, unless they say who did. */
export async function recordVisit(
  db: Database,
  actor: Actor,
  draft: VisitDraft,
  now: Date
): Promise<VisitSaved> {
  if (actor.kind !== 'person' || !canRecordVisit(actor) || !canBeSentBy(actor, draft.sender))
    return no('not_yours');
  return inTransaction(db, async (tx): Promise<VisitSaved> => {
    const id = newId<'acquaintance_visit'>(now);
    const allowed = new Set<string>((await listCompanions(tx, actor)).map((each) => each.id));
    await writeVisit(tx, { id, draft: among(draft, allowed), author: actor.id, source: 'entered' }, now);
    await record(tx, actor, now, { verb: 'acquaintance.recorded', id, ...draft });
    return ok({ id });
  });
}

/** @param from the version that was changed, null when none is claimed. Nothing is written when nothing has changed. */
export async function changeVisit(
  db: Database,
  actor: Actor,
  { id, draft, from }: { id: string; draft: VisitDraft; from: Date | null },
  now: Date
): Promise<VisitSaved | ChangedMeanwhile> {
  return inTransaction(db, async (tx): Promise<VisitSaved | ChangedMeanwhile> => {
    const before = await lockVisit(tx, id);
    if (!before || !canChangeVisit(actor, before)) return no('not_found');
    if (draft.sender !== (before.sender?.id ?? null) && !canBeSentBy(actor, draft.sender))
      return no('not_yours');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    const allowed = new Set<string>([
      ...(await listCompanions(tx, actor)).map((each) => each.id),
      ...before.visitors.map((each) => each.id),
      ...(before.step?.person ? [before.step.person.id] : [])
    ]);
    const after = among(draft, allowed);
    const fields = changedFields(before, after);
    if (fields.length === 0) return ok({ id: before.id });
    const sameStep = before.step?.text === after.step?.text && before.step?.day === after.step?.day;
    await tx
      .updateTable('acquaintance_visit')
      .set({
        ...rowOf(after),
        ...(sameStep ? {} : { step_done_at: null, reminded_of: null }),
        updated_at: now
      })
      .where('id', '=', before.id)
      .execute();
    await tx.deleteFrom('acquaintance_visitor').where('visit_id', '=', before.id).execute();
    await writeVisitors(tx, before.id, after.visitors);
    // Which fields, never what stood in them: of notes about people nothing is kept that was taken back.
    await record(tx, actor, now, {
      verb: 'acquaintance.changed',
      id: before.id,
      ...after,
      details: { fields: fields.join(',') }
    });
    return ok({ id: before.id });
  });
}

export async function removeVisit(db: Database, actor: Actor, id: string, now: Date): Promise<VisitSaved> {
  return inTransaction(db, async (tx): Promise<VisitSaved> => {
    const before = await lockVisit(tx, id);
    if (!before || !canChangeVisit(actor, before)) return no('not_found');
    await tx.deleteFrom('acquaintance_visit').where('id', '=', before.id).execute();
    await record(tx, actor, now, { verb: 'acquaintance.removed', ...partsOf(before) });
    return ok({ id: before.id });
  });
}

export type StepSettled = Result<
  { visit: FullVisit; day: string },
  /** Done already, or it is another step since. */
  { ok: false; reason: 'not_found' } | { ok: false; reason: 'settled' }
>;

/** @param day that of the step which is meant @param how `done`, or `week`: put off by a week */
export async function settleStep(
  db: Database,
  actor: Actor,
  { id, day, how }: { id: string; day: string; how: 'done' | 'week' },
  now: Date
): Promise<StepSettled> {
  return inTransaction(db, async (tx): Promise<StepSettled> => {
    const before = await lockVisit(tx, id);
    if (
      !before ||
      !canReadVisit(actor, before, await territoryOf(tx, actor)) ||
      !canSettleStep(actor, before)
    )
      return no('not_found');
    return moveStep(tx, actor, { before, day, how }, now);
  });
}

/** Without asking who may: for those who hold a link that says so. */
export async function moveStep(
  tx: Database,
  actor: Actor,
  { before, day, how }: { before: FullVisit; day: string; how: 'done' | 'week' },
  now: Date
): Promise<StepSettled> {
  const { step } = before;
  if (!step || step.doneAt || step.day !== day) return no('settled');
  const next = how === 'week' ? putOff(day, dayOf(now, defaultZone)) : day;
  const moved = await tx
    .updateTable('acquaintance_visit')
    .set({ ...(how === 'done' ? { step_done_at: now } : { step_day: next }), updated_at: now })
    .where('id', '=', before.id)
    .where('step_day', '=', day)
    .where('step_done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!moved) return no('settled');
  await record(tx, actor, now, {
    verb: how === 'done' ? 'acquaintance.step_done' : 'acquaintance.step_put_off',
    ...partsOf(before),
    details: how === 'done' ? {} : { step_day: [day, next] }
  });
  return ok({ visit: before, day: next });
}

/** Without an activity: what the sample brings along happened to nobody. */
export async function writeVisit(
  tx: Database,
  {
    id,
    draft,
    author,
    source
  }: { id: Id<'acquaintance_visit'>; draft: VisitDraft; author: Id<'person'> | null; source: string },
  now: Date
): Promise<void> {
  await tx
    .insertInto('acquaintance_visit')
    .values({
      ...rowOf(draft),
      id,
      person_id: author,
      step_done_at: null,
      reminded_of: null,
      source,
      created_at: now,
      updated_at: now
    })
    .execute();
  await writeVisitors(tx, id, draft.visitors.length > 0 || !author ? draft.visitors : [author]);
}

async function lockVisit(tx: Database, id: string): Promise<FullVisit | null> {
  const found = await findAnyVisit(tx, id);
  if (!found) return null;
  await tx.selectFrom('acquaintance_visit').select('id').where('id', '=', found.id).forUpdate().execute();
  return findAnyVisit(tx, id);
}

function rowOf(draft: VisitDraft) {
  return {
    day: draft.day,
    kind: draft.kind,
    organisation_id: draft.organisation as Id<'organisation'> | null,
    settlement_id: draft.settlement as Id<'settlement'> | null,
    subject: draft.subject,
    sender_id: draft.sender as Id<'organisation'> | null,
    met: draft.met,
    ...draft.texts,
    note: draft.note,
    level: draft.level,
    step: draft.step?.text ?? null,
    step_day: draft.step?.day ?? null,
    step_person_id: (draft.step?.person ?? null) as Id<'person'> | null
  };
}

async function writeVisitors(
  tx: Database,
  visit: Id<'acquaintance_visit'>,
  people: readonly string[]
): Promise<void> {
  if (people.length === 0) return;
  await tx
    .insertInto('acquaintance_visitor')
    .values(people.map((person) => ({ visit_id: visit, person_id: person as Id<'person'> })))
    .execute();
}

/** Nobody is entered as having gone, or charged with a step, by somebody who does not work with them. */
function among(draft: VisitDraft, allowed: ReadonlySet<string>): VisitDraft {
  return {
    ...draft,
    visitors: draft.visitors.filter((each) => allowed.has(each)),
    step: draft.step && {
      ...draft.step,
      person: draft.step.person !== null && allowed.has(draft.step.person) ? draft.step.person : null
    }
  };
}

/** Their names are those of the form: `acquaintance.form.<field>`. */
function changedFields(before: FullVisit, after: VisitDraft): string[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['organisation', before.organisation?.id ?? null, after.organisation],
    ['subject', before.subject, after.subject],
    ['settlement', before.settlement?.id ?? null, after.settlement],
    ['sender', before.sender?.id ?? null, after.sender],
    ['day', before.day, after.day],
    ['kind', before.kind, after.kind],
    ['visitor', before.visitors.map(({ id }) => id).sort(), [...after.visitors].sort()],
    ['met', before.met, after.met],
    ...prompts.map((prompt) => [prompt, before.texts[prompt], after.texts[prompt]] as const),
    ['note', before.note, after.note],
    ['step', before.step?.text ?? null, after.step?.text ?? null],
    ['step_day', before.step?.day ?? null, after.step?.day ?? null],
    ['step_person', before.step?.person?.id ?? null, after.step?.person ?? null],
    ['level', before.level, after.level]
  ];
  return pairs.filter(([, was, is]) => JSON.stringify(was) !== JSON.stringify(is)).map(([field]) => field);
}

export function partsOf(visit: FullVisit) {
  return { id: visit.id, organisation: visit.organisation?.id ?? null, sender: visit.sender?.id ?? null };
}

async function record(
  tx: Database,
  actor: Actor,
  now: Date,
  activity: {
    verb: string;
    id: string;
    organisation: string | null;
    sender: string | null;
    details?: JsonValue;
  }
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb: activity.verb,
    objectKind: 'acquaintance_visit',
    objectId: activity.id,
    organisations: [activity.organisation, activity.sender].filter((each) => each !== null),
    details: activity.details ?? {}
  });
}
