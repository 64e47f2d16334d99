// Enters, changes, renews, pauses and ends offers and needs; each in one transaction with its activity.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { findOwnExpert } from '#lib/domains/experts/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { expiryFrom, nextStates, type OfferingFacts, type State, type Told } from './model.ts';
import { canEnterForOthers, canEnterWithoutOrganisation, canGiveOfferingTo, mayAnswerFor } from './policy.ts';
import { factsOf, findOffering, type Offering } from './queries.server.ts';
import { offeringChanges, writeOfferings } from './write.server.ts';

export type OfferingRefused = { ok: false; reason: 'not_yours' } | { ok: false; reason: 'not_found' };
export type OfferingSaved = Result<Pick<Offering, 'id' | 'slug' | 'side'>, OfferingRefused>;
export type OfferingChanged = OfferingSaved | ChangedMeanwhile;

/** @param told of whom it was heard, when somebody else enters it for them */
export async function createOffering(
  db: Database,
  actor: Actor,
  { facts, told = null }: { readonly facts: OfferingFacts; readonly told?: Told | null },
  now: Date
): Promise<OfferingSaved> {
  if ((told && !canEnterForOthers(actor)) || !(await mayEnter(db, actor, facts))) return no('not_yours');
  return inTransaction(db, async (tx): Promise<OfferingSaved> => {
    const id = newId<'offering'>(now);
    const expiresOn = expiryFrom(dayOf(now, defaultZone), facts.until);
    const person = actor.kind === 'person' ? actor.id : null;
    const [saved] = await writeOfferings(tx, [{ id, facts, before: null, expiresOn, person, told }], now);
    if (!saved) throw new Error('An offering was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'offering.created',
      objectKind: 'offering',
      objectId: id,
      organisations: facts.organisation ? [facts.organisation] : [],
      details: { title: facts.title, side: facts.side, ...(told ? { told: told.how } : {}) }
    });
    return ok({ ...saved, side: facts.side });
  });
}

/**
 * Nothing is written when nothing has changed.
 * @param from when the version that was changed had been written (its `updatedAt`): with any other there, nothing is
 */
export async function updateOffering(
  db: Database,
  actor: Actor,
  { id, facts, told, from }: { id: string; facts: OfferingFacts; told?: Told | null; from?: Date | null },
  now: Date
): Promise<OfferingChanged> {
  return inTransaction(db, async (tx): Promise<OfferingChanged> => {
    const before = await lockOffering(tx, id);
    if (!before) return no('not_found');
    const changesHands =
      facts.organisation !== (before.organisation?.id ?? null) ||
      (facts.organisation === null && facts.settlement !== before.settlement.id);
    if (!mayAnswerFor(actor, before) || (changesHands && !(await mayEnter(tx, actor, facts))))
      return no('not_yours');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    const changes = offeringChanges(factsOf(before), facts);
    const retold = told !== undefined && JSON.stringify(told) !== JSON.stringify(before.told);
    if (Object.keys(changes).length === 0 && !retold) return ok(before);
    const expiresOn =
      facts.until === before.until ? before.expiresOn : expiryFrom(dayOf(now, defaultZone), facts.until);
    const next = { id: before.id, facts, before, expiresOn, person: before.person };
    const [saved] = await writeOfferings(
      tx,
      [{ ...next, told: told === undefined ? before.told : told }],
      now
    );
    if (!saved) throw new Error('An offering was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'offering.updated',
      objectKind: 'offering',
      objectId: id,
      organisations: [
        ...new Set([before.organisation?.id, facts.organisation].filter((each) => typeof each === 'string'))
      ],
      details: changes
    });
    return ok({ ...saved, side: facts.side });
  });
}

/** It holds still: shown for as long again. */
export async function renewOffering(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<OfferingSaved> {
  return inTransaction(db, async (tx): Promise<OfferingSaved> => {
    const before = await lockOffering(tx, id);
    if (!before) return no('not_found');
    if (!mayAnswerFor(actor, before)) return no('not_yours');
    await changeState(tx, actor, { before, state: 'open', verb: 'offering.renewed' }, now);
    return ok(before);
  });
}

/** Pauses, resumes, answers, ends or reopens it; asking for the state that it is in changes nothing. */
export async function setOfferingState(
  db: Database,
  actor: Actor,
  { id, state }: { readonly id: string; readonly state: State },
  now: Date
): Promise<OfferingSaved> {
  return inTransaction(db, async (tx): Promise<OfferingSaved> => {
    const before = await lockOffering(tx, id);
    if (!before) return no('not_found');
    if (!mayAnswerFor(actor, before)) return no('not_yours');
    if (before.state !== state && nextStates[before.state].includes(state))
      await changeState(tx, actor, { before, state, verb: verbOf(before.state, state) }, now);
    return ok(before);
  });
}

/** For rooms that ask by link: whoever holds the link speaks for it, so nobody is asked who they are. */
export async function changeState(
  tx: Database,
  actor: Actor,
  { before, state, verb }: { before: Offering; state: State; verb: string },
  now: Date
): Promise<void> {
  const closed = state === 'answered' || state === 'ended';
  await tx
    .updateTable('offering')
    .set({
      state,
      closed_at: closed ? now : null,
      updated_at: now,
      ...(state === 'open'
        ? { expires_on: expiryFrom(dayOf(now, defaultZone), before.until), asked_at: null }
        : {})
    })
    .where('id', '=', before.id)
    .execute();
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'offering',
    objectId: before.id,
    organisations: before.organisation ? [before.organisation.id] : [],
    details: { title: before.title, side: before.side }
  });
}

export async function lockOffering(tx: Database, id: string): Promise<Offering | null> {
  await tx
    .selectFrom('offering')
    .select('id')
    .where('id', '=', id as Id<'offering'>)
    .forUpdate()
    .execute();
  return findOffering(tx, id);
}

function verbOf(from: State, to: State): string {
  if (to === 'open') return from === 'paused' ? 'offering.resumed' : 'offering.reopened';
  return `offering.${to}`;
}

/** For an organisation those who write for it; for nobody's organisation the caretaker of the place, or an expert for themselves. */
async function mayEnter(db: Database, actor: Actor, facts: OfferingFacts): Promise<boolean> {
  if (facts.organisation) return canGiveOfferingTo(actor, facts.organisation);
  if (canEnterWithoutOrganisation(actor, facts.settlement)) return true;
  const own = facts.expert ? await findOwnExpert(db, actor) : null;
  return own !== null && own.id === facts.expert;
}
