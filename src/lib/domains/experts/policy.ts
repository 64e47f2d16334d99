// Who sees an expert's entry, who keeps it, and who may enter somebody else.
import { isAdministrator, isColleague, tendsSettlement, type Actor } from '#lib/platform/actor.ts';
import type { Visibility } from './model.ts';

interface Kept {
  readonly person: string | null;
  readonly own: boolean;
  readonly keptBy: { readonly id: string } | null;
  readonly settlement: { readonly id: string };
}

interface Shown extends Kept {
  readonly consent: unknown;
  readonly visibility: Visibility;
}

/** Whose entry it would be: one's own, or that of the person in whose name one acts. */
export function selfOf(actor: Actor): string | null {
  return actor.kind === 'person' ? (actor.onBehalfOf?.id ?? actor.id) : null;
}

export function isOwnEntry(actor: Actor, { person }: { readonly person: string | null }): boolean {
  return person !== null && selfOf(actor) === person;
}

/** The visibilities that lists show to this actor, of entries with a consent that holds. */
export function visibleTo(actor: Actor): readonly Visibility[] {
  return isColleague(actor) ? ['public', 'colleagues'] : ['public'];
}

/** Without a consent that holds, nobody but those who keep it. */
export function canSeeExpert(actor: Actor, expert: Shown): boolean {
  if (canKeepExpert(actor, expert)) return true;
  return expert.consent !== null && visibleTo(actor).includes(expert.visibility);
}

/** Whoever works somewhere in the region: they answer for whom they bring. */
export function canEnterOthers(actor: Actor): boolean {
  if (isAdministrator(actor)) return actor.kind === 'person';
  return (
    actor.kind === 'person' &&
    actor.roles.some(({ kind }) => ['owner', 'editor', 'caretaker', 'coordinator'].includes(kind))
  );
}

/** An entry that somebody keeps themselves is theirs alone; administrators answer for the house. */
export function canKeepExpert(actor: Actor, expert: Kept): boolean {
  if (isAdministrator(actor) || isOwnEntry(actor, expert)) return true;
  if (expert.own || actor.kind !== 'person') return false;
  return (
    (expert.keptBy?.id === actor.id && canEnterOthers(actor)) || tendsSettlement(actor, expert.settlement.id)
  );
}
