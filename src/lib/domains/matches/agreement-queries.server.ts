// Reads agreements: one, those of an organisation, those that some day brings up.
import { sql, type InferResult } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { findOfferingsByIds, type Offering } from '#lib/domains/exchange/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { AgreementState, Word } from './model.ts';

export interface Party {
  readonly id: Id<'agreement_party'>;
  readonly position: number;
  readonly organisation: { readonly id: Id<'organisation'>; readonly slug: string } | null;
  /** Of the organisation as it is called now, else as it was written down. */
  readonly name: string;
  readonly offering: Offering | null;
  readonly gives: string;
  readonly answer: Word | null;
  readonly answeredAt: Date | null;
  readonly fulfilled: Word | null;
  /** Why it was not: for the parties and the caretaker. */
  readonly why: string | null;
  readonly thanks: string | null;
  readonly thanksPublic: boolean;
}

export interface Agreement {
  readonly id: Id<'agreement'>;
  readonly number: number;
  readonly kind: 'match' | 'ring';
  readonly state: AgreementState;
  readonly match: Id<'match_word'> | null;
  readonly ring: Id<'ring'> | null;
  readonly what: string;
  readonly place: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly agreedAt: Date | null;
  readonly closedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly parties: readonly Party[];
}

export async function findAgreement(db: Database, id: string): Promise<Agreement | null> {
  if (!isUuid(id)) return null;
  return (await findAgreementsByIds(db, [id])).get(id) ?? null;
}

/** Nobody else changes it until the transaction ends. */
export async function lockAgreement(tx: Database, id: string): Promise<Agreement | null> {
  if (!isUuid(id)) return null;
  await tx
    .selectFrom('agreement')
    .select('id')
    .where('id', '=', id as Id<'agreement'>)
    .forUpdate()
    .execute();
  return findAgreement(tx, id);
}

/** In the order of the ids asked for. */
export async function findAgreementsByIds(
  db: Database,
  ids: readonly string[]
): Promise<Map<string, Agreement>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('agreement')
    .selectAll()
    .where('id', 'in', ids as Id<'agreement'>[])
    .execute();
  const parties = await partiesIn(db)
    .where('agreement_party.agreement_id', 'in', ids as Id<'agreement'>[])
    .orderBy('agreement_party.position')
    .execute();
  const offerings = await findOfferingsByIds(
    db,
    parties.flatMap(({ offering_id }) => offering_id ?? [])
  );
  const byId = new Map(rows.map((row) => [row.id as string, row]));
  return new Map(
    ids.flatMap((id): [string, Agreement][] => {
      const row = byId.get(id);
      if (!row) return [];
      return [
        [
          id,
          {
            id: row.id,
            number: row.number,
            kind: row.kind,
            state: row.state,
            match: row.match_id,
            ring: row.ring_id,
            what: row.what,
            place: row.place,
            startsOn: row.starts_on,
            endsOn: row.ends_on,
            agreedAt: row.agreed_at,
            closedAt: row.closed_at,
            createdAt: row.created_at,
            updatedAt: row.updated_at,
            parties: parties
              .filter((party) => party.agreement_id === id)
              .map((party) => partyFrom(party, offerings))
          }
        ]
      ];
    })
  );
}

/** Those that some of these organisations or offers and needs take part in, the newest first. */
export async function listAgreementsOf(
  db: Database,
  {
    organisations,
    offerings = [],
    states
  }: {
    readonly organisations: readonly string[];
    readonly offerings?: readonly string[];
    readonly states?: readonly AgreementState[];
  },
  limit = 100
): Promise<Agreement[]> {
  let found = db
    .selectFrom('agreement')
    .select('agreement.id')
    .where(
      sql<boolean>`exists (select 1 from agreement_party where agreement_id = agreement.id
        and (organisation_id = any(${[...organisations]}::uuid[]) or offering_id = any(${[...offerings]}::uuid[])))`
    );
  if (states) found = found.where('state', 'in', [...states]);
  const rows = await found
    .orderBy('agreement.created_at', 'desc')
    .orderBy('agreement.id')
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  const all = await findAgreementsByIds(db, ids);
  return ids.flatMap((id) => all.get(id) ?? []);
}

function partiesIn(db: Database) {
  return db
    .selectFrom('agreement_party')
    .leftJoin('organisation', 'organisation.id', 'agreement_party.organisation_id')
    .selectAll('agreement_party')
    .select(['organisation.slug as organisation_slug', 'organisation.name as organisation_name']);
}

function partyFrom(
  row: InferResult<ReturnType<typeof partiesIn>>[number],
  offerings: ReadonlyMap<string, Offering>
): Party {
  return {
    id: row.id,
    position: row.position,
    organisation: row.organisation_id ? { id: row.organisation_id, slug: row.organisation_slug ?? '' } : null,
    name: row.organisation_name ?? row.name,
    offering: (row.offering_id && offerings.get(row.offering_id)) || null,
    gives: row.gives,
    answer: row.answer,
    answeredAt: row.answered_at,
    fulfilled: row.fulfilled,
    why: row.why,
    thanks: row.thanks,
    thanksPublic: row.thanks_public
  };
}
