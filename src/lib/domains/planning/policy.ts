// Who may use the planning board.
import { isColleague, type Actor } from '#lib/platform/actor.ts';

/** It shows the plans of others, so it is for those who work in some organisation, settlement or county here. */
export function canPlan(actor: Actor): boolean {
  return actor.kind === 'person' && isColleague(actor);
}
