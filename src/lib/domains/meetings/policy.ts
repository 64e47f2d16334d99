// Who calls, moves and cancels meetings, who reads what is internal, and who answers for a seat.
import type { Actor } from '#lib/platform/actor.ts';
import { runsCircle, seatsOf, seesInside, type CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { invitedRoles } from './model.ts';

/** Convenor, secretary, administrators, the county's coordinators: they call, move, cancel, and enter what they were told. */
export const canCall = runsCircle;

/** Replies, comments, cars: for those who sit at the table. */
export const canSeeInside = seesInside;

/** That it takes place, when, where and who is host: also for residents, where the circle and the meeting are public. */
export function canSeeMeeting(
  actor: Actor,
  circle: CircleWithOffices,
  meeting: { readonly public: boolean }
): boolean {
  return (circle.circle.publicPage && meeting.public) || seesInside(actor, circle);
}

/** The seats for which the actor may answer an invitation. */
export function answersFor(actor: Actor, circle: CircleWithOffices): string[] {
  return seatsOf(actor, circle)
    .filter(({ role }) => invitedRoles.includes(role))
    .map(({ id }) => id);
}
