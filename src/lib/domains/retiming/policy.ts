// Who may have a month timed anew, ask its organisers, see how that goes, and answer.
import {
  editableOrganisations,
  isAdministrator,
  isColleague,
  worksFor,
  type Actor
} from '#lib/platform/actor.ts';

/** Those who write in the name of some organisation, take care of a settlement or coordinate. */
export function canStart(actor: Actor): boolean {
  if (isAdministrator(actor)) return true;
  return (
    actor.kind === 'person' &&
    (editableOrganisations(actor)?.length !== 0 ||
      actor.roles.some(({ kind }) => kind === 'caretaker' || kind === 'coordinator'))
  );
}

/** The list of re-timings: of one's own, and of those in which one's organisation was asked. */
export function canVisit(actor: Actor): boolean {
  return actor.kind === 'person' && isColleague(actor);
}

/** Where an actor is at home: what they tend, where their organisations are, the counties they coordinate. */
export interface Home {
  readonly settlements: ReadonlySet<string>;
  readonly counties: ReadonlySet<string>;
}

/** Whoever asks a territory's organisers belongs to it; national coordinators and administrators belong everywhere. */
export function canRetime(
  actor: Actor,
  territory: readonly { readonly id: string; readonly county: string | null }[],
  home: Home
): boolean {
  if (!canStart(actor) || territory.length === 0) return false;
  if (isEverywhere(actor)) return true;
  return territory.some(
    ({ id, county }) => home.settlements.has(id) || (county !== null && home.counties.has(county))
  );
}

export function isEverywhere(actor: Actor): boolean {
  return (
    isAdministrator(actor) ||
    (actor.kind === 'person' &&
      actor.roles.some((role) => role.kind === 'coordinator' && role.county === null))
  );
}

interface Begun {
  readonly person: { readonly id: string } | null;
}

/** Whoever began it, as long as they work here, and the administrators: they ask, withdraw and decide on suggestions. */
export function canLead(actor: Actor, { person }: Begun): boolean {
  return isAdministrator(actor) || (actor.kind === 'person' && person?.id === actor.id && isColleague(actor));
}

/** And once they have been asked, whoever works for an organiser. @param organisers of all events that were asked about */
export function canSeeRetiming(actor: Actor, begun: Begun, organisers: readonly string[]): boolean {
  return canLead(actor, begun) || organisers.some((id) => worksFor(actor, id));
}

/** What an organiser wrote is for whoever began it, and for the organiser's own people. */
export const canReadNote: typeof canSeeRetiming = canSeeRetiming;
