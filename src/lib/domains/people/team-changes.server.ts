// Changes of who may do what in a place: another role, none any more, the responsibility handed over.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { isAdministrator, roleKey, type Actor, type Role, type RoleKind } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { roleChange } from './membership-activity.ts';
import { giveRole } from './operations.server.ts';
import { roleAt, type Place } from './place.ts';
import { mayManageTeam } from './policy.ts';
import { placeOf, roleOf } from './role-rows.ts';
import { isOwnerless } from './team.server.ts';

export type TeamRefused =
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'gone' }
  /** Somebody must answer for an organisation or an installation. */
  | { ok: false; reason: 'last_one' };

/** @param kind null takes the role away */
export async function changeRole(
  db: Database,
  actor: Actor,
  { place, id, kind }: { place: Place; id: string; kind: RoleKind | null },
  now: Date
): Promise<Result<null, TeamRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, TeamRefused>> => {
    if (!mayManageTeam(actor, place, await isOwnerless(tx, place))) return no('not_yours');
    const held = await findRole(tx, id);
    const after = kind && roleAt(place, kind);
    if (!held || !sameAs(held.role, roleAt(place, held.role.kind)) || (kind && !after)) return no('gone');
    if (after && sameAs(held.role, after)) return ok(null);
    if (await wouldBeMissed(tx, actor, held.role)) return no('last_one');
    return replaceRole(tx, actor, { held, after }, now);
  });
}

/** Giving up a role of one's own. */
export async function leaveRole(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, TeamRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, TeamRefused>> => {
    const held = await findRole(tx, id);
    if (!held || actor.kind !== 'person' || held.person !== actor.id) return no('gone');
    // An administrator may close an organisation's door behind them, but not their own behind everybody.
    if (await isLast(tx, held.role)) return no('last_one');
    return replaceRole(tx, actor, { held, after: null }, now);
  });
}

/** Another member becomes owner, and the actor an editor: in one step, so that somebody answers all the time. */
export async function handOver(
  db: Database,
  actor: Actor,
  { place, to }: { place: Place; to: string },
  now: Date
): Promise<Result<null, TeamRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, TeamRefused>> => {
    const owner = roleAt(place, 'owner');
    const editor = roleAt(place, 'editor');
    if (!owner || !editor || actor.kind !== 'person') return no('not_yours');
    const team = await tx
      .selectFrom('role')
      .select(['id', 'person_id', 'kind', 'organisation_id', 'settlement_id', 'county'])
      .where('organisation_id', '=', placeOf(owner).organisation_id)
      .forUpdate()
      .execute();
    const own = team.find(({ person_id, kind }) => person_id === actor.id && kind === 'owner');
    const heir = team.find(({ id, person_id }) => id === to && person_id !== actor.id);
    if (!own) return no('not_yours');
    if (!heir) return no('gone');
    const heirs = { id: heir.id, person: heir.person_id, role: roleOf(heir) };
    const mine = { id: own.id, person: own.person_id, role: roleOf(own) };
    await replaceRole(tx, actor, { held: heirs, after: owner }, now);
    return replaceRole(tx, actor, { held: mine, after: editor }, now);
  });
}

interface HeldRole {
  readonly id: Id<'role'>;
  readonly person: Id<'person'>;
  readonly role: Role;
}

async function findRole(tx: Database, id: string): Promise<HeldRole | null> {
  const row = await tx
    .selectFrom('role')
    .select(['id', 'person_id', 'kind', 'organisation_id', 'settlement_id', 'county'])
    .where('id', '=', id as Id<'role'>)
    .forUpdate()
    .executeTakeFirst();
  return row ? { id: row.id, person: row.person_id, role: roleOf(row) } : null;
}

async function replaceRole(
  tx: Database,
  actor: Actor,
  { held, after }: { held: HeldRole; after: Role | null },
  now: Date
): Promise<Result<null, TeamRefused>> {
  await tx.deleteFrom('role').where('id', '=', held.id).execute();
  const by = actor.kind === 'person' ? actor.id : null;
  if (after) await giveRole(tx, { person: held.person, role: after, by }, now);
  await recordActivity(tx, actor, now, roleChange({ person: held.person, before: held.role, after }));
  return ok(null);
}

async function wouldBeMissed(tx: Database, actor: Actor, role: Role): Promise<boolean> {
  if (role.kind === 'owner' && isAdministrator(actor)) return false;
  return isLast(tx, role);
}

/** Whether nobody else is owner of the organisation, or administrator. Locks those who are, so that two cannot leave at once. */
async function isLast(tx: Database, role: Role): Promise<boolean> {
  if (role.kind !== 'owner' && role.kind !== 'administrator') return false;
  const holders = await tx
    .selectFrom('role')
    .select('id')
    .where('kind', '=', role.kind)
    .where('organisation_id', 'is not distinct from', placeOf(role).organisation_id)
    .forUpdate()
    .execute();
  return holders.length <= 1;
}

function sameAs(role: Role, other: Role | null): boolean {
  return other !== null && roleKey(role) === roleKey(other);
}
