// Consents: given once with their wording, seen by whoever gave them, withdrawn as easily as given (GDPR art. 7).
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { consentWordings, type ConsentPurpose } from './consent-wording.ts';

export interface NewConsent {
  /** Whose it is: somebody with an account, or an address in lower case. */
  readonly of: { readonly person: Id<'person'> } | { readonly email: string };
  readonly purpose: ConsentPurpose;
  /** As it was shown or read out, in the language in which it was. */
  readonly wording: string;
  readonly how: 'online' | 'spoken' | 'paper';
  /** Who wrote it down, when it was not the person. */
  readonly recordedBy: Id<'person'> | null;
  readonly givenAt: Date;
}

export async function recordConsent(tx: Database, consent: NewConsent, now: Date): Promise<Id<'consent'>> {
  const { of, purpose } = consent;
  const id = newId<'consent'>(now);
  await tx
    .insertInto('consent')
    .values({
      id,
      person_id: 'person' in of ? of.person : null,
      email: 'email' in of ? of.email : null,
      purpose,
      wording_version: consentWordings[purpose].version,
      wording: consent.wording,
      how: consent.how,
      given_at: consent.givenAt,
      recorded_by: consent.recordedBy,
      withdrawn_at: null
    })
    .execute();
  return id;
}

/** What somebody agreed to before they had an account is theirs from now on. */
export async function adoptConsents(
  tx: Database,
  { person, email }: { person: Id<'person'>; email: string }
): Promise<void> {
  await tx
    .updateTable('consent')
    .set({ person_id: person, email: null })
    .where('email', '=', email)
    .where('person_id', 'is', null)
    .execute();
}

export interface ConsentView {
  readonly id: Id<'consent'>;
  readonly purpose: ConsentPurpose;
  readonly wording: string;
  readonly how: 'online' | 'spoken' | 'paper';
  readonly givenAt: Date;
  /** Who wrote it down, when it was somebody else who is still here. */
  readonly recordedBy: string | null;
  readonly withdrawnAt: Date | null;
}

/** Those that hold first, the newest first. */
export async function listConsents(db: Database, person: Id<'person'>): Promise<ConsentView[]> {
  return db
    .selectFrom('consent')
    .leftJoin('person as recorder', 'recorder.id', 'consent.recorded_by')
    .select([
      'consent.id',
      'purpose',
      'wording',
      'how',
      'given_at as givenAt',
      'recorder.name as recordedBy',
      'withdrawn_at as withdrawnAt'
    ])
    .where('consent.person_id', '=', person)
    .orderBy((eb) => eb('withdrawn_at', 'is not', null))
    .orderBy('given_at', 'desc')
    .orderBy('consent.id')
    .execute();
}

/** When somebody else writes down that it is withdrawn, or it was about something that is deleted. */
export async function endConsent(tx: Database, id: Id<'consent'>, now: Date): Promise<void> {
  await tx
    .updateTable('consent')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** With its consequence: a request that still waits is taken back, a representation ends; an expert's entry is shown no more. */
export async function withdrawConsent(
  db: Database,
  actor: Person,
  id: string,
  now: Date
): Promise<Result<{ purpose: ConsentPurpose }, { ok: false; reason: 'gone' }>> {
  return inTransaction(
    db,
    async (tx): Promise<Result<{ purpose: ConsentPurpose }, { ok: false; reason: 'gone' }>> => {
      const withdrawn = await tx
        .updateTable('consent')
        .set({ withdrawn_at: now })
        .where('id', '=', id as Id<'consent'>)
        .where('person_id', '=', actor.id)
        .where('withdrawn_at', 'is', null)
        .returning(['id', 'purpose'])
        .executeTakeFirst();
      if (!withdrawn) return no('gone');
      await carryOut(tx, actor.id, withdrawn, now);
      await recordActivity(tx, actor, now, {
        verb: 'consent.withdrawn',
        objectKind: 'person',
        objectId: actor.id,
        details: { purpose: withdrawn.purpose }
      });
      return ok({ purpose: withdrawn.purpose });
    }
  );
}

async function carryOut(
  tx: Database,
  person: Id<'person'>,
  { id, purpose }: { id: Id<'consent'>; purpose: ConsentPurpose },
  now: Date
): Promise<void> {
  if (purpose === 'representation')
    await tx
      .updateTable('representation')
      .set({ ended_at: now })
      .where('consent_id', '=', id)
      .where('ended_at', 'is', null)
      .execute();
  if (purpose === 'joining')
    await tx
      .deleteFrom('join_request')
      .where('person_id', '=', person)
      .where('decided_at', 'is', null)
      .execute();
}
