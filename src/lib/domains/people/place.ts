// Where a role can be held, as a loaded thing: an organisation, a settlement, a county, or the country and the installation.
import type { OrganisationRoleKind, Role, RoleKind } from '#lib/platform/actor.ts';
import { organisationRoleKinds } from '#lib/platform/actor.ts';

export type Place =
  | {
      readonly kind: 'organisation';
      readonly id: string;
      /** Where it works: its caretaker helps out while it has no owner. */
      readonly settlement: string | null;
      readonly name: string;
      readonly path: string;
    }
  | {
      readonly kind: 'settlement';
      readonly id: string;
      readonly county: string | null;
      readonly name: string;
      readonly path: string;
    }
  | { readonly kind: 'county'; readonly county: string; readonly name: string; readonly path: string }
  | { readonly kind: 'wide'; readonly name: string; readonly path: string };

/** From the most to the least that one may do there. */
export function roleKindsAt(place: Place): readonly RoleKind[] {
  switch (place.kind) {
    case 'organisation':
      return organisationRoleKinds;
    case 'settlement':
      return ['caretaker'];
    case 'county':
      return ['coordinator'];
    case 'wide':
      return ['administrator', 'coordinator'];
  }
}

/** Null when no such role is held there. */
export function roleAt(place: Place, kind: RoleKind): Role | null {
  if (!roleKindsAt(place).includes(kind)) return null;
  switch (place.kind) {
    case 'organisation':
      return { kind: kind as OrganisationRoleKind, organisation: place.id };
    case 'settlement':
      return { kind: 'caretaker', settlement: place.id };
    case 'county':
      return { kind: 'coordinator', county: place.county };
    case 'wide':
      return kind === 'administrator' ? { kind } : { kind: 'coordinator', county: null };
  }
}

export function placeOfSettlement({
  id,
  county,
  name,
  slug
}: {
  id: string;
  county: string | null;
  name: string;
  slug: string;
}): Extract<Place, { kind: 'settlement' }> {
  return { kind: 'settlement', id, county, name, path: `/settlements/${slug}` };
}
