// What the parties of an agreement do with it: change it, say yes or no, and say afterwards whether it was.
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs, dayOf, defaultZone } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import {
  mailAgreed,
  mailCancelled,
  mailNotKept,
  mailProposed,
  mailThanks
} from './agreement-mails.server.ts';
import { findAgreement, lockAgreement, type Agreement, type Party } from './agreement-queries.server.ts';
import { closeNeeds, reopenNeeds } from './agreed-needs.server.ts';
import { isStillToCome, stateAfterwards, type AgreementEdit, type Word } from './model.ts';
import { partiesOf } from './policy.ts';

export interface AgreementWord {
  /** Null: as it stands. */
  readonly edit: AgreementEdit | null;
  readonly word: Word;
  readonly note: string | null;
}

export interface Afterword {
  readonly word: Word;
  /** With a yes thanks, with a no why. */
  readonly text: string | null;
  readonly isPublic: boolean;
}

export type AgreementRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Cancelled, or over. */
  | { ok: false; reason: 'closed' };
export type AgreementSaid = Result<Agreement, AgreementRefused> | ChangedMeanwhile;

/** @param from when the version had been written that the reader saw: to any other their word is no answer */
export async function sayToAgreement(
  db: Database,
  actor: Actor,
  said: AgreementWord & { readonly id: string; readonly party: string; readonly from?: Date | null },
  now: Date
): Promise<AgreementSaid> {
  return inTransaction(db, async (tx): Promise<AgreementSaid> => {
    const found = await loadFor(tx, actor, said);
    return found.ok ? writeWord(tx, actor, { ...said, ...found.value }, now) : found;
  });
}

export async function sayAfterwards(
  db: Database,
  actor: Actor,
  said: Afterword & { readonly id: string; readonly party: string },
  now: Date
): Promise<AgreementSaid> {
  return inTransaction(db, async (tx): Promise<AgreementSaid> => {
    const found = await loadFor(tx, actor, said);
    return found.ok ? writeAfterword(tx, actor, { ...said, ...found.value }, now) : found;
  });
}

/** For those who hold a link as well: whether they may was judged before. */
export async function writeWord(
  tx: Database,
  actor: Actor,
  said: AgreementWord & { readonly agreement: Agreement; readonly by: Party; readonly from?: Date | null },
  now: Date
): Promise<AgreementSaid> {
  const { agreement, by, edit, word, note } = said;
  if (agreement.state !== 'draft' && !(agreement.state === 'agreed' && word === 'no')) return no('closed');
  if (isAnother(said.from, agreement)) return no('changed_meanwhile', { at: agreement.updatedAt });
  if (word === 'no') return cancel(tx, actor, { agreement, by, note }, now);
  const changes = edit ? changesOf(agreement, by, edit) : {};
  const changed = Object.keys(changes).length > 0;
  if (edit && changed) {
    await tx
      .updateTable('agreement')
      .set({ what: edit.what, place: edit.place, starts_on: edit.startsOn, ends_on: edit.endsOn })
      .where('id', '=', agreement.id)
      .execute();
    await tx
      .updateTable('agreement_party')
      .set({ answer: null, answered_at: null })
      .where('agreement_id', '=', agreement.id)
      .where('id', '!=', by.id)
      .execute();
  } else if (by.answer === 'yes') return ok(agreement);
  await tx
    .updateTable('agreement_party')
    .set({ answer: 'yes', answered_at: now, ...(edit ? { gives: edit.gives } : {}) })
    .where('id', '=', by.id)
    .execute();
  const others = agreement.parties.filter(({ id }) => id !== by.id);
  const all = !changed && others.every(({ answer }) => answer === 'yes');
  await tx
    .updateTable('agreement')
    .set({ updated_at: now, ...(all ? { state: 'agreed', agreed_at: now } : {}) })
    .where('id', '=', agreement.id)
    .execute();
  await record(
    tx,
    actor,
    { agreement, by, verb: changed ? 'agreement.changed' : 'agreement.accepted', details: changes },
    now
  );
  const after = await reread(tx, agreement);
  if (all) {
    await record(tx, system, { agreement: after, by: null, verb: 'agreement.agreed' }, now);
    await closeNeeds(tx, after, now);
    await mailAgreed(tx, after, now);
  } else if (!changed || (await countChanges(tx, agreement, now)) <= lettersADay)
    await mailProposed(tx, { agreement: after, by, note }, now);
  return ok(after);
}

/** A first yes waits for the other's word; a no asks the caretaker to look after it. */
export async function writeAfterword(
  tx: Database,
  actor: Actor,
  said: Afterword & { readonly agreement: Agreement; readonly by: Party },
  now: Date
): Promise<AgreementSaid> {
  const { agreement, by, word, text, isPublic } = said;
  if (!['agreed', 'fulfilled', 'not_kept'].includes(agreement.state)) return no('closed');
  // Whether it was kept is known when its last day is over.
  if (isStillToCome(agreement, dayOf(now, defaultZone))) return no('closed');
  if (by.fulfilled !== null) return ok(agreement);
  await tx
    .updateTable('agreement_party')
    .set({
      fulfilled: word,
      fulfilled_at: now,
      ...(word === 'yes'
        ? { thanks: text, thanks_public: isPublic && text !== null && text !== '' }
        : { why: text })
    })
    .where('id', '=', by.id)
    .execute();
  const words = agreement.parties.map((party) => (party.id === by.id ? word : party.fulfilled));
  const state = stateAfterwards(words);
  const closes = state !== agreement.state;
  await tx
    .updateTable('agreement')
    .set({ updated_at: now, state, ...(state === 'agreed' ? {} : { closed_at: now }) })
    .where('id', '=', agreement.id)
    .execute();
  const after = await reread(tx, agreement);
  if (closes) await record(tx, actor, { agreement: after, by, verb: `agreement.${state}` }, now);
  if (closes && state === 'not_kept') await reopenNeeds(tx, after, now);
  if (word === 'yes' && text) await mailThanks(tx, { agreement: after, by, thanks: text }, now);
  if (word === 'no') await mailNotKept(tx, { agreement: after, by, why: text }, now);
  return ok(after);
}

/** Those who have said nothing two weeks after they were asked: a yes of the others stands. */
export async function closeSilent(tx: Database, agreement: Agreement, now: Date): Promise<void> {
  await tx
    .updateTable('agreement')
    .set({ state: 'fulfilled', closed_at: now, updated_at: now })
    .where('id', '=', agreement.id)
    .execute();
  await record(tx, system, { agreement, by: null, verb: 'agreement.fulfilled' }, now);
}

async function cancel(
  tx: Database,
  actor: Actor,
  { agreement, by, note }: { agreement: Agreement; by: Party; note: string | null },
  now: Date
): Promise<AgreementSaid> {
  await tx
    .updateTable('agreement')
    .set({ state: 'cancelled', closed_at: now, updated_at: now })
    .where('id', '=', agreement.id)
    .execute();
  await tx
    .updateTable('agreement_party')
    .set({ answer: 'no', answered_at: now, why: note })
    .where('id', '=', by.id)
    .execute();
  await record(tx, actor, { agreement, by, verb: 'agreement.cancelled' }, now);
  await reopenNeeds(tx, agreement, now);
  const after = await reread(tx, agreement);
  await mailCancelled(tx, { agreement: after, by, reason: note }, now);
  return ok(after);
}

async function loadFor(
  tx: Database,
  actor: Actor,
  { id, party }: { readonly id: string; readonly party: string }
): Promise<Result<{ agreement: Agreement; by: Party }, AgreementRefused>> {
  const agreement = await lockAgreement(tx, id);
  if (!agreement) return no('not_found');
  const index = agreement.parties.findIndex((each) => each.id === party);
  const by = agreement.parties[index];
  if (!by || !partiesOf(actor, agreement.parties).includes(index)) return no('not_yours');
  return ok({ agreement, by });
}

async function reread(tx: Database, { id }: Agreement): Promise<Agreement> {
  const after = await findAgreement(tx, id);
  if (!after) throw new Error('An agreement was changed and is gone');
  return after;
}

function changesOf(agreement: Agreement, by: Party, edit: AgreementEdit): Record<string, JsonValue> {
  const pairs: [string, JsonValue, JsonValue][] = [
    ['what', agreement.what, edit.what],
    ['place', agreement.place, edit.place],
    ['startsOn', agreement.startsOn, edit.startsOn],
    ['endsOn', agreement.endsOn, edit.endsOn],
    ['gives', by.gives, edit.gives]
  ];
  return Object.fromEntries(
    pairs
      .filter(([, before, after]) => before !== after)
      .map(([name, before, after]) => [name, [before, after]])
  );
}

async function record(
  tx: Database,
  actor: Actor,
  step: { agreement: Agreement; by: Party | null; verb: string; details?: Record<string, JsonValue> },
  now: Date
): Promise<void> {
  const { agreement, by, verb, details = {} } = step;
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'agreement',
    objectId: agreement.id,
    organisations: [...new Set(agreement.parties.flatMap(({ organisation }) => organisation?.id ?? []))],
    details: { ...details, ...(by ? { party: by.name } : {}) }
  });
}

/** Whoever changes a draft more often in a day is seen on its page: no mailbox is filled with it. */
const lettersADay = 6;

async function countChanges(tx: Database, { id }: Agreement, now: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('activity')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('object_kind', '=', 'agreement')
    .where('object_id', '=', id)
    .where('verb', '=', 'agreement.changed')
    .where('at', '>', new Date(now.getTime() - dayMs))
    .executeTakeFirstOrThrow();
  return Number(count);
}
