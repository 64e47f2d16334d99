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
