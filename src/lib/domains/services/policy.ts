// Who may enter services, and who sees what residents asked for in vain.
import {
  editableOrganisations,
  isAdministrator,
  mayEditFor,
  tendsSettlement,
  worksFor,
  type Actor
} from '#lib/platform/actor.ts';

/** Whoever writes in the name of some organisation. */
export function canAddService(actor: Actor): boolean {
  return editableOrganisations(actor)?.length !== 0;
}

export function canEditService(actor: Actor, service: { organisation: { id: string } }): boolean {
  return mayEditFor(actor, service.organisation.id);
}

export function canGiveServiceTo(actor: Actor, organisation: string): boolean {
  return mayEditFor(actor, organisation);
}

export function canSeeServiceHistory(actor: Actor, service: { organisation: { id: string } }): boolean {
  return worksFor(actor, service.organisation.id);
}

/** Files bring services of many organisations. */
export function canImportServices(actor: Actor): boolean {
  return isAdministrator(actor);
}

/** Which unmet needs somebody sees: all, or those of some settlements and counties. */
export type NeedsSeen =
  'all' | { readonly settlements: readonly string[]; readonly counties: readonly string[] };

/** Caretakers those of their settlements, coordinators those of their county or all; null for who sees none. */
export function needsSeenBy(actor: Actor): NeedsSeen | null {
  if (isAdministrator(actor)) return 'all';
  if (actor.kind !== 'person') return null;
  const settlements: string[] = [];
  const counties: string[] = [];
  for (const role of actor.roles) {
    if (role.kind === 'caretaker') settlements.push(role.settlement);
    if (role.kind === 'coordinator') {
      if (role.county === null) return 'all';
      counties.push(role.county);
    }
  }
  return settlements.length + counties.length > 0 ? { settlements, counties } : null;
}

export function canSeeNeed(
  actor: Actor,
  { settlement }: { settlement: { id: string; county: string | null } | null }
): boolean {
  const seen = needsSeenBy(actor);
  if (seen === 'all') return true;
  if (!seen || !settlement) return false;
  return (
    tendsSettlement(actor, settlement.id) ||
    (settlement.county !== null && seen.counties.includes(settlement.county))
  );
}
