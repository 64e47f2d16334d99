// Erasing an account: what stands in its way, who takes over, and the one transaction in which the person disappears.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system } from '#lib/platform/actor.ts';
import { afterCommit, inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { eraseMailOf } from '#lib/platform/mail/erase.server.ts';
import type { TableDeclarations } from '#lib/platform/personal-data.ts';
import { eraseByDeclaration } from '#lib/platform/privacy/erase.server.ts';
import {
  appendToLedger,
  compareLedgers,
  rememberErased,
  type Erased
} from '#lib/platform/privacy/ledger.server.ts';
import type { Whose } from '#lib/platform/privacy/rows-about.server.ts';
import { takeBackPurpose } from './account-email.server.ts';
import { roleChange } from './membership-activity.ts';
import { giveRole } from './operations.server.ts';

/** What erasing needs to know of the house. */
export interface Erasing {
  /** The declarations of all tables. */
  readonly tables: TableDeclarations;
  /** The file in which erased ids are kept beside the database. */
  readonly ledger: string;
}

/** An organisation that would have no owner any more, and those who could be. */
export interface LastOwned {
  readonly organisation: string;
  readonly name: string;
  readonly colleagues: readonly { readonly id: Id<'person'>; readonly name: string }[];
}

export interface ErasurePreview {
  readonly lastAdministrator: boolean;
  readonly lastOwned: readonly LastOwned[];
  /** Those who use no computer and for whom nobody else acts. */
  readonly represented: readonly string[];
}

/** What would happen to others if this person left. */
export async function previewErasure(db: Database, person: Id<'person'>): Promise<ErasurePreview> {
  const others = await db
    .selectFrom('role')
    .select('id')
    .where('kind', '=', 'administrator')
    .where('person_id', '!=', person)
    .limit(1)
    .execute();
  const administers = await db
    .selectFrom('role')
    .select('id')
    .where('kind', '=', 'administrator')
    .where('person_id', '=', person)
    .execute();
  const represented = await db
    .selectFrom('representation')
    .innerJoin('person', 'person.id', 'represented_id')
    .select('person.name')
    .where('representative_id', '=', person)
    .where('ended_at', 'is', null)
    .orderBy('person.name')
    .execute();
  return {
    lastAdministrator: administers.length > 0 && others.length === 0,
    lastOwned: await lastOwnedBy(db, person),
    represented: represented.map(({ name }) => name)
  };
}

async function lastOwnedBy(db: Database, person: Id<'person'>): Promise<LastOwned[]> {
  const rows = await db
    .selectFrom('role as mine')
    .innerJoin('organisation', 'organisation.id', 'mine.organisation_id')
    .leftJoin('role as other', (join) =>
      join.onRef('other.organisation_id', '=', 'mine.organisation_id').on('other.person_id', '!=', person)
    )
    .leftJoin('person', 'person.id', 'other.person_id')
    .select(['organisation.id as organisation', 'organisation.name', 'person.id', 'person.name as colleague'])
    .where('mine.person_id', '=', person)
    .where('mine.kind', '=', 'owner')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('role as owner')
            .select('owner.id')
            .whereRef('owner.organisation_id', '=', 'mine.organisation_id')
            .where('owner.kind', '=', 'owner')
            .where('owner.person_id', '!=', person)
        )
      )
    )
    .orderBy('organisation.name')
    .orderBy('person.name')
    .execute();
  return [...Map.groupBy(rows, ({ organisation }) => organisation)].map(([organisation, group]) => ({
    organisation,
    name: group[0]?.name ?? '',
    colleagues: [
      ...new Map(
        group.flatMap(({ id, colleague }) =>
          id && colleague ? [[id, { id, name: colleague }] as const] : []
        )
      ).values()
    ]
  }));
}

export type ErasureRefused =
  | { ok: false; reason: 'person_unknown' }
  | { ok: false; reason: 'last_administrator' }
  | { ok: false; reason: 'heir_unknown' };

/**
 * Whoever calls it has made sure that the person wants it, or that nobody has used the account for long.
 * @param heirs who becomes the owner of an organisation, by its id; one that is not named has no owner afterwards
 */
export async function erasePerson(
  db: Database,
  { person, heirs = new Map() }: { person: Id<'person'>; heirs?: ReadonlyMap<string, string> },
  { tables, ledger }: Erasing,
  now: Date
): Promise<Result<null, ErasureRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, ErasureRefused>> => {
    // Two administrators who leave at the same time must not both be told that the other stays.
    await sql`select pg_advisory_xact_lock(hashtextextended('kalaka.erase_person', 0))`.execute(tx);
    const whose = await findWhose(tx, person);
    if (!whose) return no('person_unknown');
    const { lastAdministrator, lastOwned } = await previewErasure(tx, person);
    if (lastAdministrator) return no('last_administrator');
    for (const { organisation, colleagues } of lastOwned) {
      const wanted = heirs.get(organisation);
      if (!wanted) continue;
      const heir = colleagues.find(({ id }) => id === wanted);
      if (!heir) return no('heir_unknown');
      const role = { kind: 'owner', organisation } as const;
      await giveRole(tx, { person: heir.id, role, by: null }, now);
      await recordActivity(tx, system, now, roleChange({ person: heir.id, before: null, after: role }));
    }
    await eraseFromTables(tx, whose, tables);
    const erased = { person, at: now };
    await rememberErased(tx, erased);
    await recordActivity(tx, system, now, {
      verb: 'person.erased',
      objectKind: 'person',
      objectId: person
    });
    afterCommit(tx, () => appendToLedger(ledger, [erased]));
    return ok(null);
  });
}

/** Somebody without an account: invitations, requests and mails by this address. @returns false when there is an account */
export async function eraseAddress(db: Database, email: string, tables: TableDeclarations): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const account = await tx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
    if (account) return false;
    await eraseFromTables(tx, { id: null, emails: [email], name: null }, tables);
    return true;
  });
}

/**
 * Before anything is served: whoever was erased since the backup that has been put back is erased again, and the file learns
 * what only the database knows. @param more another ledger, saved elsewhere @returns how many were erased again
 */
export async function replayErasures(
  db: Database,
  { tables, ledger }: Erasing,
  now: Date,
  more: string | null = null
): Promise<number> {
  let again = 0;
  for (const file of more ? [ledger, more] : [ledger]) {
    const { toReplay } = await compareLedgers(db, file);
    for (const erased of toReplay) if (await eraseAgain(db, erased, tables)) again++;
  }
  appendToLedger(ledger, (await compareLedgers(db, ledger)).toAppend);
  return again;
}

/** Not asked any more who inherits: that was decided then, and the restored roles may know nothing of it. */
async function eraseAgain(db: Database, { person, at }: Erased, tables: TableDeclarations): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const whose = await findWhose(tx, person);
    if (whose) await eraseFromTables(tx, whose, tables);
    await rememberErased(tx, { person, at });
    return whose !== null;
  });
}

async function eraseFromTables(tx: Database, whose: Whose, tables: TableDeclarations): Promise<void> {
  const [email = null] = whose.emails;
  if (whose.id) await eraseMailOf(tx, { person: whose.id, email, name: whose.name ?? '' });
  await eraseByDeclaration(tx, tables, whose);
}

/** With the addresses that they had until lately and that nobody else has now. */
export async function findWhose(db: Database, person: Id<'person'>): Promise<Whose | null> {
  const row = await db
    .selectFrom('person')
    .select(['name', 'email'])
    .where('id', '=', person)
    .executeTakeFirst();
  if (!row) return null;
  const former = await db
    .selectFrom('capability_link')
    .select(sql<string>`lower(subject ->> 'email')`.as('email'))
    .where('person_id', '=', person)
    .where('purpose', '=', takeBackPurpose)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('person')
            .select('person.id')
            .where('person.email', '=', sql<string>`lower(subject ->> 'email')`)
        )
      )
    )
    .execute();
  const emails = [row.email?.toLowerCase(), ...former.map(({ email }) => email)];
  return { id: person, emails: [...new Set(emails.filter((email) => email !== undefined))], name: row.name };
}
