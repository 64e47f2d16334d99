// Who may enter offers and needs, for whom, and who answers for one that is there.
import {
  editableOrganisations,
  isAdministrator,
  isCaretaker,
  isColleague,
  mayEditFor,
  tendsSettlement,
  type Actor
} from '#lib/platform/actor.ts';

interface Owned {
  readonly organisation: { readonly id: string } | null;
  readonly settlement: { readonly id: string };
  /** Who entered it. */
  readonly person: string | null;
  /** Whose own entry among the experts it belongs to. */
  readonly expertPerson: string | null;
}

/** Whoever writes in the name of some organisation or takes care of a settlement; experts for themselves, which their entry says. */
export function canEnterOfferings(actor: Actor): boolean {
  return editableOrganisations(actor)?.length !== 0 || isCaretaker(actor);
}

/** For somebody who rang, wrote on paper or came by. */
export function canEnterForOthers(actor: Actor): boolean {
  return actor.kind === 'person' && (isAdministrator(actor) || isCaretaker(actor));
}

export function canGiveOfferingTo(actor: Actor, organisation: string): boolean {
  return mayEditFor(actor, organisation);
}

/** Without an organisation behind it: the caretaker of the settlement speaks for its people. */
export function canEnterWithoutOrganisation(actor: Actor, settlement: string): boolean {
  return tendsSettlement(actor, settlement);
}

/**
 * Who says yes or no in its name, changes and ends it: those who write for its organisation; where it is nobody's, the expert
 * whose it is, the caretaker of the settlement, and whoever entered it as long as they work here.
 */
export function mayAnswerFor(actor: Actor, offering: Owned): boolean {
  if (isAdministrator(actor)) return true;
  if (actor.kind !== 'person') return false;
  if (offering.organisation) return mayEditFor(actor, offering.organisation.id);
  const self = actor.onBehalfOf?.id ?? actor.id;
  return (
    (offering.expertPerson !== null && offering.expertPerson === self) ||
    tendsSettlement(actor, offering.settlement.id) ||
    (offering.person === actor.id && isColleague(actor))
  );
}

/** Files bring offers and needs of many organisations. */
export function canImportOfferings(actor: Actor): boolean {
  return isAdministrator(actor);
}
