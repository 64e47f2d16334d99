// Who does what in a circle: judged by the seats that people hold, or act for.
import { isAdministrator, isColleague, mayEditFor, type Actor } from '#lib/platform/actor.ts';
import { decidingOffices, type Office } from './model.ts';

/** What judging needs to know of a circle: who sits there now. */
export interface CircleWithOffices {
  readonly circle: {
    readonly id: string;
    readonly publicPage: boolean;
    /** Of its territory and its home: their coordinators may do everything here. */
    readonly counties: readonly string[];
  };
  readonly members: readonly {
    readonly id: string;
    readonly role: Office;
    readonly personId: string | null;
    readonly organisationId: string | null;
  }[];
}

/** Anybody who works in the name of some organisation or place may bring people to one table. */
export function canFound(actor: Actor): boolean {
  if (actor.kind !== 'person') return false;
  return (
    isAdministrator(actor) ||
    actor.roles.some(({ kind }) => ['owner', 'editor', 'caretaker', 'coordinator'].includes(kind))
  );
}

/** The seats for which the actor acts: their own, and those of organisations in whose name they may write. */
export function seatsOf(
  actor: Actor,
  { members }: Pick<CircleWithOffices, 'members'>
): CircleWithOffices['members'] {
  if (actor.kind !== 'person') return [];
  const self = actor.onBehalfOf?.id ?? actor.id;
  return members.filter(
    ({ personId, organisationId }) =>
      personId === self ||
      // An administrator may write for everybody, but sits for nobody.
      (organisationId !== null && !isAdministrator(actor) && mayEditFor(actor, organisationId))
  );
}

/** Convenor, secretary; the administrators, and the coordinators of the county. */
export function runsCircle(actor: Actor, circle: CircleWithOffices): boolean {
  return (
    isAdministrator(actor) ||
    coordinates(actor, circle.circle.counties) ||
    holds(actor, circle, ['convenor', 'secretary'])
  );
}

/** Decides with the others: signs, votes, proposes. */
export function sitsIn(actor: Actor, circle: CircleWithOffices): boolean {
  return holds(actor, circle, decidingOffices);
}

/** Reads what is internal: whoever runs it, sits in it or is always invited. */
export function seesInside(actor: Actor, circle: CircleWithOffices): boolean {
  return runsCircle(actor, circle) || holds(actor, circle, [...decidingOffices, 'invited']);
}

/** Hears what was decided: also those who only receive the minutes. */
export function hearsOf(actor: Actor, circle: CircleWithOffices): boolean {
  return seesInside(actor, circle) || seatsOf(actor, circle).length > 0;
}

/** Whoever hears of it sees its page, whatever residents see. */
export function canSeeCircle(actor: Actor, circle: CircleWithOffices): boolean {
  return circle.circle.publicPage || hearsOf(actor, circle);
}

/** Whether lists show this actor circles at all that are not public. */
export function mayHoldSeats(actor: Actor): boolean {
  return actor.kind === 'person' || isColleague(actor);
}

function holds(actor: Actor, circle: CircleWithOffices, wanted: readonly Office[]): boolean {
  return seatsOf(actor, circle).some(({ role }) => wanted.includes(role));
}

function coordinates(actor: Actor, counties: readonly string[]): boolean {
  return (
    actor.kind === 'person' &&
    actor.roles.some(
      (role) => role.kind === 'coordinator' && (role.county === null || counties.includes(role.county))
    )
  );
}
