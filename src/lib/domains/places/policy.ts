// Who may see what was done with a settlement's record.
import { tendsSettlement, type Actor } from '#lib/platform/actor.ts';

/** Its caretakers, the coordinators of its county and the administrators. */
export function canSeeSettlementHistory(
  actor: Actor,
  { id, county }: { id: string; county: string | null }
): boolean {
  if (tendsSettlement(actor, id)) return true;
  return (
    actor.kind === 'person' &&
    actor.roles.some(
      (role) => role.kind === 'coordinator' && (role.county === null || role.county === county)
    )
  );
}
