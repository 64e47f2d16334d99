// Who may write down what a visit was like, and who may read it.
import {
  isAdministrator,
  isColleague,
  ownsOrganisation,
  tendsSettlement,
  worksFor,
  type Actor
} from '#lib/platform/actor.ts';
import type { Level } from './model.ts';

/** The settlements of the járások and micro-regions in which an actor has a role. */
export interface Territory {
  readonly everywhere: boolean;
  readonly settlements: ReadonlySet<string>;
}

export interface Guarded {
  readonly level: Level;
  readonly person: { readonly id: string } | null;
  readonly visitors: readonly { readonly id: string }[];
  readonly sender: { readonly id: string } | null;
  readonly settlement: { readonly id: string; readonly county: string | null } | null;
  readonly step: { readonly person: { readonly id: string } | null } | null;
}

/** Whoever works somewhere here may go and get acquainted with anybody. */
export function canRecordVisit(actor: Actor): boolean {
  return actor.kind === 'person' && isColleague(actor);
}

/**
 * Whoever wrote it down, went along or took on the next step; the lead; and, of what is open to the circle, the sender's
 * colleagues and those of the territory. Whoever has left, and holds no role any more, reads nothing.
 * @see visibleTo which says the same in SQL
 */
export function canReadVisit(actor: Actor, visit: Guarded, territory: Territory): boolean {
  if (isAdministrator(actor)) return true;
  if (!canRecordVisit(actor)) return false;
  return (
    isParty(actor, visit) ||
    leads(actor, visit) ||
    (visit.level === 'circle' && isInCircle(actor, visit, territory))
  );
}

/** Also takes it away: who answers for what was written about people must be able to. */
export function canChangeVisit(actor: Actor, visit: Guarded): boolean {
  return isAdministrator(actor) || (canRecordVisit(actor) && (isAuthor(actor, visit) || leads(actor, visit)));
}

/** Who took on the next step says when it is done. */
export function canSettleStep(actor: Actor, visit: Guarded): boolean {
  return canChangeVisit(actor, visit) || (canRecordVisit(actor) && isParty(actor, visit));
}

/** A visit is sent by an organisation that one works for, or by nobody. */
export function canBeSentBy(actor: Actor, organisation: string | null): boolean {
  return organisation === null || worksFor(actor, organisation);
}

/**
 * The lead are those who answer for getting acquainted there: the caretakers of the settlement visited, the coordinators of its
 * county and of the country, and the owners of the organisation that sent its people. The owners of the organisation visited are
 * not: the notes are about them, and they ask for them when they want to.
 */
function leads(actor: Actor, { settlement, sender }: Guarded): boolean {
  return (
    (sender !== null && ownsOrganisation(actor, sender.id)) ||
    (settlement !== null &&
      (tendsSettlement(actor, settlement.id) || coordinates(actor, settlement.county))) ||
    coordinates(actor, null)
  );
}

function isInCircle(
  actor: Actor,
  { settlement, sender }: Guarded,
  { everywhere, settlements }: Territory
): boolean {
  return (
    everywhere ||
    (sender !== null && worksFor(actor, sender.id)) ||
    (settlement !== null && settlements.has(settlement.id))
  );
}

function isAuthor(actor: Actor, { person, visitors }: Guarded): boolean {
  return actor.kind === 'person' && (person?.id === actor.id || visitors.some(({ id }) => id === actor.id));
}

function isParty(actor: Actor, visit: Guarded): boolean {
  return isAuthor(actor, visit) || (actor.kind === 'person' && visit.step?.person?.id === actor.id);
}

/** @param county null: whether they coordinate the whole country */
function coordinates(actor: Actor, county: string | null): boolean {
  return (
    actor.kind === 'person' &&
    actor.roles.some(
      (role) => role.kind === 'coordinator' && (role.county === null || role.county === county)
    )
  );
}
