// What the members agree on: drafted, published as a version that never changes again, and signed seat by seat.
import { isUuid, type Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import type { CharterTexts } from './input.ts';
import { decidingOffices, type Circle, type Member, type SignatureWay } from './model.ts';
import { heldCircle, lockCircle, organisationsIn, type NotFound } from './operations.server.ts';
import { seatsOf } from './policy.ts';
import { circleOffices, findMember } from './queries.server.ts';

export interface Charter extends CharterTexts {
  readonly id: string;
  readonly circleId: string;
  readonly version: number;
  /** Null while it is a draft. */
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
}

export interface Signature {
  readonly memberId: string;
  /** The seat's organisation. */
  readonly organisation: string | null;
  /** Who signed, as they were called then. */
  readonly name: string | null;
  readonly signedAt: Date;
  readonly how: SignatureWay;
}

/** Newest first, the draft among them. */
export async function listCharters(db: Database, circleId: string): Promise<Charter[]> {
  const rows = await db
    .selectFrom('circle_charter')
    .selectAll()
    .where('circle_id', '=', circleId as Id<'circle'>)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
  return rows.map(charterFrom);
}

export async function findCharter(db: Database, id: string): Promise<Charter | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('circle_charter')
    .selectAll()
    .where('id', '=', id as Id<'circle_charter'>)
    .executeTakeFirst();
  return row ? charterFrom(row) : null;
}

/** The published version that holds now. */
export async function currentCharter(db: Database, circleId: string): Promise<Charter | null> {
  return (await listCharters(db, circleId)).find(({ publishedAt }) => publishedAt !== null) ?? null;
}

/** In the order in which they signed. */
export async function listSignatures(
  db: Database,
  charters: readonly string[]
): Promise<ReadonlyMap<string, Signature[]>> {
  if (charters.length === 0) return new Map();
  const rows = await db
    .selectFrom('circle_signature as signature')
    .innerJoin('circle_member as member', 'member.id', 'signature.member_id')
    .leftJoin('organisation', 'organisation.id', 'member.organisation_id')
    .select(['signature.charter_id', 'signature.member_id', 'signature.name', 'signed_at', 'how'])
    .select('organisation.name as organisation')
    .where('signature.charter_id', 'in', charters as Id<'circle_charter'>[])
    .orderBy('signed_at')
    .orderBy('member.id')
    .execute();
  const found = new Map<string, Signature[]>();
  for (const row of rows)
    found.set(row.charter_id, [
      ...(found.get(row.charter_id) ?? []),
      {
        memberId: row.member_id,
        organisation: row.organisation,
        name: row.name,
        signedAt: row.signed_at,
        how: row.how
      }
    ]);
  return found;
}

/** A version that is published is never written over: the next one begins. */
export async function saveCharterDraft(
  db: Database,
  actor: Actor,
  { circle: id, texts, from = null }: { circle: string; texts: CharterTexts; from?: Date | null },
  now: Date
): Promise<Result<{ id: string }, NotFound | ChangedMeanwhile>> {
  return inTransaction(db, async (tx): Promise<Result<{ id: string }, NotFound | ChangedMeanwhile>> => {
    if (!(await heldCircle(tx, actor, id))) return no('not_found');
    const [latest] = await listCharters(tx, id);
    const written = { aims: texts.aims, values_text: texts.valuesText, sharing: texts.sharing };
    if (latest && latest.publishedAt === null) {
      if (isAnother(from, latest)) return no('changed_meanwhile', { at: latest.updatedAt });
      await tx
        .updateTable('circle_charter')
        .set({ ...written, updated_at: now })
        .where('id', '=', latest.id as Id<'circle_charter'>)
        .execute();
      return ok({ id: latest.id });
    }
    const charter = newId<'circle_charter'>(now);
    await tx
      .insertInto('circle_charter')
      .values({
        id: charter,
        circle_id: id as Id<'circle'>,
        version: (latest?.version ?? 0) + 1,
        ...written,
        created_by: actor.kind === 'person' ? actor.id : null,
        created_at: now,
        updated_at: now,
        published_at: null
      })
      .execute();
    const details = { version: (latest?.version ?? 0) + 1 };
    await recordActivity(tx, actor, now, {
      verb: 'circle.charter_drafted',
      objectKind: 'circle',
      objectId: id,
      details
    });
    return ok({ id: charter });
  });
}

export async function discardCharterDraft(
  db: Database,
  actor: Actor,
  circle: string
): Promise<Result<null, NotFound>> {
  return inTransaction(db, async (tx) => {
    if (!(await heldCircle(tx, actor, circle))) return no('not_found');
    await tx
      .deleteFrom('circle_charter')
      .where('circle_id', '=', circle as Id<'circle'>)
      .where('published_at', 'is', null)
      .execute();
    return ok(null);
  });
}

export async function publishCharter(
  db: Database,
  actor: Actor,
  circle: string,
  now: Date
): Promise<Result<{ id: string }, NotFound>> {
  return inTransaction(db, async (tx) => {
    const held = await heldCircle(tx, actor, circle);
    const draft = (await listCharters(tx, circle)).find(({ publishedAt }) => publishedAt === null);
    if (!held || !draft) return no('not_found');
    await tx
      .updateTable('circle_charter')
      .set({ published_at: now, updated_at: now })
      .where('id', '=', draft.id as Id<'circle_charter'>)
      .execute();
    await recordActivity(tx, actor, now, {
      verb: 'circle.charter_published',
      objectKind: 'circle',
      objectId: circle,
      organisations: organisationsIn(held.offices),
      details: { version: draft.version }
    });
    return ok({ id: draft.id });
  });
}

/** For every seat that the actor acts for and that decides. @returns how many signed now */
export async function signCharter(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<number, NotFound>> {
  return inTransaction(db, async (tx) => {
    const charter = await findCharter(tx, id);
    const offices = charter && (await circleOffices(tx, charter.circleId));
    if (!charter || !offices || actor.kind !== 'person') return no('not_found');
    const seats = seatsOf(actor, offices).filter(({ role }) => decidingOffices.includes(role));
    if (seats.length === 0) return no('not_found');
    let signed = 0;
    for (const seat of seats) {
      const member = await findMember(tx, seat.id);
      const name = member?.name ?? actor.onBehalfOf?.name ?? actor.name;
      if (member && (await sign(tx, { charter, member, name, how: 'account', actor }, now)) === 'signed')
        signed++;
    }
    return ok(signed);
  });
}

/** Signatures that stand on a sheet of paper, written down by whoever runs the circle. */
export async function enterPaperSignatures(
  db: Database,
  actor: Actor,
  { charter: id, members }: { charter: string; members: readonly string[] },
  now: Date
): Promise<Result<number, NotFound>> {
  return inTransaction(db, async (tx) => {
    const charter = await findCharter(tx, id);
    if (!charter || !(await heldCircle(tx, actor, charter.circleId))) return no('not_found');
    let signed = 0;
    for (const memberId of members.slice(0, 300)) {
      const member = await findMember(tx, memberId);
      if (!member || member.circleId !== charter.circleId) continue;
      if ((await sign(tx, { charter, member, name: member.name, how: 'paper', actor }, now)) === 'signed')
        signed++;
    }
    return ok(signed);
  });
}

/** Within the caller's transaction, which has judged who may. `outdated`: another version holds since. */
export async function sign(
  tx: Database,
  {
    charter,
    member,
    name,
    how,
    actor
  }: { charter: Charter; member: Member; name: string | null; how: SignatureWay; actor: Actor },
  now: Date
): Promise<'signed' | 'already' | 'outdated' | 'not_seated'> {
  await lockCircle(tx, charter.circleId);
  if (member.leftOn !== null || !decidingOffices.includes(member.office)) return 'not_seated';
  if ((await currentCharter(tx, charter.circleId))?.id !== charter.id) return 'outdated';
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('circle_signature')
    .values({
      charter_id: charter.id as Id<'circle_charter'>,
      member_id: member.id as Id<'circle_member'>,
      name,
      signed_at: now,
      how,
      entered_by: how === 'paper' && actor.kind === 'person' ? actor.id : null
    })
    .onConflict((conflict) => conflict.columns(['charter_id', 'member_id']).doNothing())
    .executeTakeFirstOrThrow();
  if (!written) return 'already';
  await recordActivity(tx, actor, now, {
    verb: 'circle.charter_signed',
    objectKind: 'circle',
    objectId: charter.circleId,
    organisations: member.organisation ? [member.organisation.id] : [],
    details: { member: member.id, version: charter.version, how }
  });
  return 'signed';
}

/** Those who decide and have not signed this version yet. */
export function yetToSign(members: readonly Member[], signatures: readonly Signature[]): Member[] {
  const signed = new Set(signatures.map(({ memberId }) => memberId));
  return members.filter(({ id, office }) => decidingOffices.includes(office) && !signed.has(id));
}

export type CharterOf = { readonly circle: Circle; readonly charter: Charter };

function charterFrom(row: {
  id: string;
  circle_id: string;
  version: number;
  aims: string;
  values_text: string;
  sharing: string;
  published_at: Date | null;
  updated_at: Date;
}): Charter {
  return {
    id: row.id,
    circleId: row.circle_id,
    version: row.version,
    aims: row.aims,
    valuesText: row.values_text,
    sharing: row.sharing,
    publishedAt: row.published_at,
    updatedAt: row.updated_at
  };
}
