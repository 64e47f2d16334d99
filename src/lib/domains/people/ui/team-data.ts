// What the page of a team is given.
import type { RoleKind } from '#lib/platform/actor.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { FormError } from '../membership-input.ts';
import type { Place } from '../place.ts';
import type { OpenRequest, PendingInvitation, TeamMember } from '../team.server.ts';

export interface TeamData {
  readonly place: Pick<Place, 'kind' | 'name' | 'path'>;
  readonly kinds: readonly RoleKind[];
  readonly ownerless: boolean;
  readonly manages: boolean;
  readonly represents: boolean;
  /** The one who looks. */
  readonly self: string | null;
  readonly today: string;
  readonly once: string;
  /** In which the house writes. */
  readonly languages: readonly Locale[];
  readonly members: readonly TeamMember[];
  readonly invitations: readonly PendingInvitation[];
  readonly requests: readonly OpenRequest[];
}

/** A form that came back. */
export interface TeamAnswer {
  readonly which: 'invite' | 'represent';
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FormError[];
}
