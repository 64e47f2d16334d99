// Who may confirm a record, and who keeps whose records true.
import { isAdministrator, mayEditFor, tendsSettlement, type Actor } from '#lib/platform/actor.ts';

/** Whose a record is, and where. */
export interface Belongs {
  readonly organisation: { readonly id: string } | null;
  readonly settlement: { readonly id: string } | null;
}

/** Who writes in the name of its organisation, or takes care of its settlement. */
export function canConfirm(actor: Actor, { organisation, settlement }: Belongs): boolean {
  if (organisation && mayEditFor(actor, organisation.id)) return true;
  return settlement ? tendsSettlement(actor, settlement.id) : isAdministrator(actor);
}

/**
 * Who may say that a record is true, or put it off: also the coordinator of its county, who sees it on the list. Changing it stays
 * with those who may confirm it themselves.
 */
export function canVouch(actor: Actor, record: Belongs & { readonly county: string | null }): boolean {
  if (canConfirm(actor, record)) return true;
  if (actor.kind !== 'person' || !record.settlement) return false;
  return actor.roles.some(
    (role) => role.kind === 'coordinator' && (role.county === null || role.county === record.county)
  );
}

/** Whose records somebody keeps: everything, or those of some organisations, settlements and counties; null for nobody's. */
export type Territory =
  | 'all'
  | {
      readonly organisations: readonly string[];
      readonly settlements: readonly string[];
      readonly counties: readonly string[];
    };

export function territoryOf(actor: Actor): Territory | null {
  if (isAdministrator(actor)) return 'all';
  if (actor.kind !== 'person') return null;
  const [organisations, settlements, counties]: [string[], string[], string[]] = [[], [], []];
  for (const role of actor.roles) {
    if (role.kind === 'owner' || role.kind === 'editor') organisations.push(role.organisation);
    if (role.kind === 'caretaker') settlements.push(role.settlement);
    if (role.kind === 'coordinator') {
      if (role.county === null) return 'all';
      counties.push(role.county);
    }
  }
  return organisations.length + settlements.length + counties.length > 0
    ? { organisations, settlements, counties }
    : null;
}
