// Who decides who works where.
import { isAdministrator, ownsOrganisation, tendsSettlement, type Actor } from '#lib/platform/actor.ts';
import type { Place } from './place.ts';

/**
 * An organisation's owners; while it has none, the caretaker of its settlement. Caretakers are chosen by the coordinators of
 * their county, and those by the national ones. Administrators may all of it.
 * @param ownerless whether an organisation has no owner now
 */
export function mayManageTeam(actor: Actor, place: Place, ownerless: boolean): boolean {
  if (isAdministrator(actor)) return true;
  switch (place.kind) {
    case 'organisation':
      return (
        ownsOrganisation(actor, place.id) ||
        (ownerless && place.settlement !== null && tendsSettlement(actor, place.settlement))
      );
    case 'settlement':
      return coordinates(actor, place.county);
    case 'county':
      return coordinates(actor, null);
    case 'wide':
      return false;
  }
}

/** Whoever works there sees with whom, and so do whoever takes care of the settlement and whoever coordinates the county. */
export function maySeeTeam(actor: Actor, place: Place, ownerless: boolean): boolean {
  if (mayManageTeam(actor, place, ownerless)) return true;
  if (actor.kind !== 'person') return false;
  if (place.kind === 'organisation')
    return (
      actor.roles.some((role) => 'organisation' in role && role.organisation === place.id) ||
      (place.settlement !== null && tendsSettlement(actor, place.settlement))
    );
  if (place.kind === 'county') return coordinates(actor, place.county);
  return place.kind === 'settlement' && tendsSettlement(actor, place.id);
}

/** Only somebody who has people to answer for enters another in their name. */
export function mayRepresent(actor: Actor): boolean {
  return (
    isAdministrator(actor) ||
    (actor.kind === 'person' &&
      !actor.onBehalfOf &&
      actor.roles.some((role) => role.kind === 'caretaker' || role.kind === 'owner'))
  );
}

/** For themselves, for whoever acts in their name, for administrators. */
export function canSeePersonHistory(actor: Actor, person: string): boolean {
  if (isAdministrator(actor)) return true;
  return actor.kind === 'person' && (actor.id === person || actor.onBehalfOf?.id === person);
}

function coordinates(actor: Actor, county: string | null): boolean {
  return (
    actor.kind === 'person' &&
    actor.roles.some(
      (role) =>
        role.kind === 'coordinator' && (role.county === null || (county !== null && role.county === county))
    )
  );
}
