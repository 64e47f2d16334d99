// Who may see and change an event.
import {
  editableOrganisations,
  isAdministrator,
  isColleague,
  mayEditFor,
  tendsSettlement,
  worksFor,
  type Actor
} from '#lib/platform/actor.ts';
import type { Status } from './model.ts';

export function canSeeEvent(actor: Actor, event: { status: Status }): boolean {
  return event.status !== 'tentative' || isColleague(actor);
}

/** Any organiser's editors; an event without organisers belongs to the administrators. */
export function canEditEvent(actor: Actor, event: { organisers: readonly { id: string }[] }): boolean {
  return isAdministrator(actor) || event.organisers.some(({ id }) => mayEditFor(actor, id));
}

/** Who works for one of its organisers, or takes care of its settlement. */
export function canSeeEventHistory(
  actor: Actor,
  { organisers, settlement }: { organisers: readonly { id: string }[]; settlement: { id: string } | null }
): boolean {
  if (isAdministrator(actor) || organisers.some(({ id }) => worksFor(actor, id))) return true;
  return settlement !== null && tendsSettlement(actor, settlement.id);
}

/** A new event needs at least one organiser in whose name the actor may write. */
export function canOrganise(actor: Actor, organisers: readonly string[]): boolean {
  return isAdministrator(actor) || organisers.some((id) => mayEditFor(actor, id));
}

/** The states of events that the actor may see in lists. */
export function visibleStatuses(actor: Actor): Status[] {
  return isColleague(actor) ? ['tentative', 'confirmed', 'cancelled'] : ['confirmed', 'cancelled'];
}

/** Whether there is any organisation in whose name the actor could enter events. */
export function canEnterEvents(actor: Actor): boolean {
  return editableOrganisations(actor)?.length !== 0;
}

/** Files bring events of many organisations, so only administrators import. */
export function canImportEvents(actor: Actor): boolean {
  return isAdministrator(actor);
}
