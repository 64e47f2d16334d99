// Links that let their holder do one thing without an account: single-purpose, expiring, revocable, used once.
import { sql, type Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { newId } from './clock.server.ts';
import type { Database } from './db/database.server.ts';
import type { JsonValue } from './db/json.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from './personal-data.ts';
import { hashOf, newSecret } from './secret.server.ts';

declare global {
  interface Tables {
    capability_link: {
      id: Id<'capability_link'>;
      token_hash: Uint8Array;
      purpose: string;
      subject: Generated<JsonValue>;
      person_id: Id<'person'> | null;
      created_at: Date;
      expires_at: Date;
      used_at: Date | null;
      revoked_at: Date | null;
    };
  }
}

const act: PersonalColumn = {
  purpose: 'privacy.purpose.link',
  seenBy: 'administrators',
  // A month after it expired nobody needs to be told any more what became of a link.
  kept: { days: 30, after: 'expires_at' },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  capability_link: {
    ...nothingPersonal('id', 'token_hash', 'purpose'),
    subject: { ...act, erasure: 'scrub' },
    person_id: { ...act, names: 'id' },
    created_at: act,
    expires_at: act,
    used_at: act,
    revoked_at: act
  }
};

export interface CapabilityLink {
  readonly id: Id<'capability_link'>;
  /** `domain.act`, as its domain declares it. */
  readonly purpose: string;
  readonly subject: JsonValue;
  readonly person: Id<'person'> | null;
}

export type LinkRefused =
  | { ok: false; reason: 'link_unknown' }
  | { ok: false; reason: 'link_used' }
  | { ok: false; reason: 'link_expired' }
  | { ok: false; reason: 'link_revoked' };

/** @returns the token for the address `/answer/TOKEN`; written in the same transaction as what it is about */
export async function makeCapabilityLink(
  tx: Database,
  link: { purpose: string; subject: JsonValue; person?: Id<'person'> | null; days: number },
  now: Date
): Promise<{ id: Id<'capability_link'>; token: string }> {
  const { token, hash } = newSecret();
  const id = newId<'capability_link'>(now);
  await tx
    .insertInto('capability_link')
    .values({
      id,
      token_hash: hash,
      purpose: link.purpose,
      subject: sql<JsonValue>`${JSON.stringify(link.subject)}::jsonb`,
      person_id: link.person ?? null,
      created_at: now,
      expires_at: new Date(now.getTime() + link.days * 86_400_000),
      used_at: null,
      revoked_at: null
    })
    .execute();
  return { id, token };
}

/** Reads without using it up: mail programs open links by themselves. */
export async function findCapabilityLink(
  db: Database,
  token: string,
  now: Date
): Promise<Result<CapabilityLink, LinkRefused>> {
  const row = await db
    .selectFrom('capability_link')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (!row) return no('link_unknown');
  if (row.revoked_at) return no('link_revoked');
  if (row.used_at) return no('link_used');
  if (row.expires_at <= now) return no('link_expired');
  return ok({ id: row.id, purpose: row.purpose, subject: row.subject, person: row.person_id });
}

/** Uses the link up; of two at once, one gets false. Call it in the transaction of the act itself. */
export async function useCapabilityLink(
  tx: Database,
  id: Id<'capability_link'>,
  now: Date
): Promise<boolean> {
  const used = await tx
    .updateTable('capability_link')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

/** Nothing was done after all: it may be used again. In the transaction that had used it up. */
export async function giveBackCapabilityLink(tx: Database, id: Id<'capability_link'>): Promise<void> {
  await tx.updateTable('capability_link').set({ used_at: null }).where('id', '=', id).execute();
}

export async function revokeCapabilityLinks(
  tx: Database,
  ids: readonly Id<'capability_link'>[],
  now: Date
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('capability_link')
    .set({ revoked_at: now })
    .where('id', 'in', ids)
    .where('used_at', 'is', null)
    .execute();
}

/** All that still work and whose subject says this, such as the seat that they are about. */
export async function revokeLinksAbout(
  tx: Database,
  subject: Readonly<Record<string, string>>,
  now: Date
): Promise<void> {
  await tx
    .updateTable('capability_link')
    .set({ revoked_at: now })
    .where(sql<boolean>`subject @> ${JSON.stringify(subject)}::jsonb`)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
}
