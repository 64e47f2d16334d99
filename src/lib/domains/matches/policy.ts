// Who sees what passes between the two sides of a match, who answers, and who sees and changes an agreement.
import {
  isAdministrator,
  isColleague,
  mayEditFor,
  tendsSettlement,
  type Actor
} from '#lib/platform/actor.ts';
import { mayAnswerFor } from '#lib/domains/exchange/policy.ts';
import type { End } from './model.ts';

type Owned = Parameters<typeof mayAnswerFor>[1];

/** The ends for which the actor answers. */
export function endsOf(
  actor: Actor,
  { offer, need }: { readonly offer: Owned; readonly need: Owned }
): End[] {
  return [
    ...(mayAnswerFor(actor, offer) ? (['offer'] as const) : []),
    ...(mayAnswerFor(actor, need) ? (['need'] as const) : [])
  ];
}

export function canVisitMatches(actor: Actor): boolean {
  return isColleague(actor);
}

interface Party {
  readonly organisation: { readonly id: string } | null;
  /** Through which it is reached; null: it is gone. */
  readonly offering: Owned | null;
}

/** The parties of an agreement, by their places, for which the actor speaks. */
export function partiesOf(actor: Actor, parties: readonly Party[]): number[] {
  return parties.flatMap(({ organisation, offering }, index) => {
    const speaks =
      (organisation !== null && mayEditFor(actor, organisation.id)) ||
      (organisation === null && offering !== null && mayAnswerFor(actor, offering));
    return speaks ? [index] : [];
  });
}

/** Its parties, and the caretakers of the places it is about. */
export function canSeeAgreement(actor: Actor, parties: readonly Party[]): boolean {
  return (
    isAdministrator(actor) ||
    partiesOf(actor, parties).length > 0 ||
    parties.some(({ offering }) => offering !== null && tendsSettlement(actor, offering.settlement.id))
  );
}
