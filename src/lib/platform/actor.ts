// Who acts: a signed-in person with the roles they hold, the system itself, or nobody known.
import type { Id } from '#lib/core/ids.ts';

/** What a person may do, and where: in the whole installation, an organisation, a settlement, a county (null: the country). */
export type Role =
  | { readonly kind: 'administrator' }
  | { readonly kind: OrganisationRoleKind; readonly organisation: string }
  | { readonly kind: 'caretaker'; readonly settlement: string }
  | { readonly kind: 'coordinator'; readonly county: string | null };

/** From the most to the least that one may do. */
export const organisationRoleKinds = ['owner', 'editor', 'member'] as const;
export type OrganisationRoleKind = (typeof organisationRoleKinds)[number];
export type RoleKind = Role['kind'];

export interface Person {
  readonly kind: 'person';
  readonly id: Id<'person'>;
  readonly name: string;
  /** Those that count now: all that the person holds, or only those of the hat they have put on. */
  readonly roles: readonly Role[];
  /** The organisations of the settlements that the person takes care of: they write for these too. */
  readonly tended?: readonly string[];
  /** The one role in which the person acts just now. */
  readonly hat?: Role | null;
  /** Somebody who uses no computer and has agreed that this person acts for them; then `roles` are theirs. */
  readonly onBehalfOf?: { readonly id: Id<'person'>; readonly name: string } | null;
}

export type Actor = { readonly kind: 'anonymous' } | { readonly kind: 'system' } | Person;

export const anonymous: Actor = { kind: 'anonymous' };
export const system: Actor = { kind: 'system' };

export function isAdministrator(actor: Actor): boolean {
  return (
    actor.kind === 'system' ||
    (actor.kind === 'person' && actor.roles.some((role) => role.kind === 'administrator'))
  );
}

/** Whether the actor works in some organisation, settlement or county here, and so sees what organisers plan. */
export function isColleague(actor: Actor): boolean {
  return isAdministrator(actor) || (actor.kind === 'person' && actor.roles.length > 0);
}

/** Whether the actor may write in the name of the organisation. */
export function mayEditFor(actor: Actor, organisation: string): boolean {
  return isAdministrator(actor) || writesFor(actor).includes(organisation);
}

/** Whether the actor works in the organisation, in whatever role, or writes in its name. */
export function worksFor(actor: Actor, organisation: string): boolean {
  return (
    mayEditFor(actor, organisation) || organisationsWith(actor, organisationRoleKinds).includes(organisation)
  );
}

/** The organisations in whose name the actor may write; null when that is all of them. */
export function editableOrganisations(actor: Actor): readonly string[] | null {
  return isAdministrator(actor) ? null : writesFor(actor);
}

/** Whether the actor decides who may do what in the name of the organisation. */
export function ownsOrganisation(actor: Actor, organisation: string): boolean {
  return isAdministrator(actor) || organisationsWith(actor, ['owner']).includes(organisation);
}

/** Whether the actor keeps the settlement's records true, those included that have nobody else. */
export function tendsSettlement(actor: Actor, settlement: string): boolean {
  return (
    isAdministrator(actor) ||
    (actor.kind === 'person' &&
      actor.roles.some((role) => role.kind === 'caretaker' && role.settlement === settlement))
  );
}

/** Whether the actor takes care of some settlement. */
export function isCaretaker(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.some((role) => role.kind === 'caretaker');
}

/** Two roles are the same when kind and place are. Also the value by which forms name a role. */
export function roleKey(role: Role): string {
  switch (role.kind) {
    case 'administrator':
      return role.kind;
    case 'caretaker':
      return `${role.kind}:${role.settlement}`;
    case 'coordinator':
      return `${role.kind}:${role.county ?? ''}`;
    default:
      return `${role.kind}:${role.organisation}`;
  }
}

function writesFor(actor: Actor): string[] {
  const own = organisationsWith(actor, ['owner', 'editor']);
  return actor.kind === 'person' && actor.tended ? [...new Set([...own, ...actor.tended])] : own;
}

function organisationsWith(actor: Actor, kinds: readonly RoleKind[]): string[] {
  if (actor.kind !== 'person') return [];
  return actor.roles.flatMap((role) =>
    'organisation' in role && kinds.includes(role.kind) ? [role.organisation] : []
  );
}
