// Draws up the agreement of those who have all said yes: between the two sides of a match, or around a ring.
import type { Id } from '#lib/core/ids.ts';
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { sql } from 'kysely';
import { findAgreement, type Agreement } from './agreement-queries.server.ts';

export interface DraftedParty {
  readonly organisation: Id<'organisation'> | null;
  readonly name: string;
  /** Whom it speaks through. */
  readonly offering: Offering;
  readonly gives: string;
}

export interface AgreementDraft {
  readonly of: { readonly match: Id<'match_word'> } | { readonly ring: Id<'ring'> };
  readonly what: string;
  readonly place: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly parties: readonly DraftedParty[];
}

/** In the transaction of the last yes. */
export async function draftAgreement(tx: Database, draft: AgreementDraft, now: Date): Promise<Agreement> {
  // One after the other: numbers have no gaps that somebody would ask about.
  await sql`select pg_advisory_xact_lock(hashtextextended('agreement.number', 0))`.execute(tx);
  const last = await tx
    .selectFrom('agreement')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst();
  const id = newId<'agreement'>(now);
  await tx
    .insertInto('agreement')
    .values({
      id,
      number: Number(last?.number ?? 0) + 1,
      kind: 'match' in draft.of ? 'match' : 'ring',
      state: 'draft',
      match_id: 'match' in draft.of ? draft.of.match : null,
      ring_id: 'ring' in draft.of ? draft.of.ring : null,
      what: draft.what.slice(0, 2000),
      place: draft.place?.slice(0, 300) ?? null,
      starts_on: draft.startsOn,
      ends_on: draft.endsOn,
      agreed_at: null,
      closed_at: null,
      reminded_at: null,
      asked_at: null,
      created_at: now,
      updated_at: now
    })
    .execute();
  await tx
    .insertInto('agreement_party')
    .values(
      draft.parties.map((party, position) => ({
        id: newId<'agreement_party'>(now),
        agreement_id: id,
        position,
        organisation_id: party.organisation,
        name: party.name.slice(0, 300),
        offering_id: party.offering.id,
        gives: party.gives.slice(0, 2000),
        answer: null,
        answered_at: null,
        fulfilled: null,
        fulfilled_at: null,
        why: null,
        thanks: null
      }))
    )
    .execute();
  await recordActivity(tx, system, now, {
    verb: 'agreement.drafted',
    objectKind: 'agreement',
    objectId: id,
    organisations: [...new Set(draft.parties.flatMap(({ organisation }) => organisation ?? []))],
    details: { what: draft.what }
  });
  const agreement = await findAgreement(tx, id);
  if (!agreement) throw new Error('An agreement was written and is not there');
  return agreement;
}
