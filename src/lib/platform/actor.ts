// Who acts: a signed-in person with the roles they hold, the system itself, or nobody known.
import type { Id } from '#lib/core/ids.ts';

export type RoleKind = 'administrator' | 'owner' | 'editor' | 'member';

/** A role is held in an organisation, or (administrator) in the whole installation. */
export interface Role {
  readonly kind: RoleKind;
  readonly organisation: string | null;
}

export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'system' }
  | {
      readonly kind: 'person';
      readonly id: Id<'person'>;
      readonly name: string;
      readonly roles: readonly Role[];
    };

export const anonymous: Actor = { kind: 'anonymous' };
export const system: Actor = { kind: 'system' };

export function isAdministrator(actor: Actor): boolean {
  return (
    actor.kind === 'system' ||
    (actor.kind === 'person' && actor.roles.some((role) => role.kind === 'administrator'))
  );
}

/** Whether the actor works in some organisation here, and so sees what organisers plan. */
export function isColleague(actor: Actor): boolean {
  return isAdministrator(actor) || (actor.kind === 'person' && actor.roles.length > 0);
}

/** Whether the actor may write in the name of the organisation. */
export function mayEditFor(actor: Actor, organisation: string): boolean {
  if (isAdministrator(actor)) return true;
  return (
    actor.kind === 'person' &&
    actor.roles.some(
      (role) => role.organisation === organisation && (role.kind === 'owner' || role.kind === 'editor')
    )
  );
}

/** The organisations in whose name the actor may write; null when that is all of them. */
export function editableOrganisations(actor: Actor): readonly string[] | null {
  if (isAdministrator(actor)) return null;
  if (actor.kind !== 'person') return [];
  return actor.roles.flatMap((role) =>
    role.organisation && (role.kind === 'owner' || role.kind === 'editor') ? [role.organisation] : []
  );
}
