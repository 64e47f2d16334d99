// Who may ask for a venue, see what was asked, decide about it, and give it back.
import { isColleague, mayEditFor, tendsSettlement, worksFor, type Actor } from '#lib/platform/actor.ts';

/** Whose a venue or a thing is, and where: what decides who decides. */
export interface Kept {
  readonly keeper: { readonly id: string } | null;
  readonly settlement: { readonly id: string };
}

export interface Asked extends Kept {
  readonly organisation: { readonly id: string } | null;
  readonly person: { readonly id: string } | null;
}

export function canRequest(actor: Actor): boolean {
  return actor.kind === 'person' && isColleague(actor);
}

/** Who writes in the name of the owner, or takes care of the settlement. */
export function canDecide(actor: Actor, { keeper, settlement }: Kept): boolean {
  return (keeper !== null && mayEditFor(actor, keeper.id)) || tendsSettlement(actor, settlement.id);
}

export function canSeeBooking(actor: Actor, booking: Asked): boolean {
  return (
    isAsker(actor, booking) ||
    (booking.organisation !== null && worksFor(actor, booking.organisation.id)) ||
    (booking.keeper !== null && worksFor(actor, booking.keeper.id)) ||
    canDecide(actor, booking)
  );
}

/** The one who asked, whoever writes for the organisation it is for, and those who decide. */
export function canCancel(actor: Actor, booking: Asked): boolean {
  return (
    isAsker(actor, booking) ||
    (booking.organisation !== null && mayEditFor(actor, booking.organisation.id)) ||
    canDecide(actor, booking)
  );
}

/** As who may give it back. */
export const canChange = canCancel;

/** Who works where the venue belongs to sees what is asked there. */
export function canSeeVenueBookings(actor: Actor, kept: Kept): boolean {
  return (kept.keeper !== null && worksFor(actor, kept.keeper.id)) || canDecide(actor, kept);
}

function isAsker(actor: Actor, { person }: Asked): boolean {
  return actor.kind === 'person' && person?.id === actor.id;
}
