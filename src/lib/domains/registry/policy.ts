// Who may see and change what the register holds.
import {
  editableOrganisations,
  isAdministrator,
  isCaretaker,
  isColleague,
  mayEditFor,
  tendsSettlement,
  worksFor,
  type Actor
} from '#lib/platform/actor.ts';
import type { Visibility } from './model.ts';

/** Whoever writes in the name of some organisation, or takes care of a settlement, may enter another one. */
export function canAddOrganisation(actor: Actor): boolean {
  return isCaretaker(actor) || editableOrganisations(actor)?.length !== 0;
}

export function canEditOrganisation(actor: Actor, organisation: { id: string }): boolean {
  return mayEditFor(actor, organisation.id);
}

/** A square or a park has no owner: every editor may enter it and keep it true. */
export function canEditVenue(actor: Actor, venue: { organisation: { id: string } | null }): boolean {
  return venue.organisation ? mayEditFor(actor, venue.organisation.id) : canAddOrganisation(actor);
}

export function canAddVenue(actor: Actor): boolean {
  return canAddOrganisation(actor);
}

/** A venue is entered for an organisation that one works for, or for nobody. */
export function canGiveVenueTo(actor: Actor, organisation: string | null): boolean {
  return organisation === null || mayEditFor(actor, organisation);
}

/** That it is there no more is said by whoever may edit it, or takes care of its settlement. */
export function canClose(
  actor: Actor,
  record: { id: string; settlement: { id: string } | null } & {
    readonly organisation?: { id: string } | null;
  }
): boolean {
  if (record.settlement && tendsSettlement(actor, record.settlement.id)) return true;
  const { organisation } = record;
  return organisation === undefined
    ? canEditOrganisation(actor, record)
    : canEditVenue(actor, { organisation });
}

/** Files bring records of many organisations, so only administrators import. */
export function canImportRegister(actor: Actor): boolean {
  return isAdministrator(actor);
}

/** Who works for the organisation, takes care of its settlement, or may edit what has no owner. */
export function canSeeRegisterHistory(
  actor: Actor,
  { organisation, settlement }: { organisation: { id: string } | null; settlement: { id: string } | null }
): boolean {
  if (settlement && tendsSettlement(actor, settlement.id)) return true;
  return organisation ? worksFor(actor, organisation.id) : canAddOrganisation(actor);
}

/** Two records may be made one by whoever takes care of the settlements of both. */
export function canMerge(
  actor: Actor,
  ...records: readonly { readonly settlement: { readonly id: string } | null }[]
): boolean {
  return records.every(({ settlement }) => tendsSettlement(actor, settlement?.id ?? ''));
}

/** Who sees which records may be there twice. */
export function canJudgeDuplicates(actor: Actor): boolean {
  return isAdministrator(actor) || isCaretaker(actor);
}

/** The contacts that the actor may see. */
export function visibleContacts(actor: Actor): Visibility[] {
  return isColleague(actor) ? ['public', 'internal'] : ['public'];
}
