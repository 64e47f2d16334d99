// Who sets the agenda and writes the minutes, who reads what is internal, and what residents see.
import type { Actor } from '#lib/platform/actor.ts';
import type { Circle } from '#lib/domains/circles/model.ts';
import {
  hearsOf,
  runsCircle,
  seatsOf,
  seesInside,
  sitsIn,
  type CircleWithOffices
} from '#lib/domains/circles/policy.ts';
import type { MinutesState } from './model.ts';

/** Convenor, secretary, administrators, the county's coordinators: agenda, table, sending, closing. */
export const canWriteMinutes = runsCircle;

/** Notes, corrections, tasks that are not public. */
export const canReadInside = seesInside;

export const canPropose = sitsIn;

/** Who receives the minutes reads them whole, as they came by mail. */
export function canReadMinutes(actor: Actor, circle: CircleWithOffices): boolean {
  return hearsOf(actor, circle);
}

type Flags = Pick<Circle, 'publicPage' | 'showsAgenda' | 'showsDecisions' | 'showsTasks'>;

/** What residents see of a meeting, when the circle's page and the meeting are public. */
export function residentsSee(
  circle: Flags,
  { meetingPublic, state }: { meetingPublic: boolean; state: MinutesState | null }
): { readonly agenda: boolean; readonly minutes: boolean; readonly tasks: boolean } {
  const open = circle.publicPage && meetingPublic;
  return {
    agenda: open && circle.showsAgenda,
    // A draft is nobody's business; what the members have not agreed on yet is not published.
    minutes: open && circle.showsDecisions && state === 'approved',
    tasks: circle.publicPage && circle.showsTasks
  };
}

/** Whose it is, and those who run the circle. */
export function canFinishTask(
  actor: Actor,
  circle: CircleWithOffices,
  task: { readonly owner: { readonly id: string } | null }
): boolean {
  if (canWriteMinutes(actor, circle)) return true;
  const { owner } = task;
  return owner !== null && seatsOf(actor, circle).some(({ id }) => id === owner.id);
}
