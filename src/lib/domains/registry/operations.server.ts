// Enters and changes organisations and venues; each in one transaction with its activity.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { giveRole } from '#lib/domains/people/operations.server.ts';
import { isAdministrator, tendsSettlement, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import {
  canAddOrganisation,
  canAddVenue,
  canEditOrganisation,
  canEditVenue,
  canGiveVenueTo
} from './policy.ts';
import { findOrganisation } from './queries.server.ts';
import { findVenue } from './venue-queries.server.ts';
import {
  organisationChanges,
  writeOrganisations,
  type OrganisationDraft
} from './write-organisations.server.ts';
import { factsOf, venueChanges, writeVenues, type VenueDraft } from './write-venues.server.ts';

export type RegisterRefused = { ok: false; reason: 'not_yours' } | { ok: false; reason: 'not_found' };
export type OrganisationSaved = Result<{ id: Id<'organisation'>; slug: string }, RegisterRefused>;
export type VenueSaved = Result<{ id: Id<'venue'>; slug: string }, RegisterRefused>;
export type OrganisationChanged = Result<
  { id: Id<'organisation'>; slug: string },
  RegisterRefused | ChangedMeanwhile
>;
export type VenueChanged = Result<{ id: Id<'venue'>; slug: string }, RegisterRefused | ChangedMeanwhile>;

/** Who enters an organisation becomes its owner, so that they can go on; who tends its settlement anyway needs no role for that. */
export async function createOrganisation(
  db: Database,
  actor: Actor,
  draft: OrganisationDraft,
  now: Date
): Promise<OrganisationSaved> {
  if (!canAddOrganisation(actor)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<OrganisationSaved> => {
    const id = newId<'organisation'>(now);
    const [saved] = await writeOrganisations(tx, [{ id, draft, before: null }], now);
    if (!saved) throw new Error('An organisation was written and none came back');
    const tended =
      isAdministrator(actor) || (draft.settlement && tendsSettlement(actor, draft.settlement.id));
    if (actor.kind === 'person' && !tended)
      await giveRole(tx, { person: actor.id, role: { kind: 'owner', organisation: id }, by: null }, now);
    await recordActivity(tx, actor, now, {
      verb: 'organisation.created',
      objectKind: 'organisation',
      objectId: id,
      organisations: [id],
      details: { name: draft.name }
    });
    return ok(saved);
  });
}

/**
 * Nothing is written when nothing has changed.
 * @param from when the version that was changed had been written (its `updatedAt`): with any other there, nothing is
 */
export async function updateOrganisation(
  db: Database,
  actor: Actor,
  { id, draft, from }: { id: Id<'organisation'>; draft: OrganisationDraft; from?: Date | null },
  now: Date
): Promise<OrganisationChanged> {
  return inTransaction(db, async (tx): Promise<OrganisationChanged> => {
    await tx.selectFrom('organisation').select('id').where('id', '=', id).forUpdate().execute();
    const before = await findOrganisation(tx, id);
    if (!before) return no('not_found');
    if (!canEditOrganisation(actor, before)) return no('not_yours');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    const changes = organisationChanges(before, draft);
    if (Object.keys(changes).length === 0) return ok({ id: before.id, slug: before.slug });
    const [saved] = await writeOrganisations(tx, [{ id, draft, before }], now);
    if (!saved) throw new Error('An organisation was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'organisation.updated',
      objectKind: 'organisation',
      objectId: id,
      organisations: [id],
      details: changes
    });
    return ok(saved);
  });
}

export async function createVenue(
  db: Database,
  actor: Actor,
  draft: VenueDraft,
  now: Date
): Promise<VenueSaved> {
  if (!canAddVenue(actor) || !canGiveVenueTo(actor, draft.organisation)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<VenueSaved> => {
    const id = newId<'venue'>(now);
    const [saved] = await writeVenues(tx, [{ id, draft, before: null }], now);
    if (!saved) throw new Error('A venue was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'venue.created',
      objectKind: 'venue',
      objectId: id,
      organisations: draft.organisation ? [draft.organisation] : [],
      details: { name: draft.name }
    });
    return ok(saved);
  });
}

/**
 * Nothing is written when nothing has changed.
 * @param from when the version that was changed had been written (its `updatedAt`): with any other there, nothing is
 */
export async function updateVenue(
  db: Database,
  actor: Actor,
  { id, draft, from }: { id: Id<'venue'>; draft: VenueDraft; from?: Date | null },
  now: Date
): Promise<VenueChanged> {
  return inTransaction(db, async (tx): Promise<VenueChanged> => {
    await tx.selectFrom('venue').select('id').where('id', '=', id).forUpdate().execute();
    const before = await findVenue(tx, id);
    if (!before) return no('not_found');
    const changesHands = draft.organisation !== (before.organisation?.id ?? null);
    if (!canEditVenue(actor, before) || (changesHands && !canGiveVenueTo(actor, draft.organisation)))
      return no('not_yours');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    const changes = venueChanges(factsOf(before), draft);
    if (Object.keys(changes).length === 0) return ok({ id: before.id, slug: before.slug });
    const [saved] = await writeVenues(tx, [{ id, draft, before }], now);
    if (!saved) throw new Error('A venue was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'venue.updated',
      objectKind: 'venue',
      objectId: id,
      organisations: [...new Set([before.organisation?.id, draft.organisation])].filter(
        (each) => each != null
      ),
      details: changes
    });
    return ok(saved);
  });
}
