// Who may put packages on the menu, ask for them, plan their tours, and see how these stand.
import {
  editableOrganisations,
  isAdministrator,
  mayEditFor,
  tendsSettlement,
  worksFor,
  type Actor
} from '#lib/platform/actor.ts';
import type { PackageState } from './model.ts';

interface Owned {
  readonly organisation: { readonly id: string };
}

/** Whoever writes in the name of some organisation. */
export function canEnterPackages(actor: Actor): boolean {
  return editableOrganisations(actor)?.length !== 0;
}

export function canEditPackage(actor: Actor, { organisation }: Owned): boolean {
  return mayEditFor(actor, organisation.id);
}

/** A draft is its owners' alone. */
export function canSeePackage(actor: Actor, pack: Owned & { readonly state: PackageState }): boolean {
  return pack.state !== 'draft' || worksFor(actor, pack.organisation.id);
}

/** Whoever writes for the package's organisation plans its tours. */
export function canLeadTour(actor: Actor, { pack }: { readonly pack: Owned }): boolean {
  return mayEditFor(actor, pack.organisation.id);
}

interface Host {
  readonly host: { readonly id: string } | null;
  readonly settlement: { readonly id: string };
}

/**
 * Who says yes or no to a stop: whoever writes for its host; where it has none, the caretaker of the settlement. An administrator may
 * change anything, but their word is not the host's.
 */
export function canAnswerStop(actor: Actor, { host, settlement }: Host): boolean {
  if (actor.kind !== 'person' || isAdministrator(actor)) return false;
  return host ? mayEditFor(actor, host.id) : tendsSettlement(actor, settlement.id);
}

/** Whether whoever leads the tour says what the host would have said. */
export function isHearsay(
  who: Actor | null,
  { tour, stop }: { readonly tour: { readonly pack: Owned }; readonly stop: Host }
): boolean {
  return who !== null && !canAnswerStop(who, stop) && canLeadTour(who, tour);
}

/** On the page of the tour: the host; and whoever leads, for those with whom it was agreed by telephone. */
export function canEnterAnswer(actor: Actor, tour: { readonly pack: Owned }, stop: Host): boolean {
  return actor.kind === 'person' && (canAnswerStop(actor, stop) || canLeadTour(actor, tour));
}

/** Those who work for the package's organisation; and, once they are asked, those who work for a host. */
export function canSeeTour(
  actor: Actor,
  tour: { readonly pack: Owned; readonly state: string },
  stops: readonly (Host & { readonly state: string })[]
): boolean {
  if (isAdministrator(actor) || worksFor(actor, tour.pack.organisation.id)) return true;
  if (tour.state === 'draft') return false;
  return stops.some(
    ({ host, settlement, state }) =>
      !['left_out', 'planned', 'dropped'].includes(state) &&
      (host ? worksFor(actor, host.id) : tendsSettlement(actor, settlement.id))
  );
}
